package io.paddock.examples.stage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The processes of one example. They print with their name before each line, and end with this one.
 *
 * <p>Thread: any.
 */
public final class Processes {
  private static final Pattern SERVING = Pattern.compile("is serving on (\\S+:\\d+)");
  private static final long START_SECONDS = 120;

  // Ctrl-C reaches all processes of a terminal at once; these leave it to the one that ends them.
  private static final List<String> DEAF_TO_CTRL_C =
      List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh");

  private final List<Process> running = new CopyOnWriteArrayList<>();
  private final List<Path> directories = new CopyOnWriteArrayList<>();

  /** Nothing runs yet. */
  public Processes() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end"));
  }

  /** Starts a Paddock server with data of its own; the address that clients connect to. */
  public String startPaddock() throws IOException {
    Path data = Files.createTempDirectory("paddock-example");
    directories.add(data);
    String launcher = System.getenv().getOrDefault("PADDOCK_LAUNCHER", "./paddock");
    List<String> line =
        List.of(
            launcher, "server", "--port", "0", "--address", "127.0.0.1", "--data-dir", "" + data);
    return start("paddock", line, SERVING);
  }

  /**
   * Starts a main class in a JVM of its own.
   *
   * @param ready what it prints when it works
   * @return the first group of that
   */
  public String startJava(String name, Class<?> main, List<String> arguments, Pattern ready)
      throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    line.addAll(arguments);
    return start(name, line, ready);
  }

  private String start(String name, List<String> line, Pattern ready) throws IOException {
    List<String> command = new ArrayList<>(DEAF_TO_CTRL_C);
    command.addAll(line);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    running.add(process);
    CompletableFuture<String> found = new CompletableFuture<>();
    Thread reader = new Thread(() -> print(name, process, ready, found), name);
    reader.setDaemon(true);
    reader.start();
    try {
      return found.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IOException(name + " does not start", e);
    }
  }

  private static void print(
      String name, Process process, Pattern ready, CompletableFuture<String> found) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        System.out.println("[" + name + " " + process.pid() + "] " + line);
        Matcher matcher = ready.matcher(line);
        if (matcher.find()) {
          found.complete(matcher.group(1));
        }
      }
    } catch (IOException e) {
      System.out.println("[" + name + "] " + e.getMessage());
    }
    System.out.println("[" + name + " " + process.pid() + "] has ended");
    found.completeExceptionally(new IOException(name + " has ended"));
  }

  /** Waits until this process is told to end. */
  public static void awaitEnd() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  // The server last: the others say good-bye to it.
  private void end() {
    for (int i = running.size() - 1; i >= 0; i--) {
      Process process = running.get(i);
      // Not the process itself: that would cut off what it says last.
      process.toHandle().destroy();
      try {
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
      }
    }
    directories.forEach(Processes::delete);
  }

  private static void delete(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      all.sorted(Comparator.reverseOrder()).forEach(each -> each.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      System.out.println(directory + " is left: " + e.getMessage());
    }
  }
}
