package io.paddock.client.request;

import io.paddock.client.api.ClientException;
import io.paddock.client.api.DeadlineException;
import io.paddock.client.api.WatchListener;
import io.paddock.client.watch.Wish;
import io.paddock.protocol.message.WatcherType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one client: those that wait to be sent, and those that wait for a reply, each in
 * order; and those that lost their connection and rest before they are sent again.
 *
 * <p>Thread: the client's selector thread.
 */
public final class Calls {
  private final ArrayDeque<Call<?>> waiting = new ArrayDeque<>();
  private final ArrayDeque<Call<?>> sent = new ArrayDeque<>();
  private final Set<Call<?>> resting = new LinkedHashSet<>();

  /** Puts a call behind those that wait to be sent. */
  public void hold(Call<?> call) {
    waiting.add(call);
  }

  /**
   * A call is to be sent again, but not yet.
   *
   * @param again takes it when it has rested
   * @return what to do then; it does nothing if the call has come to its end meanwhile
   */
  public Runnable rest(Call<?> call, Consumer<Call<?>> again) {
    resting.add(call);
    return () -> {
      if (resting.remove(call) && !call.isDone()) {
        again.accept(call);
      }
    };
  }

  /** The next call to be sent, or null. One that came to its end while it waited is left out. */
  public @Nullable Call<?> nextToSend() {
    Call<?> call = waiting.poll();
    while (call != null && call.isDone()) {
      call = waiting.poll();
    }
    return call;
  }

  /** A call has been written; its reply comes after those of the ones before. */
  public void sent(Call<?> call) {
    call.sent();
    sent.add(call);
  }

  /** Whose reply comes next, or null if none is due. */
  public @Nullable Call<?> nextToAnswer() {
    return sent.poll();
  }

  /** The connection is lost: takes out the calls that wait for a reply. */
  public List<Call<?>> takeSent() {
    List<Call<?>> all = new ArrayList<>(sent);
    sent.clear();
    return all;
  }

  /**
   * The server parts, and has not done what it has not answered: those calls wait to be sent again,
   * before all others.
   */
  public void takeBackSent() {
    for (Call<?> last = sent.pollLast(); last != null; last = sent.pollLast()) {
      last.notDone();
      waiting.addFirst(last);
    }
  }

  /** A listener that was to hear of a path once is not to hear what these calls ask for. */
  public void disown(String path, WatchListener listener) {
    all().filter(call -> isOnce(call.wish(), path, listener)).forEach(Call::disown);
  }

  private Stream<Call<?>> all() {
    return Stream.of(sent, waiting, resting).flatMap(Collection::stream);
  }

  private static boolean isOnce(@Nullable Wish wish, String path, WatchListener listener) {
    return wish != null
        && wish.kind().isOneShot()
        && wish.path().equals(path)
        && wish.listener().equals(listener);
  }

  /** Whether a call asks for a watch of the same kind and path. */
  public boolean carry(Wish wish) {
    return all()
        .map(Call::wish)
        .anyMatch(w -> w != null && w.kind() == wish.kind() && w.path().equals(wish.path()));
  }

  /** Whether a call asks for a one-shot watch of this type and path. */
  public boolean carry(WatcherType type, String path) {
    return all()
        .map(Call::wish)
        .anyMatch(w -> w != null && w.kind().isOf(type) && w.path().equals(path));
  }

  /** Fails what waits to be sent. */
  public void failWaiting(Function<Call<?>, ClientException> why) {
    List<Call<?>> all = new ArrayList<>(waiting);
    waiting.clear();
    all.forEach(call -> call.fail(why.apply(call)));
  }

  /** Fails all of them, the longest under way first. */
  public void failAll(Function<Call<?>, ClientException> why) {
    List<Call<?>> all = all().toList();
    sent.clear();
    waiting.clear();
    resting.clear();
    all.forEach(call -> call.fail(why.apply(call)));
  }

  /**
   * Fails what is over its time.
   *
   * @return nanoseconds until the next call is, or -1 if none is there
   */
  public long sweep(long nowNanos) {
    waiting.removeIf(Call::isDone);
    long next = least(sweep(waiting, nowNanos), sweep(sent, nowNanos));
    return least(next, sweep(resting, nowNanos));
  }

  private static long sweep(Iterable<Call<?>> calls, long nowNanos) {
    long next = -1;
    for (Call<?> call : calls) {
      long left = call.deadlineNanos() - nowNanos;
      if (left <= 0) {
        // One that was sent stays in its place: its reply may still come and must find it.
        call.fail(new DeadlineException(call.operation(), call.path(), call.happened()));
      } else if (!call.isDone()) {
        next = least(next, left);
      }
    }
    return next;
  }

  private static long least(long a, long b) {
    return a < 0 || (b >= 0 && b < a) ? b : a;
  }
}
