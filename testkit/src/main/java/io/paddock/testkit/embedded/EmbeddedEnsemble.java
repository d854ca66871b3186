package io.paddock.testkit.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * An ensemble for tests, all members in this JVM. It forgets its data when it is closed.
 *
 * <pre>{@code
 * try (EmbeddedEnsemble ensemble = EmbeddedEnsemble.start(3)) {
 *   use(ensemble.connectString());
 *   ensemble.leader().stop();
 *   ensemble.awaitServing();
 * }
 * }</pre>
 *
 * <p>Members are stopped and started again by {@link EmbeddedServer#stop()} and {@link
 * EmbeddedServer#startAgain()}; what only a process can suffer, such as a kill, needs processes.
 *
 * <p>Thread: one at a time.
 */
public final class EmbeddedEnsemble implements AutoCloseable {
  private static final int PORTS_EACH = 2;
  private static final int PATIENCE_MS = 2_000;
  private static final long SERVING_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final String MODE = "Mode: ";

  private final List<EmbeddedServer> members = new ArrayList<>();

  private EmbeddedEnsemble() {}

  /** Starts so many members with the usual settings for tests and waits until all serve. */
  public static EmbeddedEnsemble start(int size) {
    return start(size, Map.of());
  }

  /**
   * Starts an ensemble and waits until every member serves.
   *
   * @param size how many members, 3 or more
   * @param settings keys of {@code zoo.cfg} and their values for each, over those usual for tests
   */
  public static EmbeddedEnsemble start(int size, Map<String, String> settings) {
    EmbeddedEnsemble ensemble = new EmbeddedEnsemble();
    try {
      Map<String, String> all = new LinkedHashMap<>(settings);
      all.putAll(serverLines(size));
      for (int id = 1; id <= size; id++) {
        EmbeddedServer member = EmbeddedServer.create(all);
        Files.writeString(member.dataDir().resolve("myid"), id + "\n");
        ensemble.members.add(member);
        member.startAgain();
      }
      ensemble.awaitServing();
      return ensemble;
    } catch (IOException e) {
      ensemble.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      ensemble.close();
      throw e;
    }
  }

  /** All members, running or not; member N of {@code server.N} is at N - 1. */
  public List<EmbeddedServer> members() {
    return List.copyOf(members);
  }

  /** The member of this number, from 1. */
  public EmbeddedServer member(int id) {
    return members.get(id - 1);
  }

  /** The member that leads; waits for one. */
  public EmbeddedServer leader() {
    awaitServing();
    return find("leader").orElseThrow(() -> new IllegalStateException("nobody leads"));
  }

  /** Some member that follows; waits for one. */
  public EmbeddedServer follower() {
    awaitServing();
    return find("follower").orElseThrow(() -> new IllegalStateException("nobody follows"));
  }

  /**
   * Waits until every member that runs serves clients and one of them leads.
   *
   * @throws IllegalStateException if that takes more than a minute
   */
  public void awaitServing() {
    long deadline = System.nanoTime() + SERVING_NANOS;
    while (true) {
      List<String> modes =
          members.stream().filter(EmbeddedServer::isRunning).map(EmbeddedEnsemble::mode).toList();
      if (modes.contains("leader") && !modes.contains("")) {
        return;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("the ensemble does not serve; its members are " + modes);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** What a client takes to find any running member. */
  public String connectString() {
    return members.stream()
        .filter(EmbeddedServer::isRunning)
        .map(EmbeddedServer::connectString)
        .collect(Collectors.joining(","));
  }

  /** Stops all members and deletes their data. */
  @Override
  public void close() {
    members.forEach(EmbeddedServer::stop);
    members.forEach(EmbeddedServer::close);
  }

  private Optional<EmbeddedServer> find(String mode) {
    return members.stream()
        .filter(EmbeddedServer::isRunning)
        .filter(each -> mode(each).equals(mode))
        .findFirst();
  }

  /** What a member says it is, empty if it does not serve. */
  private static String mode(EmbeddedServer member) {
    try (Socket socket = new Socket()) {
      socket.connect(member.address(), PATIENCE_MS);
      socket.setSoTimeout(PATIENCE_MS);
      socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer
          .lines()
          .filter(line -> line.startsWith(MODE))
          .map(line -> line.substring(MODE.length()))
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  /** Ports that are free now; all are held until all are found, so that none comes twice. */
  private static Map<String, String> serverLines(int size) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < size * PORTS_EACH; i++) {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        held.add(socket);
      }
      Map<String, String> lines = new LinkedHashMap<>();
      for (int i = 0; i < size; i++) {
        int first = held.get(i * PORTS_EACH).getLocalPort();
        int second = held.get(i * PORTS_EACH + 1).getLocalPort();
        lines.put("server." + (i + 1), "127.0.0.1:%d:%d".formatted(first, second));
      }
      return lines;
    } finally {
      for (ServerSocket each : held) {
        each.close();
      }
    }
  }
}
