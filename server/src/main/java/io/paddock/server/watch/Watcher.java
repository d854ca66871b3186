package io.paddock.server.watch;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.WatchEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection as its loop's {@link WatchTable} knows it.
 *
 * <p>Thread: the loop's.
 */
public abstract class Watcher {
  @Nullable Watch first;

  /** Tells watchers apart in hashed indexes; given by the table at the first registration. */
  int mark;

  /**
   * The number of the last change that this watcher was told of, so that it hears of none twice.
   */
  long toldOf;

  /**
   * Tells the client, if it may know.
   *
   * <p>The watch has fired, whatever comes of this. Must not register or remove watches of any
   * watcher.
   *
   * @param event the same object for all watchers of one change
   * @param acl whoever has READ in it may know
   */
  protected abstract void deliver(WatchEvent event, List<Acl> acl);

  /** Whether this watcher has any watch. */
  public final boolean isWatching() {
    return first != null;
  }

  /** The paths with data, persistent or recursive watches, each once; for figures. */
  public final List<String> dataPaths() {
    List<String> paths = new ArrayList<>();
    for (Watch each = first; each != null; each = each.nextOfWatcher) {
      if (each.has(WatchKind.HEAR_CHANGED)) {
        paths.add(each.onPath.path);
      }
    }
    return paths;
  }

  final void link(Watch watch) {
    Watch oldFirst = first;
    watch.nextOfWatcher = oldFirst;
    if (oldFirst != null) {
      oldFirst.previousOfWatcher = watch;
    }
    first = watch;
  }

  final void unlink(Watch watch) {
    Watch next = watch.nextOfWatcher;
    Watch previous = watch.previousOfWatcher;
    if (next != null) {
      next.previousOfWatcher = previous;
    }
    if (previous != null) {
      previous.nextOfWatcher = next;
    } else {
      first = next;
    }
  }
}
