package io.paddock.recipes.counter;

import io.paddock.client.api.BadVersionException;
import io.paddock.client.api.Client;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.Node;
import io.paddock.client.api.NodeExistsException;
import io.paddock.client.cache.DataWatch;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Stat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A value in a znode that is followed: the newest one that this client knows of, and listeners that
 * hear of each new one.
 *
 * <p>The znodes are those of Curator's SharedValue, and with {@link ValueFormat#INT} of its
 * SharedCount.
 *
 * <p>Thread: any.
 *
 * @param <T> what it holds
 */
public final class SharedValue<T> implements AutoCloseable {
  private final Client client;
  private final String path;
  private final ValueFormat<T> format;
  private final List<Consumer<Versioned<T>>> listeners = new CopyOnWriteArrayList<>();
  private final DataWatch watch;
  private final Executor order;
  private Versioned<T> newest;

  private SharedValue(Client client, String path, ValueFormat<T> format, Node first) {
    this.client = client;
    this.path = path;
    this.format = format;
    this.order = client.aside().callbacks();
    this.newest = versioned(first);
    this.watch =
        DataWatch.start(
            client,
            path,
            (node, event) -> {
              node.ifPresent(each -> seen(versioned(each)));
              return true;
            });
  }

  /** Follows the value of this path; makes it with the seed if it is not there. */
  public static <T> SharedValue<T> at(Client client, String path, ValueFormat<T> format, T seed) {
    try {
      client.create(path, format.encode().apply(seed), CreateOptions.PERSISTENT.makingParents());
    } catch (NodeExistsException e) {
      // Somebody else has made it.
    }
    return new SharedValue<>(client, path, format, client.get(path));
  }

  /** A number: Curator's SharedCount. */
  public static SharedValue<Integer> count(Client client, String path, int seed) {
    return at(client, path, ValueFormat.INT, seed);
  }

  private Versioned<T> versioned(Node node) {
    T value = format.read(node.data(), path);
    return new Versioned<>(value, node.version(), node.stat().mzxid());
  }

  private synchronized void seen(Versioned<T> value) {
    if (value.mzxid() > newest.mzxid()) {
      newest = value;
      listeners.forEach(each -> order.execute(() -> each.accept(value)));
    }
  }

  /** The newest value that this client knows of. */
  public synchronized Versioned<T> get() {
    return newest;
  }

  /** Replaces the value, whatever it is. */
  public void set(T value) {
    written(value, client.set(path, format.encode().apply(value)));
  }

  /** Replaces the value if this is the newest one, and says whether it was. */
  public boolean trySet(Versioned<T> expected, T value) {
    try {
      Data data = format.encode().apply(value);
      written(value, client.set(path, data, expected.version()));
      return true;
    } catch (BadVersionException e) {
      return false;
    }
  }

  private void written(T value, Stat stat) {
    seen(new Versioned<>(value, stat.version(), stat.mzxid()));
  }

  /**
   * Tells a listener of each new value from now on, in order, on a thread of the client's; it may
   * block.
   */
  public void addListener(Consumer<Versioned<T>> listener) {
    listeners.add(listener);
  }

  /** Forgets a listener. */
  public void removeListener(Consumer<Versioned<T>> listener) {
    listeners.remove(listener);
  }

  /** Ends to follow it. */
  @Override
  public void close() {
    watch.close();
  }
}
