package io.paddock.it.member;

import io.paddock.it.process.Eventually;
import io.paddock.server.embed.PaddockServer;
import io.paddock.testkit.script.WireClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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
  private final Map<Integer, PaddockServer> running = new TreeMap<>();

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
  String add(int id, String role) throws IOException {
    List<ServerSocket> taken = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        taken.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      String line =
          "127.0.0.1:%d:%d:%s;127.0.0.1:%d"
              .formatted(
                  taken.get(0).getLocalPort(),
                  taken.get(1).getLocalPort(),
                  role,
                  taken.get(2).getLocalPort());
      lines.put(id, line);
      return "server." + id + '=' + line;
    } finally {
      for (ServerSocket each : taken) {
        each.close();
      }
    }
  }

  ThreeMembers with(String key, String value) {
    settings.put(key, value);
    return this;
  }

  PaddockServer start(int id) throws IOException {
    Path own = Files.createDirectories(dir.resolve("member-" + id));
    Files.writeString(own.resolve("myid"), Integer.toString(id));
    PaddockServer.Builder builder = PaddockServer.builder().dataDir(own).port(client(id).getPort());
    settings.forEach(builder::set);
    lines.forEach((each, line) -> builder.set("server." + each, line));
    PaddockServer server = builder.start();
    running.put(id, server);
    return server;
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

  /** Stops one in good order. */
  void stop(int id) {
    PaddockServer server = running.remove(id);
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
    int leader = leader();
    return running.keySet().stream()
        .filter(id -> id != leader && word(id, "srvr").contains("Mode: follower"))
        .findFirst()
        .orElseThrow();
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
