package io.paddock.it.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The clock of one machine, as its processes see it: it can be set while they run. Only the time of
 * day is moved; what measures how long something took goes on as it does when somebody sets a
 * clock.
 *
 * <p>Thread: one at a time.
 */
public final class SteppedClock implements AutoCloseable {
  /** How long it may take until a process sees that its clock was set. */
  public static final Duration NOTICED = Duration.ofSeconds(1);

  private final Path directory;

  private SteppedClock(Path directory) {
    this.directory = directory;
  }

  /** A clock that is right so far. */
  public static SteppedClock create() {
    DebianPackage.LIBFAKETIME.require();
    try {
      SteppedClock clock = new SteppedClock(Files.createTempDirectory("paddock-clock-"));
      clock.differBy(Duration.ZERO);
      clock.writeJava();
      return clock;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What makes a server go by this clock. */
  public ServerSetup on(ServerSetup setup) {
    return setup.withVariable("PADDOCK_JAVA_HOME", directory.toString());
  }

  /**
   * After {@link #NOTICED} at the latest it is that much ahead of the right time, or behind if that
   * is negative.
   */
  public void differBy(Duration ahead) {
    try {
      Path next = directory.resolve("next");
      Files.writeString(next, "%+d%n".formatted(ahead.toSeconds()));
      // In one step: whoever looks at the clock finds the old difference or the new one.
      Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A Java of its own that goes by this clock: what else the launcher runs on the way would only
   * become slow.
   */
  private void writeJava() throws IOException {
    Path real = Path.of(System.getProperty("java.home"));
    Files.copy(real.resolve("release"), directory.resolve("release"));
    Path java = Files.createDirectory(directory.resolve("bin")).resolve("java");
    String script =
        """
        #!/bin/sh
        export LD_PRELOAD='%s'
        export FAKETIME_TIMESTAMP_FILE='%s'
        export FAKETIME_CACHE_DURATION=%d
        export FAKETIME_DONT_FAKE_MONOTONIC=1
        export DONT_FAKE_MONOTONIC=1
        export NO_FAKE_STAT=1
        # Its remedy for an old C library makes waiting threads spin with this one.
        export FAKETIME_FORCE_MONOTONIC_FIX=0
        exec '%s/bin/java' "$@"
        """;
    Path library = DebianPackage.LIBFAKETIME.proof();
    ScriptFile.write(java, script.formatted(library, file(), NOTICED.toSeconds(), real));
  }

  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file() {
    return directory.resolve("time");
  }
}
