package io.paddock.server.watch;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.WatchEvent;
import io.paddock.protocol.message.WatcherType;
import io.paddock.state.command.Change;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The watches of one event loop (spec/semantics.md, section 9).
 *
 * <p>One hash table by path holds all kinds. A change looks up its own path and, if it is a
 * creation or deletion and anybody watches children, the parent's. Only while there is a recursive
 * watch, every ancestor is looked up too; the hashes of all prefixes come out of one pass over the
 * path, without making strings of them. Without watches a change costs one comparison.
 *
 * <p>Thread: its event loop.
 */
public final class WatchTable {
  private static final int CAPACITY_MIN = 16;
  private static final WatchKind[] KINDS = WatchKind.values();

  /** Chained; a power of two in length. */
  private @Nullable PathWatches[] buckets = new PathWatches[CAPACITY_MIN];

  private int paths;
  private final int[] countByKind = new int[KINDS.length];
  private int lastMark;
  private long changes;

  /** Leaves a watch; does nothing if the watcher has one of this kind on the path already. */
  public void add(Watcher watcher, String path, WatchKind kind) {
    if (watcher.mark == 0) {
      watcher.mark = ++lastMark;
    }
    PathWatches onPath = findOrAdd(path);
    Watch watch = onPath.find(watcher);
    if (watch == null) {
      watch = new Watch(watcher, onPath);
      onPath.link(watch);
      watcher.link(watch);
    }
    if (!watch.has(kind.bit())) {
      watch.kinds |= (byte) kind.bit();
      countByKind[kind.ordinal()]++;
    }
  }

  /** Whether the watcher has a watch of this type on exactly this path. */
  public boolean has(Watcher watcher, String path, WatcherType type) {
    Watch watch = find(watcher, path);
    return watch != null && watch.has(WatchKind.bits(type));
  }

  /** Removes the watcher's watches of this type from this path and tells whether there were any. */
  public boolean remove(Watcher watcher, String path, WatcherType type) {
    Watch watch = find(watcher, path);
    if (watch == null || !watch.has(WatchKind.bits(type))) {
      return false;
    }
    clear(watch, WatchKind.bits(type));
    return true;
  }

  /** Removes all that a watcher has. */
  public void removeAll(Watcher watcher) {
    Watch each = watcher.first;
    while (each != null) {
      Watch next = each.nextOfWatcher;
      clear(each, WatchKind.ANY);
      each = next;
    }
  }

  /** Tells those who asked of a change: first about the znode, then about its parent's children. */
  public void fire(Change change) {
    if (paths == 0) {
      return;
    }
    changes++;
    tellOfNode(change);
    if (change.type() != EventType.NODE_DATA_CHANGED && watchesChildren()) {
      tellOfChildren(change);
    }
  }

  /** Watches of all kinds; a persistent one is both a data and a child watch and counts twice. */
  public int watchCount() {
    return count(WatchKind.DATA)
        + count(WatchKind.CHILD)
        + 2 * count(WatchKind.PERSISTENT)
        + count(WatchKind.RECURSIVE);
  }

  /** Paths that somebody watches. */
  public int pathCount() {
    return paths;
  }

  private int count(WatchKind kind) {
    return countByKind[kind.ordinal()];
  }

  private boolean watchesChildren() {
    return count(WatchKind.CHILD) + count(WatchKind.PERSISTENT) > 0;
  }

  private void tellOfNode(Change change) {
    String path = change.path();
    PathWatches here = find(path, path.length(), path.hashCode());
    WatchEvent event = null;
    if (here != null) {
      event = tellHere(here, change);
    }
    if (count(WatchKind.RECURSIVE) > 0) {
      tellAncestors(change, event);
    }
  }

  private WatchEvent tellHere(PathWatches here, Change change) {
    WatchEvent event = WatchEvent.of(change.type(), here.path);
    boolean deleted = change.type() == EventType.NODE_DELETED;
    int hear = deleted ? WatchKind.ANY : WatchKind.HEAR_CHANGED;
    int spent = WatchKind.DATA.bit() | (deleted ? WatchKind.CHILD.bit() : 0);
    tell(here, hear, spent, event, change.acl());
    return event;
  }

