package io.paddock.discovery.select;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;

/**
 * Chooses one of the names that there are at the moment, none if there is none.
 *
 * <pre>{@code
 * Selector selector = Selector.roundRobin();
 * Optional<String> address = selector.choose(servers.names());
 * }</pre>
 *
 * <p>Thread: any.
 */
@FunctionalInterface
public interface Selector {
  /** One of these, in no particular way unless the selector has one. */
  Optional<String> choose(List<String> names);

  /** Any, each as likely as another. */
  static Selector random(RandomGenerator random) {
    return names ->
        names.isEmpty() ? Optional.empty() : Optional.of(names.get(random.nextInt(names.size())));
  }

  /** One after the other. */
  static Selector roundRobin() {
    AtomicLong turn = new AtomicLong();
    return names ->
        names.isEmpty()
            ? Optional.empty()
            : Optional.of(names.get((int) (turn.getAndIncrement() % names.size())));
  }

  /** The same one for as long as it is there; then what another selector chooses. */
  static Selector sticky(Selector other) {
    AtomicReference<Optional<String>> last = new AtomicReference<>(Optional.empty());
    return names ->
        last.updateAndGet(
            before -> before.filter(names::contains).isPresent() ? before : other.choose(names));
  }

  /**
   * Any, each as likely as its weight is great; those without a weight above 0 only if nobody has
   * one.
   *
   * @param weight such as a property of the service
   */
  static Selector weighted(ToIntFunction<String> weight, RandomGenerator random) {
    return names -> {
      long[] sums = new long[names.size()];
      long sum = 0;
      for (int i = 0; i < sums.length; i++) {
        sum += Math.max(0, weight.applyAsInt(names.get(i)));
        sums[i] = sum;
      }
      if (sum == 0) {
        return random(random).choose(names);
      }
      long point = random.nextLong(sum);
      int i = 0;
      while (sums[i] <= point) {
        i++;
      }
      return Optional.of(names.get(i));
    };
  }
}
