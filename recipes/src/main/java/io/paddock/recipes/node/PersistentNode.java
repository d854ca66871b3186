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
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A znode that is there from its start to its close: made again when somebody deletes it, and when
 * the session was lost. It is deleted when this is closed. Ephemeral or not as the options say; a
 * sequential one keeps the name that it has got first; if the answer to that is lost there may be
 * two, unless it is {@link CreateOptions#protectedByMark protected by a mark}. If the znode is
 * there already it gets the data, but an ephemeral one of another session is left alone until it
 * goes.
 *
 * <p>Thread: any; inside, where its client calls futures.
 */
public final class PersistentNode implements WatchListener, StateListener, AutoCloseable {
  private static final Duration BREATH = Duration.ofMillis(50);

  private enum Keeping {
    KEPT,
    DELETED,
    LEFT_ALONE
  }

  private final Client client;
  private final CompletableFuture<String> made = new CompletableFuture<>();
  private CreateOptions options;
  private String path;
  private @Nullable Data data;
  private Keeping keeping = Keeping.KEPT;
  private boolean isBeingMade;
  // What the last look has shown: an ephemeral one may be that of another session.
  private boolean isMine;
  private boolean hasData;

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
              hasData = false;
              write(done);
            });
    return done;
  }

  private void write(CompletableFuture<Void> done) {
    if (!isMine) {
      // It gets the data when it is.
      done.complete(null);
      return;
    }
    Data written = data;
    CompletableFuture<?> unused =
        client
            .async()
            .set(path, written, -1)
            .whenComplete(
                (stat, failure) -> {
                  hasData |= failure == null && Objects.equals(written, data);
                  finish(done, failure);
                });
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
    if (keeping != Keeping.KEPT) {
      return;
    }
    isBeingMade = true;
    Data written = data;
    CompletableFuture<?> unused =
        client
            .async()
            .create(path, written, options.makingParents())
            .whenComplete(
                (created, failure) -> {
                  isBeingMade = false;
                  if (failure == null) {
                    path = created.path();
                    keepName();
                    hasData = Objects.equals(written, data);
                    look();
                  } else if (Failures.bare(failure) instanceof NodeExistsException) {
                    hasData = false;
                    look();
                  } else {
                    // If it is to be deleted, it may have been made all the same.
                    again(failure, keeping == Keeping.KEPT ? this::make : this::look);
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
            .exists(path, keeping == Keeping.KEPT ? this : null)
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
    boolean ephemeral = options.mode().isEphemeral();
    isMine = stat.filter(s -> !ephemeral || s.ephemeralOwner() == client.sessionId()).isPresent();
    if (keeping != Keeping.KEPT) {
      end();
    } else if (stat.isEmpty()) {
      make();
    } else if (isMine) {
      made.complete(path);
      if (!hasData) {
        write(new CompletableFuture<>());
      }
    }
    // Else it is that of another session: its end is watched.
  }

  private void again(Throwable failure, Runnable what) {
    if (Failures.isPassing(failure)) {
      Future<?> unused = client.after(BREATH, what);
    } else {
      made.completeExceptionally(Failures.bare(failure));
    }
  }

  @Override
  public void happened(WatchEvent event) {
    if (keeping == Keeping.KEPT) {
      look();
    }
  }

  @Override
  public void changed(ConnectionState state) {
    if (state == ConnectionState.CONNECTED && made.isDone() && keeping == Keeping.KEPT) {
      look();
    }
  }

  /** Deletes it, and keeps it no more. Waits for nothing. */
  @Override
  public void close() {
    stop(Keeping.DELETED);
  }

  /** Keeps it no more, and lets it be. */
  void abandon() {
    stop(Keeping.LEFT_ALONE);
  }

  private void stop(Keeping last) {
    client.removeStateListener(this);
    client
        .callbacks()
        .execute(
            () -> {
              if (keeping == Keeping.KEPT) {
                keeping = last;
                made.cancel(false);
                client.unwatch(path, this);
                if (!isBeingMade) {
                  look();
                }
              }
            });
  }

  private void end() {
    // A look that was under way has left one more.
    client.unwatch(path, this);
    if (keeping == Keeping.DELETED && isMine) {
      Removal.begin(client, path);
    }
  }
}
