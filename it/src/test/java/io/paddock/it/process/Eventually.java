package io.paddock.it.process;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Waits for something that nobody announces: asks again until it holds or a deadline has passed.
 */
public final class Eventually {
  /** Long enough for a busy machine; only a failing test waits this long. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private Eventually() {}

  /** Returns the first answer that is wanted; a question that throws counts as not yet. */
  public static <T> T get(String what, Callable<T> question, Predicate<? super T> wanted) {
    return get(what, PATIENCE, question, wanted);
  }

  /** As above with another deadline. */
  public static <T> T get(
      String what, Duration patience, Callable<T> question, Predicate<? super T> wanted) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Object last;
      @Nullable Exception failure = null;
      try {
        T answer = question.call();
        if (wanted.test(answer)) {
          return answer;
        }
        last = answer;
      } catch (Exception e) {
        last = e;
        failure = e;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError(
            "not within " + patience + ": " + what + "; last: " + last, failure);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Returns as soon as the condition holds. */
  public static void holds(String what, Callable<Boolean> condition) {
    get(what, condition, Boolean::booleanValue);
  }
}
