package io.paddock.recipes.queue;

import io.paddock.client.api.Client;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.NoNodeException;
import io.paddock.protocol.message.Data;
import io.paddock.recipes.lock.Hold;
import io.paddock.recipes.lock.Lock;
import io.paddock.recipes.steady.Vigil;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a queue below one znode, and waiting for one.
 *
 * @param path their parent
 */
record Entries(Client client, String path) {
  private static final String LINE = "-__takers__";
  private static final int PRIORITY_MAX = 999;

  static String prefix(String name, int priority) {
    if (priority < 0 || priority > PRIORITY_MAX) {
      throw new IllegalArgumentException("priority " + priority + " is not in 0 to 999");
    }
    return "%s-%03d-".formatted(name, priority);
  }

  void put(String prefix, Data data) {
    client.create(path + "/" + prefix, data, CreateOptions.SEQUENTIAL.makingParents());
  }

  List<String> names() {
    try {
      return client.children(path).stream().sorted().toList();
    } catch (NoNodeException e) {
      return List.of();
    }
  }

  int size() {
    return client.exists(path).map(stat -> stat.numChildren()).orElse(0);
  }

  /**
   * Tries at once, and then waits in a line, whose first one alone looks out for entries.
   *
   * @param limit null for ever
   * @param taking one try; looks through the wait that it is given, or at what is there now
   */
  <T> Optional<T> take(@Nullable Duration limit, Function<Optional<Vigil>, Optional<T>> taking) {
    Optional<T> taken = taking.apply(Optional.empty());
    if (taken.isPresent() || (limit != null && limit.isZero())) {
      return taken;
    }
    client.ensurePath(path);
    try (Vigil vigil = new Vigil(client, limit, "take", path)) {
      Lock line = Lock.at(client, path + LINE);
      Optional<Hold> first =
          limit == null
              ? Optional.of(line.acquire())
              : line.tryAcquire(vigil.deadline().leftOrAtMost(limit));
      if (first.isEmpty()) {
        return Optional.empty();
      }
      try {
        return vigil.until(() -> taking.apply(Optional.of(vigil)));
      } finally {
        first.get().close();
      }
    }
  }
}
