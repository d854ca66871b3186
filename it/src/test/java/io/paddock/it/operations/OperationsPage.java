package io.paddock.it.operations;

import io.paddock.it.process.Checkout;
import io.paddock.it.process.DebianPackage;
import io.paddock.it.process.Eventually;
import io.paddock.it.process.ForeignProgram;
import io.paddock.it.process.Ports;
import io.paddock.it.process.ScriptFile;
import io.paddock.it.process.ZooKeeperClasses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The commands of docs/operations.md, run by a shell. Only directories and ports are other ones
 * than the page says, and snapshots are made after fewer writes. Thread: its test's.
 */
final class OperationsPage implements AutoCloseable {
  private static final String DIRECTORY = "/srv/paddock";
  private static final List<String> PORTS = List.of("218", "288", "388");
  private static final int SERVERS = 5;
  private static final int SNAP_COUNT = 50;
  private static final Pattern BOX = Pattern.compile("(?ms)^```sh\n(.*?)^```");

  private final String page;
  private final Path directory;
  private final List<String> ports;
  private final String functions;

  OperationsPage(Path directory) throws IOException {
    DebianPackage.NETCAT_OPENBSD.require();
    this.page = Files.readString(Checkout.root().resolve("docs/operations.md"));
    this.directory = directory;
    this.ports = PORTS.stream().map(port -> freeTens()).toList();
    this.functions = box("Form", 1);
    writeShell();
  }

  /** Where the page has {@code /srv/paddock}. */
  Path directory() {
    return directory;
  }

  /** What stands in the page's directory and begins so. */
  List<Path> files(String beginning) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(each -> each.getFileName().toString().startsWith(beginning)).toList();
    }
  }

  /** The client port of a server. */
  int port(int server) {
    return Integer.parseInt(ports.get(0) + server);
  }

  /** Runs one box of commands. */
  void run(String heading, int index) {
    long began = System.nanoTime();
    script(box(heading, index));
    System.out.printf("%s %d: %d ms%n", heading, index, (System.nanoTime() - began) / 1_000_000);
  }

  /** Ends every server that the page has started; after that none writes into its directory. */
  @Override
  public void close() throws IOException {
    List<ProcessHandle> servers = servers();
    servers.forEach(ProcessHandle::destroyForcibly);
    Eventually.holds("all have ended", () -> servers.stream().noneMatch(ProcessHandle::isAlive));
  }

  private List<ProcessHandle> servers() throws IOException {
    List<ProcessHandle> running = new ArrayList<>();
    for (int i = 1; i <= SERVERS; i++) {
      Path pid = directory.resolve(i + "/pid");
      if (Files.exists(pid)) {
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(running::add);
      }
    }
    return running;
  }

  private void script(String commands) {
    String text = "set -eu\n" + functions + commands;
    text = text.replace(DIRECTORY, directory.toString());
    for (int i = 0; i < PORTS.size(); i++) {
      text = text.replaceAll("\\b" + PORTS.get(i) + "(?=\\$|\\d\\b)", ports.get(i));
    }
    ProcessBuilder shell = new ProcessBuilder("sh").directory(Checkout.root().toFile());
    shell.environment().put("SERVER_JVMFLAGS", "-Xmx128m -Dzookeeper.snapCount=" + SNAP_COUNT);
    shell.environment().merge("PATH", directory.resolve("bin") + ":", (old, own) -> own + old);
    ForeignProgram.Result result = ForeignProgram.run(shell, text);
    if (result.exitCode() != 0) {
      throw new AssertionError(
          "exit code %d of:%n%s%nit said:%n%s%n%s"
              .formatted(result.exitCode(), commands, result.text(), logs()));
    }
  }

  /** The {@code zkCli.sh} of ZooKeeper's distribution. */
  private void writeShell() throws IOException {
    List<String> line =
        ZooKeeperClasses.command("org.apache.zookeeper.ZooKeeperMain", List.of(), List.of())
            .command();
    String words = line.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    Path script = Files.createDirectories(directory.resolve("bin")).resolve("zkCli.sh");
    ScriptFile.write(script, "#!/bin/sh\nexec " + words + " \"$@\"\n");
  }

  private String box(String heading, int index) {
    List<MatchResult> boxes = BOX.matcher(section(heading)).results().toList();
    if (index >= boxes.size()) {
      throw new AssertionError("the page has no box " + index + " below " + heading);
    }
    return boxes.get(index).group(1);
  }

  private String section(String heading) {
    int from = page.indexOf("\n## " + heading + "\n");
    if (from < 0) {
      throw new AssertionError("the page has no heading " + heading);
    }
    int to = page.indexOf("\n## ", from + 1);
    return page.substring(from, to < 0 ? page.length() : to);
  }

  private String logs() {
    StringBuilder all = new StringBuilder();
    for (int i = 1; i <= SERVERS; i++) {
      Path log = directory.resolve(i + "/server.log");
      if (Files.exists(log)) {
        try {
          all.append("server ").append(i).append(":\n").append(Files.readString(log));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return all.toString();
  }

  /** The beginning of ten ports of which those of the servers are free. */
  private static String freeTens() {
    return String.valueOf(Ports.freeTen(SERVERS) / 10);
  }
}
