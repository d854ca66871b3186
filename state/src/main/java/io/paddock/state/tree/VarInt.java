package io.paddock.state.tree;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Numbers of 1 to 10 bytes: seven bits a byte, the low ones first, the top bit set in all but the
 * last.
 */
final class VarInt {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int BYTES_MAX = 10;

  private VarInt() {}

  static int size(long value) {
    return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
  }

  /** Writes the number and returns the index after it. */
  static int put(byte[] bytes, int from, long value) {
    int at = from;
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[at++] = (byte) rest;
    return at;
  }

  static long get(byte[] bytes, int from) {
    int at = from;
    byte next = bytes[at++];
    long value = next & 0x7f;
    for (int shift = 7; next < 0; shift += 7) {
      next = bytes[at++];
      value |= (next & 0x7fL) << shift;
    }
    return value;
  }

  /** The index after the number that begins here. */
  static int skip(byte[] bytes, int from) {
    int at = from;
    while (bytes[at++] < 0) {
      // The last byte of the number has been passed when the top bit was not set.
    }
    return at;
  }

  /** The same for bytes that may be anything: -1 if no number begins here. */
  static int skipChecked(byte[] bytes, int from) {
    int end = Math.min(bytes.length, from + BYTES_MAX);
    for (int at = from; at < end; at++) {
      if (bytes[at] >= 0) {
        return at + 1;
      }
    }
    return -1;
  }

  /** Small for a number near 0 on either side. */
  static long zigzag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  static long unzigzag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }

  static void putFixed(byte[] bytes, int from, long value) {
    LONGS.set(bytes, from, value);
  }

  static long getFixed(byte[] bytes, int from) {
    return (long) LONGS.get(bytes, from);
  }
}
