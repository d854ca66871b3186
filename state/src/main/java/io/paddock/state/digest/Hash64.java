package io.paddock.state.digest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A quick 64-bit hash that mixes well: eight bytes at a time through the folded 128-bit product of
 * two words. Part of what replicas compare and of the snapshot format: it must never change within
 * a version of that format.
 */
public final class Hash64 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  // Odd, with as many ones as zeros, and no pattern between them.
  private static final long START = 0x9d5f_1c83_6ae4_b72bL;
  private static final long WORD = 0xa3c5_96d1_4e7b_2a59L;
  private static final long TAIL = 0xc6a9_31e5_8d27_5bd3L;
  private static final long NUMBER = 0x8bb8_4b93_962e_acc9L;

  private Hash64() {}

  /** Of the bytes from {@code from} up to, not including, {@code to}. */
  public static long of(byte[] bytes, int from, int to) {
    int length = to - from;
    long hash = START ^ length;
    int at = from;
    for (int last = to - 16; at <= last; at += 16) {
      hash = fold((long) LONGS.get(bytes, at) ^ WORD, (long) LONGS.get(bytes, at + 8) ^ hash);
    }
    return fold(fold(head(bytes, at, to) ^ WORD, tail(bytes, at, to) ^ hash), TAIL ^ length);
  }

  /** Of the UTF-8 bytes of a text; null is not the same as empty. */
  public static long of(@Nullable String text) {
    if (text == null) {
      return NUMBER;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return of(bytes, 0, bytes.length);
  }

  /**
   * Of a number in the light of a hash: what a chain of numbers hashes to depends on their order.
   */
  public static long mix(long hash, long number) {
    return fold(hash ^ NUMBER, number ^ WORD) + hash;
  }

  // The high and the low half of the product: each bit of the one word meets each of the other.
  private static long fold(long a, long b) {
    return Math.multiplyHigh(a, b) ^ (a * b);
  }

  // The first bytes of the last 0 to 15.
  private static long head(byte[] bytes, int at, int to) {
    int left = to - at;
    if (left >= 8) {
      return (long) LONGS.get(bytes, at);
    }
    if (left >= 4) {
      return (int) INTS.get(bytes, at) & 0xffff_ffffL;
    }
    return left == 0 ? 0 : (bytes[at] & 0xff) | ((bytes[at + left / 2] & 0xff) << 8);
  }

  // The last bytes of the last 0 to 15; they may overlap the first.
  private static long tail(byte[] bytes, int at, int to) {
    int left = to - at;
    if (left >= 8) {
      return (long) LONGS.get(bytes, to - 8);
    }
    if (left >= 4) {
      return (int) INTS.get(bytes, to - 4) & 0xffff_ffffL;
    }
    return left == 0 ? 0 : bytes[to - 1] & 0xff;
  }
}
