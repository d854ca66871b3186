package io.paddock.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * CPU time and resident size of some processes together, at one moment. Needs Linux's {@code
 * /proc}.
 *
 * @param cpuMillis user and system time of all threads, also ended ones, since the processes began;
 *     the kernel counts it in steps of 10 ms
 * @param residentBytes resident set size
 */
public record ProcessFigures(long cpuMillis, long residentBytes) {
  /** Ticks per second of the times in {@code /proc}: the same on every Linux platform. */
  private static final int TICK_MS = 10;

  private static final int UTIME_AFTER_NAME = 11;
  private static final int STIME_AFTER_NAME = 12;
  private static final String RESIDENT = "VmRSS:";

  /**
   * Reads the figures of all these processes.
   *
   * @throws IllegalArgumentException naming a process that is not there
   */
  public static ProcessFigures of(List<Long> pids) {
    long cpuMillis = 0;
    long residentBytes = 0;
    for (long pid : pids) {
      cpuMillis += cpuMillis(read(pid, "stat"));
      residentBytes += residentBytes(read(pid, "status"));
    }
    return new ProcessFigures(cpuMillis, residentBytes);
  }

  /** Reads the figures of this process. */
  public static ProcessFigures ofSelf() {
    return of(List.of(ProcessHandle.current().pid()));
  }

  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (IOException e) {
      throw new IllegalArgumentException("no process " + pid + " to measure", e);
    }
  }

  /** From the text of {@code stat}; the name in brackets may itself hold spaces and brackets. */
  static long cpuMillis(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks =
        Long.parseLong(fields[UTIME_AFTER_NAME]) + Long.parseLong(fields[STIME_AFTER_NAME]);
    return ticks * TICK_MS;
  }

  /** From the text of {@code status}; 0 for a process that has no memory of its own any more. */
  static long residentBytes(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith(RESIDENT))
        .map(line -> line.substring(RESIDENT.length()).strip().split(" ")[0])
        .mapToLong(kib -> Long.parseLong(kib) * 1024)
        .findFirst()
        .orElse(0);
  }
}
