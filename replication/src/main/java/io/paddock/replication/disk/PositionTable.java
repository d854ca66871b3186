package io.paddock.replication.disk;

import java.util.Arrays;

/**
 * Where each record of the log is: an array of segment and offset by index, from the first record
 * kept to the last.
 *
 * <p>Thread: one at a time.
 */
final class PositionTable {
  private static final int OFFSET_BITS = 40;

  private long[] positions = new long[1024];
  private int start;
  private int size;
  private long firstIndex = 1;

  /** Index of the first record, or of the next one if there is none. */
  long firstIndex() {
    return firstIndex;
  }

  /** Index of the last record, or one less than the first if there is none. */
  long lastIndex() {
    return firstIndex + size - 1;
  }

  boolean isEmpty() {
    return size == 0;
  }

  boolean has(long index) {
    return index >= firstIndex && index <= lastIndex();
  }

  /** The next record is at this place. */
  void add(long sequence, long offset) {
    if (start + size == positions.length) {
      makeRoom();
    }
    positions[start + size] = sequence << OFFSET_BITS | offset;
    size++;
  }

  long sequence(long index) {
    return position(index) >>> OFFSET_BITS;
  }

  long offset(long index) {
    return position(index) & (1L << OFFSET_BITS) - 1;
  }

  /** Forgets all records below {@code index}, which may be the next one. */
  void dropBelow(long index) {
    int count = (int) Math.max(0, Math.min(size, index - firstIndex));
    start += count;
    size -= count;
    firstIndex += count;
  }

  /** Forgets all records above {@code index}; if none is left the next one is {@code index + 1}. */
  void dropAbove(long index) {
    if (index < firstIndex) {
      clear(index + 1);
    } else if (index < lastIndex()) {
      size = (int) (index - firstIndex + 1);
    }
  }

  /** Forgets everything; the next record has this index. */
  void clear(long nextIndex) {
    start = 0;
    size = 0;
    firstIndex = nextIndex;
  }

  private long position(long index) {
    return positions[start + (int) (index - firstIndex)];
  }

  private void makeRoom() {
    long[] into = size > positions.length / 2 ? new long[positions.length * 2] : positions;
    System.arraycopy(positions, start, into, 0, size);
    if (into == positions) {
      Arrays.fill(into, size, into.length, 0);
    }
    positions = into;
    start = 0;
  }
}
