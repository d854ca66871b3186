package io.paddock.client.cache;

import io.paddock.client.api.Client;
import io.paddock.client.api.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subtree in memory, kept up to date. What a listener hears is complete and in order: each znode
 * of the start once, {@link CacheListener#initialized}, then each change that is seen, also over
 * lost connections and sessions. Of changes of one znode that follow each other quickly only the
 * last one may be seen.
 *
 * <pre>{@code
 * Cache cache = Cache.start(client, "/settings", CacheScope.TREE, listener);
 * cache.initialized().join();
 * cache.get("/settings/colour").ifPresent(this::paint);
 * }</pre>
 *
 * <p>Thread: any.
 */
public final class Cache implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Cache.class);

  // Its lane's.
  private final List<CacheListener> listeners = new ArrayList<>();
  private final TreeFollower follower;

  private Cache(Client client, String path, CacheScope scope) {
    this.follower = new TreeFollower(client, path, scope, this::tell);
  }

  /** Begins to read and returns at once. */
  public static Cache start(Client client, String path, CacheScope scope, CacheListener listener) {
    Cache cache = new Cache(client, path, scope);
    cache.listeners.add(listener);
    cache.follower.start();
    return cache;
  }

  /** Adds a listener, which hears of all that is there and then of each change. */
  public void addListener(CacheListener listener) {
    follower
        .lane()
        .execute(
            () -> {
              listeners.add(listener);
              follower.nodes().values().forEach(node -> guarded(listener, l -> l.created(node)));
              if (follower.isInitialized()) {
                guarded(listener, CacheListener::initialized);
              }
            });
  }

  /** Forgets a listener; it may hear of what has been seen before. */
  public void removeListener(CacheListener listener) {
    follower.lane().execute(() -> listeners.remove(listener));
  }

  /**
   * Completes when all that was there at the start is in the cache and was told; fails if the
   * server does not allow it.
   */
  public CompletableFuture<Void> initialized() {
    return follower.initialized().copy();
  }

  /** A znode as it was last seen; empty if there is none or it was not yet read. */
  public Optional<Node> get(String path) {
    return Optional.ofNullable(follower.nodes().get(path));
  }

  /** The names of the children that are in the cache, sorted. */
  public List<String> children(String path) {
    return follower.children(path);
  }

  /** All that is in the cache, by path; a znode before those below it. */
  public List<Node> nodes() {
    return List.copyOf(follower.nodes().values());
  }

  /** Ends it; what is in the cache stays as it is. */
  @Override
  public void close() {
    follower.close();
  }

  void onLane(Runnable task) {
    follower.lane().execute(task);
  }

  private void tell(Consumer<CacheListener> what) {
    List.copyOf(listeners).forEach(each -> guarded(each, what));
  }

  private static void guarded(CacheListener listener, Consumer<CacheListener> what) {
    try {
      what.accept(listener);
    } catch (RuntimeException e) {
      LOG.error("a listener of a cache failed", e);
    }
  }
}
