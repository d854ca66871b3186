package io.paddock.client.cache;

import io.paddock.client.api.AsyncClient;
import io.paddock.client.api.Client;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.Node;
import io.paddock.client.api.WatchListener;
import io.paddock.protocol.message.WatchEvent;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Follows the data of one znode, which may be missing, come and go. The listener is called once at
 * the start, and then whenever something else is there than the last time; of changes that follow
 * each other quickly only the last one may be seen. It goes on over lost connections and sessions.
 *
 * <pre>{@code
 * DataWatch.start(client, "/colour", (node, event) -> {
 *   paint(node.map(Node::text).orElse("white"));
 *   return true;
 * });
 * }</pre>
 *
 * <p>Thread: any. The listener is called on a lane of its own; it may block and use the client.
 */
public final class DataWatch implements AutoCloseable {
  private final String path;
  private final Listener listener;
  private final Rereading<Optional<Node>> rereading;
  private boolean called;
  private Optional<Node> last = Optional.empty();

  /** Hears of the data. */
  @FunctionalInterface
  public interface Listener {
    /**
     * The znode is now this.
     *
     * @param node empty if there is none
     * @param event what led to it, null at the start and when it is not known
     * @return whether to go on; false ends the watch
     */
    boolean changed(Optional<Node> node, @Nullable WatchEvent event);
  }

  private DataWatch(Client client, String path, Listener listener) {
    this.path = path;
    this.listener = listener;
    this.rereading = new Rereading<>(client, path, this::read, this::seen);
  }

  /** Begins to follow a path and returns at once. */
  public static DataWatch start(Client client, String path, Listener listener) {
    DataWatch watch = new DataWatch(client, path, listener);
    watch.rereading.start();
    return watch;
  }

  /**
   * Completes when the listener was called for the first time; fails if the data may not be read.
   */
  public CompletableFuture<Void> started() {
    return rereading.started().copy();
  }

  /** Whether it has ended: closed, or the listener said so, or the data may not be read. */
  public boolean isClosed() {
    return rereading.isClosed();
  }

  @Override
  public void close() {
    rereading.close();
  }

  private CompletableFuture<Optional<Node>> read(AsyncClient client, WatchListener watch) {
    return client
        .get(path, watch)
        .thenApply(Optional::of)
        .exceptionallyCompose(
            failure ->
                Rereading.bare(failure) instanceof NoNodeException
                    ? awaitNode(client, watch)
                    : CompletableFuture.failedFuture(failure));
  }

  private CompletableFuture<Optional<Node>> awaitNode(AsyncClient client, WatchListener watch) {
    return client
        .exists(path, watch)
        .thenCompose(
            stat ->
                stat.isPresent()
                    ? read(client, watch)
                    : CompletableFuture.completedFuture(Optional.empty()));
  }

  private boolean seen(Optional<Node> now, @Nullable WatchEvent event) {
    if (called && last.map(DataWatch::version).equals(now.map(DataWatch::version))) {
      return true;
    }
    called = true;
    last = now;
    return listener.changed(now, event);
  }

  // Every change of the data has a zxid of its own; a znode made anew too.
  private static long version(Node node) {
    return node.stat().mzxid();
  }
}
