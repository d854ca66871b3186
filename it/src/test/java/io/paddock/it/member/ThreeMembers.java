package io.paddock.it.member;

import io.paddock.it.process.Eventually;
import io.paddock.it.process.Ports;
import io.paddock.server.boot.RunningServer;
import io.paddock.server.boot.ServerBoot;
import io.paddock.server.config.ServerConfig;
import io.paddock.server.config.ServerConfigBuilder;
import io.paddock.testkit.script.WireClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Members of an ensemble in this process.
 *
 * <p>Thread: the test's.
 */
final class ThreeMembers implements AutoCloseable {
  static final int TICK_MS = 1000;

  private final Path dir;
  private final Map<Integer, String> lines = new TreeMap<>();
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Map<Integer, RunningServer> running = new TreeMap<>();

  private ThreeMembers(Path dir) {
    this.dir = dir;
    settings.put("tickTime", Integer.toString(TICK_MS));
    settings.put("maxSessionTimeout", "60000");
    settings.put("4lw.commands.whitelist", "*");
    settings.put("preAllocSize", "1024");
    settings.put("paddock.eventLoops", "1");
  }

  /** Three voting members that are not started. */
  static ThreeMembers in(Path dir) throws IOException {
    ThreeMembers members = new ThreeMembers(dir);
    for (int id = 1; id <= 3; id++) {
      members.add(id, "participant");
    }
    return members;
  }

  /** Another server line; before anybody starts, or for one that is to join. Returns it. */
  String add(int id, String role) {
    String line =
        "127.0.0.1:%d:%d:%s;127.0.0.1:%d".formatted(Ports.free(), Ports.free(), role, Ports.free());
    lines.put(id, line);
    return "server." + id + '=' + line;
  }

  ThreeMembers with(String key, String value) {
    settings.put(key, value);
    return this;
  }

  /** Starts one from its {@code zoo.cfg}, which is written before its first start. */
  void start(int id) throws IOException {
    if (!Files.exists(configFile(id))) {
      configure(id);
    }
    ServerConfigBuilder config = ServerConfig.builder().file(configFile(id));
    settings.forEach(config::set); // Some of them are system properties only.
    ServerConfig built = config.build();
    // A connection of somebody else may have got the port for a moment.
    running.put(
        id, Eventually.get("server " + id + " starts", () -> ServerBoot.start(built), s -> true));
  }

  private void configure(int id) throws IOException {
    Path own = Files.createDirectories(home(id).resolve("data"));
    Files.writeString(own.resolve("myid"), Integer.toString(id));
    List<String> text = new ArrayList<>(List.of("dataDir=" + own));
    lines.forEach((each, line) -> text.add("server." + each + '=' + line));
    Files.write(configFile(id), text);
  }

  private Path home(int id) {
    return dir.resolve("member-" + id);
  }

  /** The {@code zoo.cfg} of a member. */
  Path configFile(int id) {
    return home(id).resolve("zoo.cfg");
  }

  ThreeMembers startAll() throws IOException {
    for (int id : lines.keySet()) {
      start(id);
    }
    awaitServing();
    return this;
  }

  /** Waits until every running member serves. */
  void awaitServing() {
    for (int id : running.keySet()) {
      awaitServing(id);
    }
  }

  void awaitServing(int id) {
    Eventually.get("server " + id + " serves", () -> word(id, "srvr"), t -> t.contains("Mode: "));
  }

  /** Waits until a member serves nobody. */
  void awaitShut(int id) {
    Eventually.get(
        "server " + id + " serves nobody", () -> word(id, "srvr"), t -> !t.contains("Mode: "));
  }

  void awaitMode(int id, String mode) {
    Eventually.get(
        "server " + id + ": " + mode, () -> word(id, "srvr"), t -> t.contains("Mode: " + mode));
  }

  /** What stands behind {@code server.ID=}. */
  String line(int id) {
    return Objects.requireNonNull(lines.get(id));
  }

  /** The line of a member with another port for clients, where {@link #client} finds it now. */
  String withAnotherClientPort(int id) {
    String line = line(id);
    String fresh = line.substring(0, line.lastIndexOf(':') + 1) + Ports.free();
    lines.put(id, fresh);
    return fresh;
  }

  /** Stops one in good order. */
  void stop(int id) {
    RunningServer server = running.remove(id);
    if (server != null) {
      server.close();
    }
  }

  /** Where clients of a member connect. */
  InetSocketAddress client(int id) {
    String line = Objects.requireNonNull(lines.get(id));
    int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  String word(int id, String word) {
    try (WireClient client = new WireClient(client(id))) {
      client.sendRaw(word.getBytes(StandardCharsets.US_ASCII));
      return new String(client.receiveRest(), StandardCharsets.UTF_8);
    }
  }

  /** Waits for a line of the leader's {@code mntr}, whoever that is then; returns all of them. */
  String awaitLeadersFigure(String line) {
    return Eventually.get(line, () -> word(leader(), "mntr"), text -> text.contains(line));
  }

  /** Who leads. */
  int leader() {
    return Eventually.get("a leader", this::leaderNow, id -> id != 0);
  }

  private int leaderNow() {
    for (int id : running.keySet()) {
      if (word(id, "srvr").contains("Mode: leader")) {
        return id;
      }
    }
    return 0;
  }

  /** A member that follows. */
  int follower() {
    return followerBut(leader());
  }

  /** Another one. */
  int followerBut(int id) {
    return Eventually.get("a follower", () -> followerNow(id), found -> found != 0);
  }

  private int followerNow(int but) {
    for (int id : running.keySet()) {
      if (id != but && word(id, "srvr").contains("Mode: follower")) {
        return id;
      }
    }
    return 0;
  }

  /** The voting members and observers that run. */
  List<Integer> running() {
    return List.copyOf(running.keySet());
  }

  @Override
  public void close() {
    List.copyOf(running.keySet()).forEach(this::stop);
  }
}
