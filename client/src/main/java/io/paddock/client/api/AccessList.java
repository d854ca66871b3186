package io.paddock.client.api;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Stat;
import java.util.List;

/**
 * The ACL of a znode as it was at one moment.
 *
 * @param entries who may do what
 * @param stat its {@code aversion} is the version that {@code setAcl} wants
 */
public record AccessList(List<Acl> entries, Stat stat) {
  public AccessList {
    entries = List.copyOf(entries);
  }
}
