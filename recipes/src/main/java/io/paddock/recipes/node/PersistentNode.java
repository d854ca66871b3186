package io.paddock.recipes.node;

import io.paddock.client.api.Client;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.NodeExistsException;
import io.paddock.client.api.StateListener;
import io.paddock.client.api.WatchListener;
import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Stat;
import io.paddock.protocol.message.WatchEvent;
import io.paddock.recipes.steady.Failures;
import io.paddock.recipes.steady.Removal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A znode that is there from its start to its close: made again when somebody deletes it, and when
 * the session was lost. It is deleted when this is closed. Ephemeral or not as the options say; a
 * sequential one keeps the name that it has got first.
 *
 * <p>Thread: any; inside, where its client calls futures.
 */
public final class PersistentNode implements WatchListener, StateListener, AutoCloseable {
  private static final Duration BREATH = Duration.ofMillis(50);

  private final Client client;
  private final CompletableFuture<String> made = new CompletableFuture<>();
  private CreateOptions options;
  private String path;
  private @Nullable Data data;
  private boolean closed;

  private PersistentNode(Client client, String path, @Nullable Data data, CreateOptions options) {
    this.client = client.aside();
    this.path = path;
    this.data = data;
    this.options = options;
  }

  /** Makes the znode and keeps it from now on; returns at once. */
  public static PersistentNode start(
      Client client, String path, @Nullable Data data, CreateOptions options) {
    PersistentNode node = new PersistentNode(client, path, data, options);
    node.client.callbacks().execute(node::make);
    node.client.addStateListener(node);
    return node;
  }

  /** Its path, when it was made the first time. Fails if the server refuses. */
  public CompletableFuture<String> made() {
    return made;
  }

  /** Replaces its data, now and whenever it is made again. */
  public CompletableFuture<Void> setData(@Nullable Data next) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    client
        .callbacks()
        .execute(
            () -> {
              data = next;
              CompletableFuture<Stat> unused =
                  client
                      .async()
                      .set(path, next, -1)
                      .whenComplete((stat, failure) -> finish(done, failure));
            });
    return done;
  }

  private static void finish(CompletableFuture<Void> done, @Nullable Throwable failure) {
    // If it is not there it gets the data when it is made.
    if (failure == null || Failures.bare(failure) instanceof NoNodeException) {
      done.complete(null);
    } else {
      done.completeExceptionally(Failures.bare(failure));
    }
  }

  private void make() {
    if (closed) {
      return;
    }
    CompletableFuture<?> unused =
        client
            .async()
            .create(path, data, options.makingParents())
            .whenComplete(
                (created, failure) -> {
                  if (failure == null) {
                    path = created.path();
                    keepName();
                    look();
                  } else if (Failures.bare(failure) instanceof NodeExistsException) {
                    look();
                  } else {
                    again(failure, this::make);
                  }
                });
  }

  private void keepName() {
    CreateMode plain =
        switch (options.mode()) {
          case PERSISTENT_SEQUENTIAL -> CreateMode.PERSISTENT;
          case EPHEMERAL_SEQUENTIAL -> CreateMode.EPHEMERAL;
          case PERSISTENT_SEQUENTIAL_WITH_TTL -> CreateMode.PERSISTENT_WITH_TTL;
          default -> options.mode();
        };
    options = new CreateOptions(plain, options.acl(), options.ttlMs(), true, false, false);
  }

  private void look() {
    CompletableFuture<?> unused =
        client
            .async()
            .exists(path, this)
            .whenComplete(
                (stat, failure) -> {
                  if (failure != null) {
                    again(failure, this::look);
                  } else {
                    looked(stat);
                  }
                });
  }

  private void looked(Optional<Stat> stat) {
    if (closed) {
      end();
    } else if (stat.isEmpty()) {
      make();
    } else if (!options.mode().isEphemeral() || stat.get().ephemeralOwner() == client.sessionId()) {
      made.complete(path);
    }
    // Else it is that of a session of before: its end is watched.
  }

  private void again(Throwable failure, Runnable what) {
    if (closed) {
      end();
    } else if (Failures.isPassing(failure)) {
      Future<?> unused = client.after(BREATH, what);
    } else {
      made.completeExceptionally(Failures.bare(failure));
    }
  }

  @Override
  public void happened(WatchEvent event) {
    if (!closed) {
      look();
    }
  }

  @Override
  public void changed(ConnectionState state) {
    if (state == ConnectionState.CONNECTED && made.isDone() && !closed) {
      look();
    }
  }

  /** Deletes it, and keeps it no more. Waits for nothing. */
  @Override
  public void close() {
    client.removeStateListener(this);
    client.callbacks().execute(this::end);
  }

  /** Keeps it no more, and lets it be. */
  void abandon() {
    client.removeStateListener(this);
    client
        .callbacks()
        .execute(
            () -> {
              closed = true;
              client.unwatch(path, this);
            });
  }

  private void end() {
    closed = true;
    client.unwatch(path, this);
    Removal.begin(client, path);
  }
}
