package io.paddock.recipes.counter;

import io.paddock.client.api.BadVersionException;
import io.paddock.client.api.Client;
import io.paddock.client.api.ClientException;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.DeadlineException;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.Node;
import io.paddock.client.api.NodeExistsException;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Stat;
import io.paddock.recipes.lock.Hold;
import io.paddock.recipes.lock.Lock;
import io.paddock.recipes.steady.Failures;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A value in a znode that many change, each change seeing all before it. A change is tried on the
 * value that was read; if others were quicker again and again, it is done under a lock, below the
 * path with {@code -__lock__} after it.
 *
 * <p>A change whose answer was lost is repeated only if it certainly did not happen; else it fails
 * with the exception of the lost connection, whose {@link ClientException#happened} is MAYBE.
 *
 * <p>Thread: any.
 *
 * @param <T> what it holds
 */
public final class AtomicNode<T> {
  private static final String LINE = "-__lock__";
  private static final int TRIES_WITHOUT_LOCK = 8;

  private final Client client;
  private final String path;
  private final ValueFormat<T> format;
  private final Lock lock;

  private AtomicNode(Client client, String path, ValueFormat<T> format) {
    this.client = client;
    this.path = path;
    this.format = format;
    this.lock = Lock.at(client, path + LINE);
  }

  /** The value of this path, which need not be there yet. */
  public static <T> AtomicNode<T> at(Client client, String path, ValueFormat<T> format) {
    return new AtomicNode<>(client, path, format);
  }

  /** A number of 8 bytes: Curator's DistributedAtomicLong. */
  public static AtomicNode<Long> ofLong(Client client, String path) {
    return at(client, path, ValueFormat.LONG);
  }

  /** A number of 4 bytes: Curator's DistributedAtomicInteger. */
  public static AtomicNode<Integer> ofInt(Client client, String path) {
    return at(client, path, ValueFormat.INT);
  }

  /** A number as text: Kazoo's Counter with a float. */
  public static AtomicNode<Double> ofDouble(Client client, String path) {
    return at(client, path, ValueFormat.TEXT_DOUBLE);
  }

  /** Bytes: Curator's DistributedAtomicValue. */
  public static AtomicNode<Data> ofBytes(Client client, String path) {
    return at(client, path, ValueFormat.BYTES);
  }

  /** The value, the format's initial one if there is none. */
  public T get() {
    return seen().value();
  }

  /** Replaces the value by what is made of it; the function may be called several times. */
  public Change<T> update(UnaryOperator<T> next) {
    for (int i = 0; i < TRIES_WITHOUT_LOCK; i++) {
      Optional<Change<T>> change = attempt(next);
      if (change.isPresent()) {
        return change.get();
      }
    }
    Hold hold = lock.acquire();
    try {
      // Those who have not come to the lock yet may still be quicker, but only a few times each.
      while (true) {
        Optional<Change<T>> change = attempt(next);
        if (change.isPresent()) {
          return change.get();
        }
      }
    } finally {
      hold.close();
    }
  }

  /** Replaces the value, whatever it was. */
  public Change<T> set(T value) {
    return update(before -> value);
  }

  /** Replaces the value if it is this one, and says whether it was. */
  public boolean compareAndSet(T expected, T next) {
    while (true) {
      Seen<T> seen = seen();
      if (!Objects.equals(seen.value(), expected)) {
        return false;
      }
      if (write(seen, next)) {
        return true;
      }
    }
  }

  /** Makes the znode with this value if it is not there, and says whether it was not. */
  public boolean initialize(T value) {
    while (true) {
      if (write(new Seen<>(format.initial(), null), value)) {
        return true;
      }
      if (Failures.overSessions(() -> client.exists(path)).isPresent()) {
        return false;
      }
    }
  }

  private Optional<Change<T>> attempt(UnaryOperator<T> next) {
    Seen<T> seen = seen();
    T after = next.apply(seen.value());
    return write(seen, after) ? Optional.of(new Change<>(seen.value(), after)) : Optional.empty();
  }

  private Seen<T> seen() {
    try {
      Node node = Failures.overSessions(() -> client.get(path));
      return new Seen<>(format.read(node.data(), path), node.stat());
    } catch (NoNodeException e) {
      return new Seen<>(format.initial(), null);
    }
  }

  /** False if somebody else was quicker. */
  private boolean write(Seen<T> seen, T value) {
    Data data = format.encode().apply(value);
    Stat stat = seen.stat();
    try {
      if (stat == null) {
        client.create(path, data, CreateOptions.PERSISTENT.makingParents());
      } else {
        client.set(path, data, stat.version());
      }
      return true;
    } catch (NodeExistsException | BadVersionException | NoNodeException e) {
      return false;
    } catch (ClientException e) {
      return afterLoss(stat, e);
    }
  }

  private boolean afterLoss(@Nullable Stat before, ClientException failure) {
    if (!Failures.isPassing(failure) || failure instanceof DeadlineException) {
      throw failure;
    }
    if (Failures.mayHaveHappened(failure)) {
      Stat now = Failures.overSessions(this::newest).orElse(null);
      boolean untouched =
          now == null
              ? before == null
              : before != null && now.mzxid() == before.mzxid() && now.czxid() == before.czxid();
      if (!untouched) {
        throw failure;
      }
    }
    return false;
  }

  private Optional<Stat> newest() {
    // Without it a server that is behind could say that nothing has happened.
    client.sync(path);
    return client.exists(path);
  }

  /** The path. */
  public String path() {
    return path;
  }

  private record Seen<T>(T value, @Nullable Stat stat) {}
}
