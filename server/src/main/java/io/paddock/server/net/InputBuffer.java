package io.paddock.server.net;

import java.util.Arrays;

/**
 * Bytes of one connection that make no whole frame yet, or whose frames may not be handed over yet.
 * Holds no memory while there are none, which is nearly always.
 *
 * <p>The array never grows by what a length field says, only by what has come.
 *
 * <p>Thread: the connection's loop.
 */
final class InputBuffer {
  private static final byte[] NONE = new byte[0];
  private static final int CAPACITY_MIN = 256;

  private byte[] bytes = NONE;
  private int start;
  private int end;

  boolean isEmpty() {
    return start == end;
  }

  int size() {
    return end - start;
  }

  /** The array, to be read from {@link #start()} up to, not including, {@link #end()}. */
  byte[] array() {
    return bytes;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Adds bytes at the end. */
  void append(byte[] source, int from, int count) {
    makeRoom(count);
    System.arraycopy(source, from, bytes, end, count);
    end += count;
  }

  /** Takes bytes away at the start. */
  void skip(int count) {
    start += count;
    if (start == end) {
      clear();
    }
  }

  /** Forgets everything, the memory too. */
  void clear() {
    bytes = NONE;
    start = 0;
    end = 0;
  }

  private void makeRoom(int count) {
    if (end + count <= bytes.length) {
      return;
    }
    int size = end - start;
    if (size + count <= bytes.length && start >= bytes.length / 2) {
      System.arraycopy(bytes, start, bytes, 0, size);
    } else {
      int capacity = Math.max(CAPACITY_MIN, Math.max(size + count, size + size / 2));
      byte[] larger = new byte[capacity];
      System.arraycopy(bytes, start, larger, 0, size);
      bytes = larger;
    }
    start = 0;
    end = size;
  }

  /** What is in here; for tests. */
  byte[] copy() {
    return Arrays.copyOfRange(bytes, start, end);
  }
}
