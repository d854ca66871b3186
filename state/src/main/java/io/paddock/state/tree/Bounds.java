package io.paddock.state.tree;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The bounds between the kids of an inner node, immutable: the names in kid {@code i} are not less
 * than bound {@code i} and less than bound {@code i + 1}. Bound 0 does not count.
 *
 * <p>A search should touch little memory. So for each bound there is its head: the eight bytes
 * after what all bounds have in common, as a number. As bounds are as short as can be, the head
 * mostly is all there is, and the bounds themselves need not be looked at.
 */
final class Bounds {
  /** For the place of bound 0. */
  static final byte[] UNUSED = {};

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[][] bounds;
  private final long[] heads; // their order as signed numbers is that of the bytes, unsigned
  private final int skip; // how many bytes all bounds have in common, if that matters
  private final boolean exact; // no bound goes on after its head

  /** These bounds; the array belongs to the new object, and the first of it does not count. */
  Bounds(byte[][] bounds) {
    this.bounds = bounds;
    int longest = 0;
    for (int i = 1; i < bounds.length; i++) {
      longest = Math.max(longest, bounds[i].length);
    }
    skip = longest <= Long.BYTES ? 0 : common(bounds);
    exact = longest - skip <= Long.BYTES;
    heads = new long[bounds.length];
    for (int i = 1; i < bounds.length; i++) {
      heads[i] = head(bounds[i], skip, bounds[i].length);
    }
  }

  // As the bounds ascend, what the first and the last have in common all have.
  private static int common(byte[][] bounds) {
    byte[] last = bounds[bounds.length - 1];
    int mismatch = Arrays.mismatch(bounds[1], last);
    return mismatch < 0 ? last.length : mismatch;
  }

  // The first eight bytes, with zeros after them if there are fewer; no name has a zero in it.
  private static long head(byte[] names, int from, int to) {
    if (from + Long.BYTES <= names.length) {
      long head = (long) LONGS.get(names, from);
      int length = to - from;
      if (length < Long.BYTES) {
        head = length == 0 ? 0 : head & (-1L << (64 - 8 * length));
      }
      return head ^ Long.MIN_VALUE;
    }
    long head = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      head = (head << 8) | (from + i < to ? names[from + i] & 0xff : 0);
    }
    return head ^ Long.MIN_VALUE;
  }

  /** Index of the last bound that is not greater than this name, or 0. */
  int search(byte[] names, int from, int to) {
    if (skip > 0) {
      byte[] first = bounds[1];
      int end = Math.min(to, from + skip);
      int compared = Arrays.compareUnsigned(names, from, end, first, 0, skip);
      if (compared != 0) {
        return compared < 0 ? 0 : heads.length - 1;
      }
    }
    long head = head(names, from + skip, to);
    int low = 0;
    int high = heads.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (heads[middle] <= head) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return exact ? low : settle(low, head, names, from, to);
  }

  // Where heads are equal the whole bounds decide.
  private int settle(int found, long head, byte[] names, int from, int to) {
    int at = found;
    while (at > 0
        && heads[at] == head
        && Arrays.compareUnsigned(bounds[at], 0, bounds[at].length, names, from, to) > 0) {
      at--;
    }
    return at;
  }

  byte[] at(int index) {
    return bounds[index];
  }

  Bounds replace(int index, byte[] bound) {
    byte[][] changed = bounds.clone();
    changed[index] = bound;
    return new Bounds(changed);
  }

  Bounds insert(int index, byte[] bound) {
    byte[][] more = new byte[bounds.length + 1][];
    System.arraycopy(bounds, 0, more, 0, index);
    System.arraycopy(bounds, index, more, index + 1, bounds.length - index);
    more[index] = bound;
    return new Bounds(more);
  }

  Bounds remove(int index) {
    byte[][] fewer = new byte[bounds.length - 1][];
    System.arraycopy(bounds, 0, fewer, 0, index);
    System.arraycopy(bounds, index + 1, fewer, index, fewer.length - index);
    return new Bounds(fewer);
  }

  Bounds slice(int from, int to) {
    return new Bounds(Arrays.copyOfRange(bounds, from, to));
  }

  /** These, then {@code bound} for the place between, then those of the right one. */
  Bounds join(byte[] bound, Bounds right) {
    byte[][] both = Arrays.copyOf(bounds, bounds.length + right.bounds.length);
    System.arraycopy(right.bounds, 0, both, bounds.length, right.bounds.length);
    both[bounds.length] = bound;
    return new Bounds(both);
  }
}
