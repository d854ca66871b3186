package io.paddock.client.cache;

import io.paddock.client.api.AsyncClient;
import io.paddock.client.api.Client;
import io.paddock.client.api.ClosedException;
import io.paddock.client.api.RefusedException;
import io.paddock.client.api.WatchListener;
import io.paddock.protocol.message.WatchEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads something again whenever its one-shot watch says that it has changed, one read at a time.
 *
 * <p>One-shot watches tell after a reconnection and in a new session what was missed meanwhile, so
 * nothing is lost. A change that comes during a read leads to one more read, so the last one always
 * shows the newest state. A read that fails because of the connection is done again: it waits for
 * the next connection.
 *
 * <p>Thread: all fields its lane's, but {@code closed}.
 *
 * @param <T> what is read
 */
final class Rereading<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Rereading.class);

  private final Client client;
  private final String path;
  private final Read<T> read;
  private final Seen<T> seen;
  private final Executor lane;
  private final WatchListener watch = this::event;
  private final CompletableFuture<Void> started = new CompletableFuture<>();
  private volatile boolean closed;
  private boolean reading;
  private boolean stale;
  private @Nullable WatchEvent cause;

  /** Reads once and leaves a watch. */
  interface Read<T> {
    CompletableFuture<T> read(AsyncClient client, WatchListener watch);
  }

  /** Takes what was read. */
  interface Seen<T> {
    /** Whether to go on. */
    boolean seen(T value, @Nullable WatchEvent event);
  }

  Rereading(Client client, String path, Read<T> read, Seen<T> seen) {
    this.client = client.aside();
    this.path = path;
    this.read = read;
    this.seen = seen;
    this.lane = this.client.callbacks();
  }

  void start() {
    lane.execute(() -> refresh(null));
  }

  /** Completes when the first value has been taken, exceptionally if it will never come. */
  CompletableFuture<Void> started() {
    return started;
  }

  boolean isClosed() {
    return closed;
  }

  /** Ends it; the value that is being taken at this moment is the last. */
  void close() {
    if (!closed) {
      closed = true;
      client.unwatch(path, watch);
      started.cancel(false);
    }
  }

  private void event(WatchEvent event) {
    lane.execute(() -> refresh(event));
  }

  private void refresh(@Nullable WatchEvent event) {
    if (closed) {
      return;
    }
    if (reading) {
      stale = true;
      cause = event;
      return;
    }
    reading = true;
    CompletableFuture<T> unused =
        read.read(client.async(), watch)
            .whenComplete((value, failure) -> lane.execute(() -> done(value, failure, event)));
  }

  private void done(T value, @Nullable Throwable failure, @Nullable WatchEvent event) {
    reading = false;
    if (closed) {
      // The watch of this read was left after close had looked for it.
      client.unwatch(path, watch);
      return;
    }
    if (failure != null) {
      failed(bare(failure), event);
      return;
    }
    take(value, event);
    if (stale && !closed) {
      stale = false;
      refresh(cause);
    }
  }

  private void take(T value, @Nullable WatchEvent event) {
    boolean goOn = true;
    try {
      goOn = seen.seen(value, event);
    } catch (RuntimeException e) {
      LOG.error("the listener for {} failed", path, e);
    }
    started.complete(null);
    if (!goOn) {
      close();
    }
  }

  private void failed(Throwable failure, @Nullable WatchEvent event) {
    if (failure instanceof ClosedException || failure instanceof RefusedException) {
      LOG.debug("{} is not followed any more", path, failure);
      started.completeExceptionally(failure);
      close();
    } else {
      stale = false;
      refresh(event);
    }
  }

  static Throwable bare(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? bare(cause) : failure;
  }
}
