package io.paddock.server.watch;

import org.jspecify.annotations.Nullable;

/**
 * All that one watcher has on one path: a member of two lists, of the path and of the watcher. A
 * server may hold millions of these, so it is 40 bytes and no more.
 *
 * <p>Thread: the loop of its {@link WatchTable}.
 */
final class Watch {
  final Watcher watcher;
  final PathWatches onPath;

  /** A set of {@link WatchKind#bit()}; never empty while the watch is in its lists. */
  byte kinds;

  @Nullable Watch nextOnPath;
  @Nullable Watch previousOnPath;
  @Nullable Watch nextOfWatcher;
  @Nullable Watch previousOfWatcher;

  Watch(Watcher watcher, PathWatches onPath) {
    this.watcher = watcher;
    this.onPath = onPath;
  }

  boolean has(int anyOf) {
    return (kinds & anyOf) != 0;
  }
}
