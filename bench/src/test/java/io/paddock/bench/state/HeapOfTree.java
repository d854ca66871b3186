package io.paddock.bench.state;

import io.paddock.protocol.message.Data;
import io.paddock.state.apply.State;
import io.paddock.state.command.Command;
import io.paddock.state.snapshot.SnapshotCodec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Prints what a million znodes of 100 bytes cost: heap each, CPU time to create them, to write and
 * to load their snapshot. Wants {@code -Xmx4g -XX:+UseSerialGC}, so that collections are whole and
 * other threads' CPU time is none.
 */
public final class HeapOfTree {
  private static final int ZNODES = LargeTree.PARENTS * LargeTree.CHILDREN;

  private HeapOfTree() {}

  /** Takes no arguments. */
  public static void main(String[] args) throws IOException {
    long before = heapBytes();
    long cpu = cpuNanos();
    State state = LargeTree.grown();
    report("created one by one", cpu);
    heap("created one by one", before, state);

    Path file = Files.createTempFile("paddock-heap-of-tree", ".snapshot");
    try {
      measureSnapshot(state, file);
      state = LargeTree.empty();
      State loaded = load(file);
      heap("loaded from a snapshot", before, loaded);
      for (int i = 0; i < LargeTree.PARENTS; i++) {
        for (int j = 0; j < LargeTree.CHILDREN; j++) {
          loaded = set(loaded, i, j);
        }
      }
      heap("each changed once", before, loaded);
    } finally {
      Files.delete(file);
    }
  }

  private static State set(State state, int parent, int child) {
    Data data = Data.wrap(new byte[LargeTree.DATA_BYTES]);
    String path = LargeTree.child(parent, child);
    return LargeTree.apply(state, new Command.SetData(LargeTree.SESSION, path, data, -1));
  }

  private static void measureSnapshot(State state, Path file) throws IOException {
    for (int i = 0; i < 3; i++) {
      long cpu = cpuNanos();
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
        SnapshotCodec.write(state, out);
      }
      report("snapshot written, " + (Files.size(file) >> 20) + " MiB", cpu);
      load(file);
    }
  }

  private static State load(Path file) throws IOException {
    long cpu = cpuNanos();
    try (InputStream in = Files.newInputStream(file)) {
      State state = SnapshotCodec.read(in);
      report("snapshot loaded", cpu);
      return state;
    }
  }

  private static void report(String what, long cpuBefore) {
    long millis = TimeUnit.NANOSECONDS.toMillis(cpuNanos() - cpuBefore);
    System.out.printf("%-40s %,6d ms of CPU%n", what, millis);
  }

  private static void heap(String what, long before, State state) {
    double each = (double) (heapBytes() - before) / ZNODES;
    System.out.printf("%-40s %6.1f B of heap a znode%n", what, each);
    if (state.tree().znodes() < ZNODES) {
      throw new IllegalStateException("only " + state.tree().znodes() + " znodes");
    }
  }

  private static long heapBytes() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  // All threads of the process, the collector's too.
  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
