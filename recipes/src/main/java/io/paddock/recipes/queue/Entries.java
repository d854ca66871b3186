package io.paddock.recipes.queue;

import io.paddock.client.api.Client;
import io.paddock.client.api.ClientException;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.Node;
import io.paddock.client.api.Transaction;
import io.paddock.client.api.TransactionException;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Stat;
import io.paddock.recipes.lock.Grip;
import io.paddock.recipes.lock.Hold;
import io.paddock.recipes.lock.Lock;
import io.paddock.recipes.steady.Failures;
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
   * Removes an entry, and does the rest at the same time; empty if somebody else has removed it.
   *
   * @throws EntryInDoubtException if it is gone and nobody knows who has removed it
   */
  Optional<Node> remove(String name, Function<Node, Transaction> rest) {
    String entry = path + "/" + name;
    try {
      Node node = client.get(entry);
      Transaction removal = Transaction.EMPTY.delete(entry, -1).and(rest.apply(node));
      return removed(entry, node, removal) ? Optional.of(node) : Optional.empty();
    } catch (NoNodeException e) {
      return Optional.empty();
    }
  }

  private boolean removed(String entry, Node node, Transaction removal) {
    while (true) {
      try {
        client.commit(removal);
        return true;
      } catch (TransactionException e) {
        if (e.error() == ErrorCode.NO_NODE) {
          return false;
        }
        throw e;
      } catch (ClientException e) {
        if (!Failures.mayHaveHappened(e)) {
          throw e;
        }
        if (!isStillThere(entry, node)) {
          throw new EntryInDoubtException(entry, node.data(), e);
        }
      }
    }
  }

  private boolean isStillThere(String entry, Node node) {
    try {
      return Failures.overSessions(() -> newest(entry))
          .filter(stat -> stat.czxid() == node.stat().czxid())
          .isPresent();
    } catch (ClientException e) {
      return false;
    }
  }

  private Optional<Stat> newest(String entry) {
    // Without it a server that is behind could say that nothing has happened.
    client.sync(entry);
    return client.exists(entry);
  }

  /**
   * Tries at once, and then waits in a line, whose first one alone looks out for entries.
   *
   * @param limit null for ever
   * @param taking one try; looks through the wait that it is given, or at what is there now
   */
  <T> Optional<T> take(@Nullable Duration limit, Function<Optional<Vigil>, Optional<T>> taking) {
    boolean now = limit != null && limit.isZero();
    try {
      Optional<T> taken = taking.apply(Optional.empty());
      if (taken.isPresent() || now) {
        return taken;
      }
    } catch (ClientException e) {
      if (now || !Failures.isPassing(e)) {
        throw e;
      }
    }
    try (Vigil vigil = new Vigil(client, limit, "take", path)) {
      if (vigil.until(() -> made(vigil.client())).isEmpty()) {
        return Optional.empty();
      }
      Lock line = Lock.at(client, path + LINE);
      while (true) {
        Optional<Hold> first =
            limit == null
                ? Optional.of(line.acquire())
                : line.tryAcquire(vigil.deadline().leftOrAtMost(limit));
        if (first.isEmpty()) {
          return Optional.empty();
        }
        try (Hold turn = first.get()) {
          Optional<Turn<T>> end = vigil.until(() -> inTurn(turn, vigil, taking));
          if (end.isEmpty() || end.get().taken().isPresent()) {
            return end.flatMap(Turn::taken);
          }
        }
      }
    }
  }

  /** Empty if there is nothing to take yet. */
  private static <T> Optional<Turn<T>> inTurn(
      Hold turn, Vigil vigil, Function<Optional<Vigil>, Optional<T>> taking) {
    return turn.grip() == Grip.LOST
        ? Optional.of(new Turn<>(Optional.empty()))
        : taking.apply(Optional.of(vigil)).map(taken -> new Turn<>(Optional.of(taken)));
  }

  /** How a turn in the line has ended: with what was taken, or with nothing if it was lost. */
  private record Turn<T>(Optional<T> taken) {}

  private Optional<Boolean> made(Client asking) {
    asking.ensurePath(path);
    return Optional.of(true);
  }
}
