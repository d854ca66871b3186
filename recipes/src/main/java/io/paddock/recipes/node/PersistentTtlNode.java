package io.paddock.recipes.node;

import io.paddock.client.api.Client;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.RefusedException;
import io.paddock.protocol.message.Data;
import io.paddock.recipes.steady.Failures;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A container znode that outlives its owner by a time: below it is a znode {@code touch} with a
 * time to live, which is touched as long as this is open. When nobody does any more, both go. The
 * server must allow znodes with a time to live.
 *
 * <p>The znodes are those of Curator's PersistentTtlNode.
 *
 * <p>Thread: any.
 */
public final class PersistentTtlNode implements AutoCloseable {
  private static final String TOUCH = "/touch";
  private static final int TOUCHES_PER_TTL = 2;
  private static final Duration BREATH = Duration.ofMillis(50);

  private final Client client;
  private final String path;
  private final Duration ttl;
  private final PersistentNode node;
  private final CompletableFuture<String> made = new CompletableFuture<>();
  // One at a time, however long it takes: else they would pile up while no server is there.
  private final AtomicBoolean touching = new AtomicBoolean();
  private volatile boolean closed;

  private PersistentTtlNode(Client client, String path, @Nullable Data data, Duration ttl) {
    this.client = client.aside();
    this.path = path;
    this.ttl = ttl;
    this.node = PersistentNode.start(client, path, data, CreateOptions.CONTAINER);
  }

  /** Makes the znode and keeps it from now on; returns at once. */
  public static PersistentTtlNode start(
      Client client, String path, @Nullable Data data, Duration ttl) {
    PersistentTtlNode started = new PersistentTtlNode(client, path, data, ttl);
    CompletableFuture<Void> unused =
        started
            .node
            .made()
            .thenRun(started::touch)
            .exceptionally(
                failure -> {
                  started.made.completeExceptionally(Failures.bare(failure));
                  return null;
                });
    return started;
  }

  /** Its path, when both were made the first time. Fails if the server refuses one. */
  public CompletableFuture<String> made() {
    return made;
  }

  /** See {@link PersistentNode#setData}. */
  public CompletableFuture<Void> setData(@Nullable Data data) {
    return node.setData(data);
  }

  private void touch() {
    if (closed) {
      return;
    }
    if (touching.compareAndSet(false, true)) {
      touchOnce();
    }
    Future<?> later = client.after(ttl.dividedBy(TOUCHES_PER_TTL), this::touch);
    if (closed) {
      later.cancel(false);
    }
  }

  private void touchOnce() {
    if (closed) {
      return;
    }
    CompletableFuture<?> unused =
        client
            .async()
            .set(path + TOUCH, null, -1)
            .whenComplete(
                (stat, failure) -> {
                  if (failure == null) {
                    touched();
                  } else if (Failures.bare(failure) instanceof NoNodeException) {
                    makeTouch();
                  } else {
                    again(failure);
                  }
                });
  }

  private void makeTouch() {
    CompletableFuture<?> unused =
        client
            .async()
            .create(path + TOUCH, null, CreateOptions.ttl(ttl))
            .whenComplete(
                (created, failure) -> {
                  if (failure == null) {
                    touched();
                  } else {
                    again(failure);
                  }
                });
  }

  private void touched() {
    touching.set(false);
    made.complete(path);
  }

  private void again(Throwable failure) {
    Throwable why = Failures.bare(failure);
    if (Failures.isPassing(why)) {
      Future<?> unused = client.after(BREATH, this::touchOnce);
      return;
    }
    touching.set(false);
    // What it stands on is made again by the other one, and then it is touched.
    if (why instanceof RefusedException && !(why instanceof NoNodeException)) {
      made.completeExceptionally(why);
    }
  }

  /** Touches it no more: it goes when its time is over. */
  @Override
  public void close() {
    closed = true;
    node.abandon();
  }
}
