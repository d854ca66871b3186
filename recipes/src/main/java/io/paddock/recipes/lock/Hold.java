package io.paddock.recipes.lock;

import io.paddock.client.api.Client;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.Transaction;
import io.paddock.protocol.message.Data;
import io.paddock.recipes.line.Place;
import io.paddock.recipes.steady.Failures;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A znode of this session's that stands for something held.
 *
 * <p>Thread: any.
 */
public final class Hold implements Held {
  static final Data REVOKE = Data.of("__REVOKE__");
  private static final Duration RELEASE_PATIENCE = Duration.ofSeconds(5);

  private final Client client;
  private final Place place;
  private final Supplier<CompletableFuture<Boolean>> leave;
  private final GripWatch watch;
  private volatile boolean released;
  private volatile boolean lost;

  /**
   * @param leave deletes the znode, through lost connections too
   */
  Hold(Client client, Place place, Supplier<CompletableFuture<Boolean>> leave) {
    this.client = client;
    this.place = place;
    this.leave = leave;
    this.watch = new GripWatch(client, this);
  }

  /** The path of its znode. */
  public String path() {
    return place.path();
  }

  /** The name of its znode. */
  String name() {
    return place.name();
  }

  @Override
  public long token() {
    return place.czxid();
  }

  @Override
  public Grip grip() {
    if (released) {
      return Grip.RELEASED;
    }
    // The state before the session: whoever sees another session sees at least that it was lost.
    ConnectionState state = client.state();
    long session = client.sessionId();
    if (lost || session != place.session() || state == ConnectionState.CLOSED) {
      return Grip.LOST;
    }
    return state == ConnectionState.CONNECTED ? Grip.HELD : Grip.DOUBTFUL;
  }

  @Override
  public Transaction guard(Transaction transaction) {
    return Transaction.EMPTY.check(place.path(), -1).and(transaction);
  }

  /** Tells a listener from now on whenever the grip changes, once of each change. */
  public void addListener(GripListener listener) {
    watch.add(listener);
  }

  /**
   * Calls this when somebody wishes that it be given back, as {@link Lock#revoke} does. Once; give
   * it back when that is possible.
   */
  public void onRevocation(Runnable wish) {
    watch.onRevocation(wish);
  }

  /** Gives it back. The future says whether it was held until then. */
  public CompletableFuture<Boolean> release() {
    released = true;
    watch.close();
    return leave.get();
  }

  @Override
  public void close() {
    if (released) {
      return;
    }
    boolean connected = client.state() == ConnectionState.CONNECTED;
    CompletableFuture<Boolean> done = release();
    if (connected) {
      await(done);
    }
  }

  void lost() {
    lost = true;
  }

  private static void await(CompletableFuture<Boolean> done) {
    try {
      done.get(RELEASE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // It goes on without us.
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      // The connection was lost just now; the znode is deleted when there is one again.
    } catch (ExecutionException e) {
      throw Failures.unchecked(e);
    }
  }
}
