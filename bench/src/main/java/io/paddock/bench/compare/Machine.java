package io.paddock.bench.compare;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;

/**
 * Describes the machine by what matters for the figures: cores, memory, kernel, how long a sync
 * takes.
 */
final class Machine {
  private static final int SYNCS = 101;
  private static final int BLOCK_BYTES = 4_096;
  private static final double NANOS_PER_MS = 1e6;

  private Machine() {}

  /**
   * In words.
   *
   * @param disk a directory on the disk that the servers write to
   */
  static String describe(Path disk) throws IOException {
    return String.format(
        Locale.ROOT,
        "%d cores, %d GiB of memory, %s %s, %s, 4 KiB append and fdatasync %.2f ms",
        Runtime.getRuntime().availableProcessors(),
        Math.round(memoryKib(Files.readString(Path.of("/proc/meminfo"))) / (double) (1 << 20)),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        Files.getFileStore(disk).type(),
        syncNanos(disk) / NANOS_PER_MS);
  }

  /** From the text of {@code meminfo}. */
  static long memoryKib(String meminfo) {
    return meminfo
        .lines()
        .filter(line -> line.startsWith("MemTotal:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  /** Median time to append one block to a file and have it on the disk. */
  private static long syncNanos(Path disk) throws IOException {
    Path file = Files.createTempFile(disk, "sync-", ".tmp");
    long[] nanos = new long[SYNCS];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int i = 0; i < SYNCS; i++) {
        long began = System.nanoTime();
        channel.write(ByteBuffer.allocate(BLOCK_BYTES));
        channel.force(false);
        nanos[i] = System.nanoTime() - began;
      }
    } finally {
      Files.delete(file);
    }
    Arrays.sort(nanos);
    return nanos[SYNCS / 2];
  }
}
