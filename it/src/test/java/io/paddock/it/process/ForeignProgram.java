package io.paddock.it.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end and keeps what it printed. */
public final class ForeignProgram {
  // Some of these are scripts that start several servers, one after the other.
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private ForeignProgram() {}

  /**
   * How a program ended.
   *
   * @param exitCode its exit code
   * @param text both its streams
   */
  public record Result(int exitCode, String text) {}

  /** Starts the program, hands it the input, and waits for its end. */
  public static Result run(ProcessBuilder builder, String input) {
    try {
      Process process = builder.redirectErrorStream(true).start();
      ProcessOutput output = new ProcessOutput(process.getInputStream(), builder.command().get(0));
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // It has ended without reading; its exit code and output say why.
      }
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(builder.command() + " hangs; it said:\n" + output.tail());
      }
      output.awaitEnd();
      return new Result(process.exitValue(), output.text());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("cannot run " + builder.command(), e);
    }
  }
}
