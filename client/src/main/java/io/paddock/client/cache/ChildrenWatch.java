package io.paddock.client.cache;

import io.paddock.client.api.AsyncClient;
import io.paddock.client.api.ChildList;
import io.paddock.client.api.Client;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.WatchListener;
import io.paddock.protocol.message.WatchEvent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Follows the names of a znode's children. The listener is called once at the start, and then
 * whenever children have come or gone since; of changes that follow each other quickly only the
 * last one may be seen. It goes on over lost connections and sessions.
 *
 * <p>Without the znode, at the start or later, it ends, as Kazoo's does; one begun with {@link
 * #startPatiently} waits until the znode is there.
 *
 * <p>Thread: any. The listener is called on a lane of its own; it may block and use the client.
 */
public final class ChildrenWatch implements AutoCloseable {
  private final String path;
  private final Listener listener;
  private final boolean patient;
  private final Rereading<Optional<ChildList>> rereading;
  private long czxid;
  private long pzxid;

  /** Hears of the children. */
  @FunctionalInterface
  public interface Listener {
    /**
     * The children are now these.
     *
     * @param names sorted
     * @param event what led to it, null at the start and when it is not known
     * @return whether to go on; false ends the watch
     */
    boolean changed(List<String> names, @Nullable WatchEvent event);
  }

  private ChildrenWatch(Client client, String path, Listener listener, boolean patient) {
    this.path = path;
    this.listener = listener;
    this.patient = patient;
    this.rereading = new Rereading<>(client, path, this::read, this::seen);
  }

  /** Begins to follow a path and returns at once; ends when the znode is missing. */
  public static ChildrenWatch start(Client client, String path, Listener listener) {
    ChildrenWatch watch = new ChildrenWatch(client, path, listener, false);
    watch.rereading.start();
    return watch;
  }

  /** Begins to follow a path and returns at once; waits while the znode is missing. */
  public static ChildrenWatch startPatiently(Client client, String path, Listener listener) {
    ChildrenWatch watch = new ChildrenWatch(client, path, listener, true);
    watch.rereading.start();
    return watch;
  }

  /** Completes when it was first read; fails if the children may not be read. */
  public CompletableFuture<Void> started() {
    return rereading.started().copy();
  }

  /** Whether it has ended: closed, or the listener said so, or the znode is missing. */
  public boolean isClosed() {
    return rereading.isClosed();
  }

  @Override
  public void close() {
    rereading.close();
  }

  private CompletableFuture<Optional<ChildList>> read(AsyncClient client, WatchListener watch) {
    return client
        .children(path, watch)
        .thenApply(Optional::of)
        .exceptionallyCompose(
            failure ->
                Rereading.bare(failure) instanceof NoNodeException
                    ? missing(client, watch)
                    : CompletableFuture.failedFuture(failure));
  }

  private CompletableFuture<Optional<ChildList>> missing(AsyncClient client, WatchListener watch) {
    if (!patient) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return client
        .exists(path, watch)
        .thenCompose(
            stat ->
                stat.isPresent()
                    ? read(client, watch)
                    : CompletableFuture.completedFuture(Optional.empty()));
  }

  private boolean seen(Optional<ChildList> now, @Nullable WatchEvent event) {
    if (now.isEmpty()) {
      return patient;
    }
    ChildList children = now.get();
    if (children.stat().czxid() == czxid && children.stat().pzxid() == pzxid) {
      return true;
    }
    czxid = children.stat().czxid();
    pzxid = children.stat().pzxid();
    return listener.changed(children.names().stream().sorted().toList(), event);
  }
}
