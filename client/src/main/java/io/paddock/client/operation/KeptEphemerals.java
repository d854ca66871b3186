package io.paddock.client.operation;

import io.paddock.client.api.ClosedException;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.Created;
import io.paddock.client.api.NodeExistsException;
import io.paddock.client.api.RefusedException;
import io.paddock.client.api.StateListener;
import io.paddock.client.session.ClientSession;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Stat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ephemerals that are to come back in a new session: with the data that this client gave them
 * last, until this client deletes them. While the ephemeral of the old session is still there, or
 * somebody else's, its end is waited for.
 *
 * <p>Thread: any.
 */
final class KeptEphemerals {
  private static final Logger LOG = LoggerFactory.getLogger(KeptEphemerals.class);

  private final ClientSession session;
  private final Supplier<Requests> requests;
  private final Executor order;
  private final Map<String, Kept> kept = new HashMap<>();
  private volatile boolean listening;

  /** One of them, and the session that it was last made in. */
  private record Kept(@Nullable Data data, CreateOptions options, long owner) {}

  /**
   * @param requests made new for each try
   * @param order runs one thing after the other
   */
  KeptEphemerals(ClientSession session, Supplier<Requests> requests, Executor order) {
    this.session = session;
    this.requests = requests;
    this.order = order;
  }

  /** Whether there never was one. */
  boolean isEmpty() {
    return !listening;
  }

  /** One was made and is kept from now on. */
  synchronized void add(Created created, @Nullable Data data, CreateOptions options) {
    kept.put(created.path(), new Kept(data, options, created.stat().ephemeralOwner()));
    if (!listening) {
      listening = true;
      StateListener states = this::state;
      session.states().add(states, order);
    }
  }

  /** This client has given a znode other data. */
  synchronized void changed(String path, @Nullable Data data) {
    kept.computeIfPresent(path, (p, each) -> new Kept(data, each.options(), each.owner()));
  }

  /** This client has deleted a znode. */
  synchronized void deleted(String path) {
    kept.remove(path);
  }

  private synchronized void madeIn(String path, long owner) {
    kept.computeIfPresent(path, (p, each) -> new Kept(each.data(), each.options(), owner));
  }

  private synchronized @Nullable Kept find(String path) {
    return kept.get(path);
  }

  private synchronized List<String> paths() {
    return List.copyOf(kept.keySet());
  }

  private void state(ConnectionState state) {
    if (state == ConnectionState.CONNECTED) {
      paths().forEach(this::restore);
    }
  }

  private void restore(String path) {
    Kept each = find(path);
    if (each == null || each.owner() == session.id()) {
      return;
    }
    // Plain: a second creation under the same name finds the first one.
    CreateOptions options = CreateOptions.EPHEMERAL.acl(each.options().acl()).makingParents();
    CompletableFuture<Created> unused =
        new Creation(requests.get(), path, each.data(), options)
            .run()
            .whenComplete(
                (created, failure) ->
                    order.execute(
                        () -> {
                          if (failure == null) {
                            made(path, created, each);
                          } else {
                            failed(path, CallOperations.bare(failure));
                          }
                        }));
  }

  private void made(String path, Created created, Kept asked) {
    madeIn(path, created.stat().ephemeralOwner());
    Kept now = find(path);
    if (now == null) {
      // It was deleted while it was made.
      CompletableFuture<Void> unused = requests.get().delete(path, created.stat().version());
    } else if (now.data() != asked.data()) {
      CompletableFuture<Stat> unused = requests.get().set(path, now.data(), 0);
    }
  }

  private void failed(String path, Throwable why) {
    if (why instanceof NodeExistsException) {
      await(path);
    } else if (why instanceof RefusedException) {
      LOG.warn("the ephemeral {} does not come back", path, why);
      deleted(path);
    } else if (!(why instanceof ClosedException)) {
      // Without a connection: the next one tries again.
      LOG.debug("the ephemeral {} does not come back yet", path, why);
      if (session.states().now() == ConnectionState.CONNECTED) {
        restore(path);
      }
    }
  }

  private void await(String path) {
    CompletableFuture<Optional<Stat>> unused =
        requests
            .get()
            .exists(path, event -> order.execute(() -> restore(path)))
            .whenComplete((stat, failure) -> order.execute(() -> found(path, stat, failure)));
  }

  private void found(String path, Optional<Stat> stat, @Nullable Throwable failure) {
    if (failure != null) {
      failed(path, CallOperations.bare(failure));
    } else if (stat.isEmpty()) {
      restore(path);
    } else if (stat.get().ephemeralOwner() == session.id()) {
      madeIn(path, session.id());
    }
  }
}
