package io.paddock.bench.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;

/** Finds the paths in an encoded frame, so that templates need not know the layout of requests. */
final class PathOffsets {
  private PathOffsets() {}

  /** Where this path begins in the frame, each time it occurs with its length before it. */
  static int[] of(byte[] frame, String path) {
    byte[] field =
        ByteBuffer.allocate(Integer.BYTES + path.length())
            .putInt(path.length())
            .put(path.getBytes(US_ASCII))
            .array();
    return IntStream.rangeClosed(0, frame.length - field.length)
        .filter(start -> matches(frame, start, field))
        .map(start -> start + Integer.BYTES)
        .toArray();
  }

  private static boolean matches(byte[] frame, int start, byte[] field) {
    for (int i = 0; i < field.length; i++) {
      if (frame[start + i] != field[i]) {
        return false;
      }
    }
    return true;
  }
}
