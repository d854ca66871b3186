package io.paddock.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The live objects of another JVM of the same user, asked for with the JDK's {@code jcmd}. */
public final class JavaHeap {
  private JavaHeap() {}

  /**
   * Bytes of all live objects of these processes together, after a full collection in each.
   *
   * @throws IOException when {@code jcmd} is missing or a process does not answer it
   */
  public static long liveBytes(List<Long> pids) throws IOException, InterruptedException {
    long bytes = 0;
    for (long pid : pids) {
      bytes += total(jcmd(pid, "GC.class_histogram"));
    }
    return bytes;
  }

  /** The last line of a class histogram: {@code Total instances bytes}. */
  static long total(String histogram) throws IOException {
    return histogram
        .lines()
        .filter(line -> line.startsWith("Total"))
        .map(line -> line.strip().split("\\s+")[2])
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow(() -> new IOException("no class histogram: " + histogram.strip()));
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (!Files.isExecutable(jcmd)) {
      throw new IOException("the heap is measured with " + jcmd + ", which only a full JDK has");
    }
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("jcmd " + pid + " " + command + ": " + output.strip());
    }
    return output;
  }
}
