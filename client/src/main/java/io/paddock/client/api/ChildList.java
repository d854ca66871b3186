package io.paddock.client.api;

import io.paddock.protocol.message.Stat;
import java.util.List;

/**
 * The children of a znode as they were at one moment.
 *
 * @param names in no particular order
 * @param stat of the parent
 */
public record ChildList(List<String> names, Stat stat) {
  public ChildList {
    names = List.copyOf(names);
  }
}
