package io.paddock.recipes.steady;

import io.paddock.client.api.AsyncClient;
import io.paddock.client.api.Client;
import io.paddock.client.api.ClosedException;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.SessionLostException;
import io.paddock.protocol.message.Data;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes ephemeral znodes that nobody needs any more, through lost connections too. */
public final class Removal {
  private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

  private Removal() {}

  /**
   * Deletes a znode that only this session has made and goes with it. The future completes when it
   * is gone, or certainly goes with the session; true if it was there until now as far as is known.
   */
  public static CompletableFuture<Boolean> of(Client client, String path) {
    long session = client.sessionId();
    return attempt(client, path, session, true);
  }

  /** The same for somebody who does not want to know. */
  public static void begin(Client client, String path) {
    CompletableFuture<Boolean> unused = of(client, path);
  }

  /**
   * Deletes a znode that others may make too, if it has this data, which only its maker in this
   * session gives it.
   */
  public static void beginIfMarked(Client client, String path, Data mark) {
    long session = client.sessionId();
    CompletableFuture<?> unused =
        client
            .async()
            .sync(path)
            .thenCompose(synced -> client.async().get(path, null))
            .whenComplete(
                (node, failure) -> {
                  boolean same = session == 0 || client.sessionId() == session;
                  if (failure == null && same && Objects.equals(node.data(), mark)) {
                    begin(client, path);
                  } else if (failure != null && same && Failures.isPassing(failure)) {
                    beginIfMarked(client, path, mark);
                  }
                });
  }

  private static CompletableFuture<Boolean> attempt(
      Client client, String path, long session, boolean first) {
    return client
        .async()
        .delete(path, AsyncClient.ANY_VERSION)
        .thenApply(done -> true)
        .exceptionallyCompose(failure -> next(client, path, session, first, failure));
  }

  private static CompletableFuture<Boolean> next(
      Client client, String path, long session, boolean first, Throwable failure) {
    Throwable why = Failures.bare(failure);
    if (why instanceof NoNodeException) {
      // On a second try it may well have been the first one that did it.
      return CompletableFuture.completedFuture(!first);
    }
    boolean sessionGone =
        why instanceof SessionLostException
            || why instanceof ClosedException
            || (session != 0 && client.sessionId() != 0 && client.sessionId() != session);
    if (sessionGone) {
      return CompletableFuture.completedFuture(false);
    }
    if (Failures.isPassing(why)) {
      return attempt(client, path, session, false);
    }
    LOG.warn("cannot delete {}; it stays until the session ends", path, why);
    return CompletableFuture.completedFuture(false);
  }
}
