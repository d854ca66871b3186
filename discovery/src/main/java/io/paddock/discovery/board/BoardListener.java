package io.paddock.discovery.board;

import org.jspecify.annotations.Nullable;

/** Hears of changes on a board. Thread: one of the client's, one call at a time; may block. */
@FunctionalInterface
public interface BoardListener {
  /**
   * A host has come, says something else, or is gone.
   *
   * @param before null if it was not known
   */
  void changed(@Nullable HostState before, HostState now);
}
