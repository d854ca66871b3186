package io.paddock.client.cache;

import io.paddock.client.api.ChildList;
import io.paddock.client.api.Client;
import io.paddock.client.api.ClosedException;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.Node;
import io.paddock.client.api.RefusedException;
import io.paddock.client.api.StateListener;
import io.paddock.client.api.Watching;
import io.paddock.protocol.path.PathRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a copy of a subtree.
 *
 * <p>A persistent watch says which paths may have changed; each is read, and only what was read
 * counts: an event that comes late, or twice, or after the read that shows its change, does no
 * harm. The watch is there before the first read. After each new connection everything is read
 * again, since persistent watches do not tell what was missed. So no change is lost, and none is
 * told twice: what is told is the difference of two reads, by the zxids of creation and change.
 *
 * <p>Thread: all of it its lane's, but {@code nodes}, which anybody reads.
 */
final class TreeFollower {
  private static final Logger LOG = LoggerFactory.getLogger(TreeFollower.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Client client;
  private final String root;
  private final CacheScope scope;
  private final Consumer<Consumer<CacheListener>> sink;
  private final Executor lane;
  private final ReadQueue reads = new ReadQueue();
  private final ConcurrentNavigableMap<String, Node> nodes = new ConcurrentSkipListMap<>();
  private final CompletableFuture<Void> initialized = new CompletableFuture<>();
  private final StateListener states = this::state;
  // What this scan has asked for: a znode that is known by an event only has children to be found.
  private final Set<String> asked = new HashSet<>();
  // By their parents: those that were read before them, whose turn to be told it is not yet.
  private final Map<String, Set<String>> early = new HashMap<>();
  private volatile boolean closed;
  private boolean scanned;
  private @Nullable Watching watching;

  /**
   * @param sink hands what is to be told to the listeners
   */
  TreeFollower(
      Client client, String root, CacheScope scope, Consumer<Consumer<CacheListener>> sink) {
    this.client = client.within(PATIENCE).aside();
    this.root = root;
    this.scope = scope;
    this.sink = sink;
    this.lane = this.client.callbacks();
  }

  Executor lane() {
    return lane;
  }

  ConcurrentNavigableMap<String, Node> nodes() {
    return nodes;
  }

  CompletableFuture<Void> initialized() {
    return initialized;
  }

  boolean isInitialized() {
    return initialized.isDone() && !initialized.isCompletedExceptionally();
  }

  List<String> children(String path) {
    String below = CacheScope.below(path);
    List<String> names = new ArrayList<>();
    String next = nodes.higherKey(below);
    while (next != null && next.startsWith(below)) {
      int slash = next.indexOf('/', below.length());
      if (slash < 0) {
        names.add(next.substring(below.length()));
        next = nodes.higherKey(next);
      } else {
        // Past all that is below this child: 0 comes after the slash.
        next = nodes.ceilingKey(next.substring(0, slash) + "0");
      }
    }
    return names;
  }

  void start() {
    lane.execute(this::watch);
    client.addStateListener(states);
  }

  void close() {
    closed = true;
    client.removeStateListener(states);
    initialized.cancel(false);
    lane.execute(this::unwatch);
  }

  private void unwatch() {
    if (watching != null) {
      watching.close();
      watching = null;
    }
  }

  private void watch() {
    if (closed) {
      return;
    }
    CompletableFuture<Watching> unused =
        client
            .async()
            .watch(root, scope.mode(), event -> lane.execute(() -> changed(event.path())))
            .whenComplete((made, failure) -> lane.execute(() -> watched(made, failure)));
  }

  private void watched(Watching made, @Nullable Throwable failure) {
    if (failure == null) {
      watching = made;
      if (closed) {
        unwatch();
      } else {
        scan();
      }
      return;
    }
    Throwable why = Rereading.bare(failure);
    if (why instanceof RefusedException || why instanceof ClosedException) {
      initialized.completeExceptionally(why);
    } else {
      watch();
    }
  }

  // The watch is left again before this is told.
  private void state(ConnectionState state) {
    if (state.isConnected()) {
      lane.execute(
          () -> {
            if (watching != null && scanned) {
              scan();
            }
          });
    }
  }

  private void changed(String path) {
    if (scope.holds(root, path)) {
      want(path, false);
    }
    pump();
  }

  private void scan() {
    scanned = true;
    asked.clear();
    List.copyOf(nodes.keySet()).forEach(path -> want(path, true));
    want(root, true);
    pump();
  }

  private void want(String path, boolean scan) {
    if (scan) {
      asked.add(path);
    }
    reads.want(path, scan && scope.holdsBelow(root, path), scan && !isInitialized());
  }

  private void pump() {
    while (!closed) {
      ReadQueue.Wanted next = reads.next();
      if (next == null) {
        return;
      }
      read(next);
    }
  }

  private void read(ReadQueue.Wanted wanted) {
    CompletableFuture<Node> data = client.async().get(wanted.path(), null);
    CompletableFuture<Optional<ChildList>> children =
        wanted.deep()
            ? client.async().children(wanted.path(), null).thenApply(Optional::of)
            : CompletableFuture.completedFuture(Optional.empty());
    CompletableFuture<Both> unused =
        data.thenCombine(children, Both::new)
            .whenComplete((both, failure) -> lane.execute(() -> done(wanted, both, failure)));
  }

  private record Both(Node node, Optional<ChildList> children) {}

  private void done(ReadQueue.Wanted wanted, Both both, @Nullable Throwable failure) {
    if (closed) {
      return;
    }
    if (failure == null) {
      seen(both.node());
      both.children().ifPresent(list -> descend(wanted.path(), list));
    } else {
      failed(wanted, Rereading.bare(failure));
    }
    if (reads.done(wanted.path()) && !isInitialized()) {
      sink.accept(CacheListener::initialized);
      initialized.complete(null);
    }
    if (!reads.has(wanted.path())) {
      // Whether their parent is there is known now.
      Set<String> children = early.remove(wanted.path());
      if (children != null) {
        children.forEach(each -> want(each, false));
      }
    }
    if (reads.isEmpty()) {
      asked.clear();
    }
    pump();
  }

  private void descend(String path, ChildList list) {
    for (String name : list.names()) {
      String child = CacheScope.below(path) + name;
      if (!asked.contains(child)) {
        want(child, true);
      }
    }
  }

  private void failed(ReadQueue.Wanted wanted, Throwable why) {
    if (why instanceof NoNodeException) {
      goneWithAll(wanted.path());
    } else if (why instanceof RefusedException) {
      LOG.warn("{} cannot be read and is left out", wanted.path(), why);
      gone(wanted.path());
    } else if (!(why instanceof ClosedException)) {
      reads.again(wanted.path());
    }
  }

  private void goneWithAll(String path) {
    List.copyOf(below(path).descendingKeySet()).forEach(this::gone);
    gone(path);
  }

  private void gone(String path) {
    Node last = nodes.remove(path);
    if (last != null) {
      sink.accept(listener -> listener.deleted(last));
    }
  }

  private ConcurrentNavigableMap<String, Node> below(String path) {
    String from = CacheScope.below(path);
    // 0 comes after the slash.
    return nodes.subMap(from, false, from.substring(0, from.length() - 1) + "0", false);
  }

  private void seen(Node now) {
    String path = now.path();
    Node before = nodes.get(path);
    if (before == null && !path.equals(root) && isToCome(PathRules.parent(path))) {
      early.computeIfAbsent(PathRules.parent(path), p -> new HashSet<>()).add(path);
    } else if (before != null && before.stat().czxid() == now.stat().czxid()) {
      nodes.put(path, now);
      if (before.stat().mzxid() != now.stat().mzxid()) {
        sink.accept(listener -> listener.changed(before, now));
      }
    } else {
      List<String> newer = before == null ? List.of() : goneButNewer(now);
      nodes.put(path, now);
      sink.accept(listener -> listener.created(now));
      newer.forEach(each -> want(each, false));
    }
  }

  /** Whether it is not told of yet, and will be if it is there. */
  private boolean isToCome(String path) {
    return !nodes.containsKey(path)
        && (reads.has(path) || early.getOrDefault(PathRules.parent(path), Set.of()).contains(path));
  }

  /**
   * What stood here before this one was made anew is gone with all below it.
   *
   * @return what was below it and is newer than this one, so it may be its
   */
  private List<String> goneButNewer(Node now) {
    List<String> newer =
        below(now.path()).values().stream()
            .filter(each -> each.stat().czxid() > now.stat().czxid())
            .map(Node::path)
            .toList();
    goneWithAll(now.path());
    return newer;
  }
}
