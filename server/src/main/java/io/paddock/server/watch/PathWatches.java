package io.paddock.server.watch;

import org.jspecify.annotations.Nullable;

/**
 * The watches on one path: a list, and an index by watcher once the list is long (10,000 clients
 * that wait for one znode must not make registering the next one slow).
 *
 * <p>Thread: the loop of its {@link WatchTable}.
 */
final class PathWatches {
  /** Watches above which there is an index. */
  static final int LIST_MAX = 16;

  final String path;
  final int hash;
  @Nullable PathWatches nextInBucket;
  @Nullable Watch first;
  private int count;

  /** Open addressing by {@link Watcher#mark}, at most half full; null while the list is short. */
  private @Nullable Watch @Nullable [] index;

  PathWatches(String path, int hash) {
    this.path = path;
    this.hash = hash;
  }

  boolean isEmpty() {
    return first == null;
  }

  @Nullable Watch find(Watcher watcher) {
    if (index != null) {
      return index[slotOf(index, watcher)];
    }
    for (Watch each = first; each != null; each = each.nextOnPath) {
      if (each.watcher == watcher) {
        return each;
      }
    }
    return null;
  }

  void link(Watch watch) {
    Watch oldFirst = first;
    watch.nextOnPath = oldFirst;
    if (oldFirst != null) {
      oldFirst.previousOnPath = watch;
    }
    first = watch;
    count++;
    if (index != null || count > LIST_MAX) {
      addToIndex(watch);
    }
  }

  void unlink(Watch watch) {
    Watch next = watch.nextOnPath;
    Watch previous = watch.previousOnPath;
    if (next != null) {
      next.previousOnPath = previous;
    }
    if (previous != null) {
      previous.nextOnPath = next;
    } else {
      first = next;
    }
    count--;
    if (index != null) {
      removeFromIndex(index, watch);
    }
  }

  private void addToIndex(Watch watch) {
    if (index == null || 2 * count > index.length) {
      index = reindexed();
    } else {
      index[slotOf(index, watch.watcher)] = watch;
    }
  }

  private @Nullable Watch[] reindexed() {
    @Nullable Watch[] fresh = new Watch[4 * Integer.highestOneBit(count)];
    for (Watch each = first; each != null; each = each.nextOnPath) {
      fresh[slotOf(fresh, each.watcher)] = each;
    }
    return fresh;
  }

  private void removeFromIndex(@Nullable Watch[] slots, Watch watch) {
    if (count <= LIST_MAX / 2) {
      index = null;
      return;
    }
    int mask = slots.length - 1;
    int hole = slotOf(slots, watch.watcher);
    slots[hole] = null;
    // Whoever was pushed past the hole moves back, so that a search may stop at the first empty
    // slot.
    for (int i = (hole + 1) & mask; ; i = (i + 1) & mask) {
      Watch each = slots[i];
      if (each == null) {
        return;
      }
      int home = home(each.watcher, mask);
      if (((i - home) & mask) >= ((i - hole) & mask)) {
        slots[hole] = each;
        slots[i] = null;
        hole = i;
      }
    }
  }

  /** The slot of a watcher, or the empty one where it would go. */
  private static int slotOf(@Nullable Watch[] slots, Watcher watcher) {
    int mask = slots.length - 1;
    int i = home(watcher, mask);
    while (true) {
      Watch at = slots[i];
      if (at == null || at.watcher == watcher) {
        return i;
      }
      i = (i + 1) & mask;
    }
  }

  private static int home(Watcher watcher, int mask) {
    int h = watcher.mark * 0x9E3779B9;
    return (h ^ (h >>> 16)) & mask;
  }
}
