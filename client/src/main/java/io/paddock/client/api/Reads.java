package io.paddock.client.api;

import io.paddock.protocol.message.Request;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads that are answered together, from one state of the tree. Immutable: each method gives a
 * longer one.
 *
 * @param steps with the paths of the client's tree
 */
public record Reads(List<Request.ReadStep> steps) {
  /** No read. */
  public static final Reads EMPTY = new Reads(List.of());

  public Reads {
    steps = List.copyOf(steps);
  }

  /** Adds data and Stat of a znode. */
  public Reads get(String path) {
    return and(new Request.GetData(path, false));
  }

  /** Adds the names of a znode's children. */
  public Reads children(String path) {
    return and(new Request.GetChildren(path, false));
  }

  private Reads and(Request.ReadStep step) {
    List<Request.ReadStep> all = new ArrayList<>(steps);
    all.add(step);
    return new Reads(all);
  }
}
