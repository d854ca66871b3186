package io.paddock.bench.load;

/**
 * Names of ephemeral znodes that were created and are to be deleted, oldest first, in fixed arrays.
 * Thread: the loop of its connection.
 */
final class EphemeralQueue {
  private final int[] parents;
  private final long[] names;
  private int oldest;
  private int size;

  /**
   * An empty queue.
   *
   * @param capacity most names it holds: the requests that a connection may have outstanding
   */
  EphemeralQueue(int capacity) {
    this.parents = new int[capacity];
    this.names = new long[capacity];
  }

  int size() {
    return size;
  }

  void add(int parent, long name) {
    int slot = (oldest + size) % names.length;
    parents[slot] = parent;
    names[slot] = name;
    size++;
  }

  int parent() {
    return parents[oldest];
  }

  long name() {
    return names[oldest];
  }

  void remove() {
    oldest = (oldest + 1) % names.length;
    size--;
  }
}
