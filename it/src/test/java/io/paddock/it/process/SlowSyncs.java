package io.paddock.it.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A disk that is slow for as long as this is open: every sync of the log of one server takes longer
 * by a time that the test chooses. Other threads of the server are left alone.
 *
 * <p>Where a process may not be traced the test is left out, and the report says so.
 */
public final class SlowSyncs implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  // As much of the name as Linux keeps.
  private static final String LOG_THREAD = "JRaft-LogManage";

  private final Process tracer;

  private SlowSyncs(Process tracer) {
    this.tracer = tracer;
  }

  /** Makes the syncs of this server slow. */
  public static SlowSyncs of(ServerProcess server, Duration each) {
    DebianPackage.STRACE.require();
    List<String> command = new ArrayList<>(List.of(DebianPackage.STRACE.proof().toString()));
    command.addAll(List.of("-e", "trace=fdatasync,fsync", "-o", "/dev/null"));
    command.addAll(List.of("-e", "inject=fdatasync,fsync:delay_enter=" + each.toNanos() / 1_000));
    List<String> threads = logThreads(server.pid());
    threads.forEach(id -> command.addAll(List.of("-p", id)));
    try {
      Process tracer = new ProcessBuilder(command).redirectErrorStream(true).start();
      ProcessOutput output = new ProcessOutput(tracer.getInputStream(), "strace");
      SlowSyncs slow = new SlowSyncs(tracer);
      // One after the other: when it says so of the first, the others are as quick as ever.
      int next = 0;
      for (int i = 0; i < threads.size(); i++) {
        next = 1 + output.awaitIndex(next, "attach", text -> text.contains("ttach"), PATIENCE);
        slow.checkAttached(output.lines().get(next - 1));
      }
      return slow;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void checkAttached(String line) {
    if (!line.endsWith(" attached")) {
      close();
      Assumptions.abort("left out: a process may not be traced here (" + line + ")");
    }
  }

  /** The disk is as quick as ever again. */
  @Override
  public void close() {
    tracer.destroy();
    try {
      if (!tracer.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        tracer.destroyForcibly();
      }
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while strace ends", e);
    }
  }

  private static List<String> logThreads(long pid) {
    Path tasks = Path.of("/proc", String.valueOf(pid), "task");
    try (Stream<Path> all = Files.list(tasks)) {
      List<String> found =
          all.filter(SlowSyncs::isOfTheLog).map(each -> each.getFileName().toString()).toList();
      if (found.isEmpty()) {
        throw new AssertionError("process " + pid + " has no thread " + LOG_THREAD);
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOfTheLog(Path task) {
    try {
      return Files.readString(task.resolve("comm")).startsWith(LOG_THREAD);
    } catch (IOException e) {
      // The thread has ended since it was listed.
      return false;
    }
  }
}
