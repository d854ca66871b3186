package io.paddock.it.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What a process has printed so far, line by line.
 *
 * <p>Thread: any; one thread of its own reads until the process closes the stream.
 */
public final class ProcessOutput {
  private static final int LAST = 60;
  private static final long LOOK_AGAIN_MS = 200;

  private final List<String> lines = new ArrayList<>();
  private final Thread reader;

  ProcessOutput(InputStream stream, String name) {
    reader = new Thread(() -> drain(stream), "output of " + name);
    reader.setDaemon(true);
    reader.start();
  }

  /** Everything so far. */
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** Everything so far, as text. */
  public String text() {
    return String.join("\n", lines());
  }

  /** The last lines, for messages. */
  public String tail() {
    List<String> all = lines();
    return String.join("\n", all.subList(Math.max(0, all.size() - LAST), all.size()));
  }

  /** Waits for a line that the predicate accepts and returns it; fails when none comes in time. */
  public String await(String what, Predicate<? super String> wanted, Duration patience) {
    int index = awaitIndex(0, what, wanted, patience);
    return lines().get(index);
  }

  /** As {@link #await}, for the lines from this index on; the index of the line. */
  int awaitIndex(int from, String what, Predicate<? super String> wanted, Duration patience) {
    int index = indexOf(from, wanted, patience);
    if (index < 0) {
      throw new AssertionError("no line with " + what + " in:\n" + text());
    }
    return index;
  }

  /** Whether there is such a line from this index on, in time. */
  boolean comes(int from, Predicate<? super String> wanted, Duration patience) {
    return indexOf(from, wanted, patience) >= 0;
  }

  private synchronized int indexOf(int from, Predicate<? super String> wanted, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    int seen = from;
    while (true) {
      // Asked before the lines are looked at: what an ended process has printed is all there.
      boolean ended = !reader.isAlive();
      for (; seen < lines.size(); seen++) {
        if (wanted.test(lines.get(seen))) {
          return seen;
        }
      }
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0 || ended) {
        return -1;
      }
      try {
        wait(Math.min(left, LOOK_AGAIN_MS));
      } catch (InterruptedException e) {
        throw new AssertionError("interrupted while waiting for output", e);
      }
    }
  }

  /** Waits until the process has closed its output, so that nothing of it is missing. */
  void awaitEnd() throws InterruptedException {
    reader.join(TimeUnit.SECONDS.toMillis(10));
  }

  private void drain(InputStream stream) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      add("(output ended: " + new UncheckedIOException(e).getMessage() + ")");
    }
  }

  private synchronized void add(String line) {
    lines.add(line);
    notifyAll();
  }
}
