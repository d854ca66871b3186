package io.paddock.it.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One segment of a stopped server's log, to be damaged: where its frames are, and nothing of what
 * is in them.
 *
 * @param path the file
 * @param frames offset of each frame, ascending
 * @param end offset behind the last one
 */
record LogFile(Path path, List<Integer> frames, int end) {
  private static final int HEADER_BYTES = 64;
  private static final int FRAME_MAGIC = 0x50444652;
  private static final int SIZE_AT = 8;

  LogFile {
    frames = List.copyOf(frames);
  }

  /** Finds the frames of a segment. */
  static LogFile of(Path path) {
    ByteBuffer all = ByteBuffer.wrap(bytes(path));
    List<Integer> frames = new ArrayList<>();
    int at = HEADER_BYTES;
    while (at + SIZE_AT + Integer.BYTES <= all.limit() && all.getInt(at) == FRAME_MAGIC) {
      frames.add(at);
      at += all.getInt(at + SIZE_AT);
    }
    return new LogFile(path, frames, at);
  }

  /** Offset of the last frame. */
  int last() {
    return frames.get(frames.size() - 1);
  }

  /** Puts bytes over what is there. */
  void write(int at, byte[] bytes) {
    byte[] all = bytes(path);
    System.arraycopy(bytes, 0, all, at, bytes.length);
    try {
      Files.write(path, all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the file holds from one offset to another. */
  byte[] read(int from, int to) {
    return Arrays.copyOfRange(bytes(path), from, to);
  }

  /** Ends the file at an offset. */
  static void cut(Path file, long bytes) {
    try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes one byte of any file. */
  static void flip(Path file, int at) {
    byte[] all = bytes(file);
    all[at] ^= 0x5A;
    try {
      Files.write(file, all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
