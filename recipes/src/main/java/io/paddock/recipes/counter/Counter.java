package io.paddock.recipes.counter;

import io.paddock.client.api.Client;

/**
 * A number that many count up and down. The znode is that of Kazoo's Counter: the number as text.
 *
 * <p>Thread: any.
 */
public final class Counter {
  private final AtomicNode<Long> node;

  private Counter(AtomicNode<Long> node) {
    this.node = node;
  }

  /** The counter of this path, 0 if it is not there yet. */
  public static Counter at(Client client, String path) {
    return new Counter(AtomicNode.at(client, path, ValueFormat.TEXT_LONG));
  }

  /** The number. */
  public long value() {
    return node.get();
  }

  /**
   * Adds this, negative to subtract.
   *
   * @throws ArithmeticException if the sum is no long
   */
  public Change<Long> add(long summand) {
    return node.update(before -> Math.addExact(before, summand));
  }
}