  /** One pass over the path: at every slash the hash so far is that of an ancestor. */
  private void tellAncestors(Change change, @Nullable WatchEvent eventSoFar) {
    String path = change.path();
    WatchEvent event = eventSoFar == null ? WatchEvent.of(change.type(), path) : eventSoFar;
    int hash = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '/' && path.length() > 1) {
        PathWatches above = i == 0 ? find("/", 1, '/') : find(path, i, hash);
        if (above != null) {
          tell(above, WatchKind.RECURSIVE.bit(), 0, event, change.acl());
        }
      }
      hash = 31 * hash + c;
    }
  }

  private void tellOfChildren(Change change) {
    String path = change.path();
    int end = Math.max(1, path.lastIndexOf('/'));
    int hash = 0;
    for (int i = 0; i < end; i++) {
      hash = 31 * hash + path.charAt(i);
    }
    PathWatches parent = find(path, end, hash);
    if (parent != null) {
      changes++; // an event of its own: who heard of the child hears of the parent too
      WatchEvent event = WatchEvent.of(EventType.NODE_CHILDREN_CHANGED, parent.path);
      tell(parent, WatchKind.HEAR_CHILDREN, WatchKind.CHILD.bit(), event, change.parentAcl());
    }
  }

  private void tell(PathWatches on, int hear, int spent, WatchEvent event, List<Acl> acl) {
    Watch each = on.first;
    while (each != null) {
      Watch next = each.nextOnPath;
      if (each.has(hear)) {
        Watcher watcher = each.watcher;
        if (each.has(spent)) {
          clear(each, spent);
        }
        if (watcher.toldOf != changes) {
          watcher.toldOf = changes;
          watcher.deliver(event, acl);
        }
      }
      each = next;
    }
  }

  private void clear(Watch watch, int kinds) {
    int gone = watch.kinds & kinds;
    for (WatchKind each : KINDS) {
      if ((gone & each.bit()) != 0) {
        countByKind[each.ordinal()]--;
      }
    }
    watch.kinds &= (byte) ~gone;
    if (watch.kinds == 0) {
      watch.watcher.unlink(watch);
      watch.onPath.unlink(watch);
      if (watch.onPath.isEmpty()) {
        removePath(watch.onPath);
      }
    }
  }

  private @Nullable Watch find(Watcher watcher, String path) {
    PathWatches onPath = find(path, path.length(), path.hashCode());
    return onPath == null ? null : onPath.find(watcher);
  }

  /**
   * The entry for the first {@code length} characters of {@code path}, whose {@code
   * String.hashCode} is given.
   */
  private @Nullable PathWatches find(String path, int length, int hash) {
    PathWatches each = buckets[slot(hash)];
    while (each != null) {
      if (each.hash == hash && each.path.length() == length && path.startsWith(each.path)) {
        return each;
      }
      each = each.nextInBucket;
    }
    return null;
  }

  private PathWatches findOrAdd(String path) {
    int hash = path.hashCode();
    PathWatches found = find(path, path.length(), hash);
    if (found != null) {
      return found;
    }
    if (paths == buckets.length) {
      resize(2 * buckets.length);
    }
    PathWatches fresh = new PathWatches(path, hash);
    putIntoBucket(fresh);
    paths++;
    return fresh;
  }

  private void removePath(PathWatches gone) {
    int slot = slot(gone.hash);
    PathWatches each = buckets[slot];
    if (each == gone) {
      buckets[slot] = gone.nextInBucket;
    }
    while (each != null) {
      if (each.nextInBucket == gone) {
        each.nextInBucket = gone.nextInBucket;
      }
      each = each.nextInBucket;
    }
    paths--;
    if (buckets.length > CAPACITY_MIN && paths < buckets.length / 8) {
      resize(buckets.length / 4);
    }
  }

  private void resize(int capacity) {
    @Nullable PathWatches[] old = buckets;
    buckets = new PathWatches[Math.max(CAPACITY_MIN, capacity)];
    for (PathWatches head : old) {
      PathWatches each = head;
      while (each != null) {
        PathWatches next = each.nextInBucket;
        putIntoBucket(each);
        each = next;
      }
    }
  }

  private void putIntoBucket(PathWatches entry) {
    int slot = slot(entry.hash);
    entry.nextInBucket = buckets[slot];
    buckets[slot] = entry;
  }

  private int slot(int hash) {
    int h = hash * 0x9E3779B9;
    return (h ^ (h >>> 15)) & (buckets.length - 1);
  }
}
