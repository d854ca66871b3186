package io.paddock.recipes.steady;

import io.paddock.client.api.ChildList;
import io.paddock.client.api.Client;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.Node;
import io.paddock.protocol.message.Stat;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One wait of one thread for znodes to become what it wants: it asks, and asks again whenever what
 * it has looked at changes, the connection comes back, or the session is lost. What it has watched
 * is taken back when it is closed.
 *
 * <p>Thread: who waits, but for {@link #cancel}.
 */
public final class Vigil implements AutoCloseable {
  private static final Duration OPERATION_MOST = Duration.ofSeconds(30);
  // Nobody has to be asked so quickly; it lets a refusal that passes by itself pass.
  private static final Duration BREATH = Duration.ofMillis(20);

  private final Client client;
  private final Deadline deadline;
  private final String what;
  private final String path;
  private final Bell bell = new Bell();
  private final Set<String> watched = new HashSet<>();
  private @Nullable Future<?> alarm;
  private volatile boolean cancelled;

  /**
   * @param limit how long to wait at most, null for ever
   * @param what the name of the operation, for messages
   * @param path where, for messages
   */
  public Vigil(Client client, @Nullable Duration limit, String what, String path) {
    this.client = client.aside();
    this.deadline = Deadline.in(limit);
    this.what = what;
    this.path = path;
    this.client.addStateListener(bell);
  }

  /** The client, whose operations end with this wait. */
  public Client client() {
    // Even who does not want to wait must give the server time to answer.
    boolean now = client.state() == ConnectionState.CONNECTED;
    Duration left = deadline.leftOrAtMost(OPERATION_MOST);
    return client.within(now && left.compareTo(BREATH) < 0 ? OPERATION_MOST : atLeast(left));
  }

  private static Duration atLeast(Duration left) {
    return left.isZero() ? Duration.ofNanos(1) : left;
  }

  /** When it ends. */
  public Deadline deadline() {
    return deadline;
  }

  /** Rings when something may have changed; ring it to be asked again. */
  public Bell bell() {
    return bell;
  }

  /** Asks again after this time too; the last of several such calls counts. */
  public void ringIn(Duration delay) {
    cancelAlarm();
    alarm = client.after(delay, bell::ring);
  }

  private void cancelAlarm() {
    if (alarm != null) {
      alarm.cancel(false);
    }
  }

  /** Ends it with a {@link CancellationException}. Thread: any. */
  public void cancel() {
    cancelled = true;
    bell.ring();
  }

  /** Throws a {@link CancellationException} if it was cancelled. */
  public void checkCancelled() {
    if (cancelled) {
      throw new CancellationException(what + " " + path);
    }
  }

  /**
   * Asks until there is an answer; empty if the deadline comes first. A question that fails because
   * the connection is lost is asked again.
   */
  public <T> Optional<T> until(Supplier<Optional<T>> question) {
    while (true) {
      long before = bell.rings();
      checkCancelled();
      try {
        Optional<T> answer = question.get();
        if (answer.isPresent()) {
          return answer;
        }
        if (!bell.awaitMore(before, deadline, what, path)) {
          return Optional.empty();
        }
      } catch (RuntimeException e) {
        if (!Failures.isPassing(e)) {
          throw e;
        }
        if (deadline.isOver()) {
          return Optional.empty();
        }
        bell.awaitMore(before, Deadline.in(deadline.leftOrAtMost(BREATH)), what, path);
      }
    }
  }

  /** Looks whether a znode is there, and is woken when that or its data changes. */
  public Optional<Stat> exists(String node) {
    watched.add(node);
    return client().exists(node, bell);
  }

  /** Reads a znode, and is woken when it changes. */
  public Node get(String node) {
    watched.add(node);
    return client().get(node, bell);
  }

  /** Lists children, and is woken when the list changes. */
  public ChildList children(String node) {
    watched.add(node);
    return client().children(node, bell);
  }

  @Override
  public void close() {
    cancelAlarm();
    client.removeStateListener(bell);
    watched.forEach(node -> client.unwatch(node, bell));
  }
}
