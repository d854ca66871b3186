package io.paddock.recipes.lock;

import io.paddock.client.api.Client;
import io.paddock.client.api.Happened;
import io.paddock.client.api.InterruptedOperationException;
import io.paddock.client.api.NoNodeException;
import io.paddock.recipes.line.Contender;
import io.paddock.recipes.line.Naming;
import io.paddock.recipes.steady.Deadline;
import io.paddock.recipes.steady.Failures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A lock that one contender of all clients holds at a time, in the order in which they came. Not
 * re-entrant: whoever holds it and asks again waits for itself; {@link ReentrantLock} is.
 *
 * <pre>{@code
 * Lock lock = Lock.at(client, "/locks/report");
 * try (Hold hold = lock.acquire()) {
 *   client.commit(hold.guard(Transaction.EMPTY.set("/report", data, -1)));
 * }
 * }</pre>
 *
 * <p>The znodes are those of Kazoo's Lock: its programs stand in the same line.
 *
 * <p>Thread: any. Each call that acquires stands in the line by itself.
 */
public final class Lock {
  private final Client client;
  private final String path;
  private final LockOptions options;
  private final Naming naming;
  private final Set<Contender> waiting = ConcurrentHashMap.newKeySet();

  Lock(Client client, String path, LockOptions options, Naming naming) {
    this.client = client;
    this.path = path;
    this.options = options;
    this.naming = naming;
  }

  /** The lock of this path. */
  public static Lock at(Client client, String path) {
    return at(client, path, LockOptions.DEFAULT);
  }

  /** The lock of this path. */
  public static Lock at(Client client, String path, LockOptions options) {
    Naming naming = options.curator() ? Naming.CURATOR_LOCK : Naming.KAZOO_LOCK;
    return new Lock(client, path, options, naming);
  }

  /** The path below which contenders stand. */
  public String path() {
    return path;
  }

  /**
   * Waits until it is held, through lost connections and sessions.
   *
   * @throws CancellationException if {@link #cancel} was called meanwhile
   * @throws InterruptedOperationException if the thread is interrupted
   */
  public Hold acquire() {
    return acquire(null, null).orElseThrow(() -> new CancellationException("lock " + path));
  }

  /**
   * Waits until it is held, but no longer than this; zero is: take it if nobody else is in the
   * line.
   *
   * @throws CancellationException if {@link #cancel} was called meanwhile
   * @throws InterruptedOperationException if the thread is interrupted
   */
  public Optional<Hold> tryAcquire(Duration limit) {
    return acquire(limit, null);
  }

  /** The hold, when it is there. To cancel the future is to leave the line. */
  public CompletableFuture<Hold> acquireAsync() {
    Contender contender = enter(Contender.Wanting.PATIENT);
    CompletableFuture<Hold> shown = new CompletableFuture<>();
    CompletableFuture<?> unused =
        contender
            .result()
            .whenComplete(
                (place, failure) -> {
                  waiting.remove(contender);
                  boolean taken =
                      failure != null
                          ? shown.completeExceptionally(Failures.bare(failure))
                          : place.isPresent()
                              ? shown.complete(new Hold(client, place.get(), contender::leave))
                              : shown.cancel(false);
                  if (!taken) {
                    contender.quit();
                  }
                });
    CompletableFuture<?> ignored =
        shown.whenComplete(
            (hold, failure) -> {
              if (failure instanceof CancellationException) {
                contender.quit();
              }
            });
    return shown;
  }

  /** Ends every wait for this lock by this object, with a {@link CancellationException}. */
  public void cancel() {
    waiting.forEach(Contender::quit);
  }

  /** The identifiers of those who hold it or wait for it, the holder first. */
  public List<String> contenders() {
    List<String> found = new ArrayList<>();
    for (String each : names()) {
      try {
        found.add(client.get(path + "/" + each).text());
      } catch (NoNodeException e) {
        // It has left since.
      }
    }
    return found;
  }

  /**
   * Wishes that whoever holds it give it back; see {@link Hold#onRevocation}. False if nobody does.
   */
  public boolean revoke() {
    for (String each : names()) {
      try {
        client.set(path + "/" + each, Hold.REVOKE);
        return true;
      } catch (NoNodeException e) {
        // It has left since: the next one holds it.
      }
    }
    return false;
  }

  private List<String> names() {
    try {
      return naming.contenders(client.children(path));
    } catch (NoNodeException e) {
      return List.of();
    }
  }

  Optional<Hold> acquire(@Nullable Duration limit, @Nullable Hold ignored) {
    return acquire(limit, ignored, () -> {});
  }

  /**
   * Waits until it is held.
   *
   * @param limit null for ever, zero not at all
   * @param ignored one that it need not wait for, or null
   * @param entering called when {@link #cancel} is heard from then on; ends the wait by throwing
   */
  Optional<Hold> acquire(@Nullable Duration limit, @Nullable Hold ignored, Runnable entering) {
    boolean patient = limit == null || !limit.isZero();
    Contender contender =
        enter(new Contender.Wanting(patient, ignored == null ? null : ignored.name()));
    // Who does not wait for others waits for the server all the same.
    Deadline deadline = Deadline.in(patient ? limit : Duration.ofSeconds(30));
    boolean done = false;
    try {
      entering.run();
      Optional<Hold> hold =
          contender
              .result()
              .get(deadline.leftNanos(), TimeUnit.NANOSECONDS)
              .map(place -> new Hold(client, place, contender::leave));
      done = true;
      if (hold.isEmpty() && patient) {
        throw new CancellationException("lock " + path);
      }
      return hold;
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw Failures.unchecked(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException("lock", path, Happened.NO);
    } finally {
      waiting.remove(contender);
      if (!done) {
        contender.quit();
      }
    }
  }

  private Contender enter(Contender.Wanting wanting) {
    Contender contender = Contender.of(client, path, naming, options.data(), wanting);
    // First, lest somebody sees it in the line and cancels in vain.
    waiting.add(contender);
    contender.enter();
    return contender;
  }
}
