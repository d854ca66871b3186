package io.paddock.it.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that is spoken to line by line.
 *
 * <p>Thread: the test's.
 */
public final class Dialogue implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Duration patience;
  private final Process process;
  private final ProcessOutput output;
  private final OutputStream input;
  private int heard;

  /** Starts the program. */
  public Dialogue(ProcessBuilder builder) {
    this(builder, PATIENCE);
  }

  /** Starts a program that may take this long for an answer. */
  public Dialogue(ProcessBuilder builder, Duration patience) {
    this.patience = patience;
    try {
      process = builder.redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new AssertionError("cannot run " + builder.command(), e);
    }
    output = new ProcessOutput(process.getInputStream(), builder.command().get(0));
    input = process.getOutputStream();
  }

  /** Types one line. */
  public void say(String line) {
    try {
      input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      input.flush();
    } catch (IOException e) {
      throw new AssertionError("the program has gone; it said:\n" + output.tail(), e);
    }
  }

  /**
   * Waits for a line with this text.
   *
   * @return everything said since the last call, that line included
   */
  public List<String> hear(String text) {
    return hearAll(List.of(text));
  }

  /**
   * Waits for a line with each of these texts, in whatever order.
   *
   * @return everything said since the last call, up to the last of those lines
   */
  public List<String> hearAll(List<String> texts) {
    int last = heard;
    for (String each : texts) {
      last =
          Math.max(
              last,
              output.awaitIndex(heard, '"' + each + '"', line -> line.contains(each), patience));
    }
    List<String> fresh = output.lines().subList(heard, last + 1);
    heard = last + 1;
    return List.copyOf(fresh);
  }

  /** Whether such a line comes within this time; what was said stays to be heard. */
  public boolean says(String text, Duration patience) {
    return output.comes(heard, line -> line.contains(text), patience);
  }

  /** Waits for the end of the program; its exit code. */
  public int awaitExit() {
    try {
      if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the program still runs; it said:\n" + output.tail());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while waiting for the program's end", e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    awaitExit();
  }
}
