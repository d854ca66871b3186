package io.paddock.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A process started as a reader starts it, from the root of the checkout, and what it prints.
 *
 * <p>Thread: the test's; one of its own reads.
 */
final class RunningExample implements AutoCloseable {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final long PATIENCE_SECONDS = 180;
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final StringWriter printed = new StringWriter();
  private final Thread reader;

  RunningExample(String... line) {
    List<String> command = new ArrayList<>(List.of(line));
    command.set(0, ROOT.resolve(line[0]).toString());
    ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    try {
      process = builder.redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reader = new Thread(this::read, "output of " + line[0]);
    reader.start();
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        printed.append(line).append('\n');
      }
    } catch (IOException e) {
      printed.append(e.getMessage()).append('\n');
    }
  }

  /** What the group of this pattern is in what was printed, as soon as it is there. */
  String find(String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    Optional<MatchResult> found =
        eventually(
            pattern,
            () -> {
              // Asked before the text is looked at: what an ended process has printed is all there.
              boolean ended = !reader.isAlive();
              Optional<MatchResult> match =
                  compiled.matcher(printed.toString()).results().findFirst();
              assertThat(ended && match.isEmpty()).as("%s in:\n%s", pattern, printed).isFalse();
              return match;
            },
            Optional::isPresent);
    return found.orElseThrow().group(1);
  }

  /** The whole output of a process that ends by itself. */
  String awaitEnd() {
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      reader.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return printed.toString();
  }

  static HttpResponse<String> get(String url) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(url)).timeout(ANSWER_LIMIT).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Asks again and again until the answer is a wanted one. */
  static <T> T eventually(String what, Callable<T> question, Predicate<T> wanted) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      T answer;
      try {
        answer = question.call();
      } catch (Exception e) {
        throw new AssertionError(what, e);
      }
      if (wanted.test(answer)) {
        return answer;
      }
      assertThat(System.nanoTime()).as("%s, last %s", what, answer).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  static void kill(String pid) {
    ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
  }

  /** What Ctrl-C sends to all that it has started, if they are of one terminal. */
  void interruptStarted() throws Exception {
    List<ProcessHandle> started = process.descendants().toList();
    assertThat(started).isNotEmpty();
    List<String> kill = new ArrayList<>(List.of("sh", "-c", "kill -INT \"$@\"", "sh"));
    started.forEach(each -> kill.add(Long.toString(each.pid())));
    assertThat(new ProcessBuilder(kill).start().waitFor()).isZero();
  }

  /** As Ctrl-C does; all that it has started ends too. */
  @Override
  public void close() {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroy();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      for (ProcessHandle each : started) {
        var unused = each.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (Exception e) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError("it does not end: " + printed, e);
    }
  }
}
