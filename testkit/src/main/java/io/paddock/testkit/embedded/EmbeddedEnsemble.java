package io.paddock.testkit.embedded;

import io.paddock.testkit.fault.FaultyLink;
import java.io.IOException;
import java.io.UncheckedIOException;
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
  private static final int PATIENCE_MS = 2_000;
  private static final long SERVING_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final String MODE = "Mode: ";

  private final List<EmbeddedServer> members = new ArrayList<>();
  private final MemberPorts ports;

  private EmbeddedEnsemble(MemberPorts ports) {
    this.ports = ports;
  }

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
    return start(size, settings, false);
  }

  /**
   * As above, with members that can be parted: they reach each other through {@link FaultyLink}s.
   */
  public static EmbeddedEnsemble startWithLinks(int size, Map<String, String> settings) {
    return start(size, settings, true);
  }

  private static EmbeddedEnsemble start(int size, Map<String, String> settings, boolean linked) {
    try {
      EmbeddedEnsemble ensemble = new EmbeddedEnsemble(MemberPorts.free(size, linked));
      try {
        for (int id = 1; id <= size; id++) {
          ensemble.add(id, settings);
        }
        ensemble.awaitServing();
        return ensemble;
      } catch (IOException | RuntimeException e) {
        ensemble.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(int id, Map<String, String> settings) throws IOException {
    Map<String, String> all = new LinkedHashMap<>(settings);
    all.putAll(ports.settings(id));
    EmbeddedServer member = EmbeddedServer.create(all);
    members.add(member);
    Files.writeString(member.dataDir().resolve("myid"), id + "\n");
    member.startAgain();
  }

  /** All members, running or not; member N of {@code server.N} is at N - 1. */
  public List<EmbeddedServer> members() {
    return List.copyOf(members);
  }

  /** The member of this number, from 1. */
  public EmbeddedServer member(int id) {
    return members.get(id - 1);
  }

  /** The member that leads; waits for one, and until every member that runs serves clients. */
  public EmbeddedServer leader() {
    return await("leader");
  }

  /** Some member that follows; waits for one, and until every member that runs serves clients. */
  public EmbeddedServer follower() {
    return await("follower");
  }

  // The lead may change between two looks.
  private EmbeddedServer await(String mode) {
    long deadline = System.nanoTime() + SERVING_NANOS;
    while (true) {
      awaitServing();
      Optional<EmbeddedServer> found = find(mode);
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("no member is a " + mode);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
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

  /**
   * Parts one member from all others: nothing passes, nobody is told. Only after {@link
   * #startWithLinks}.
   */
  public void isolate(EmbeddedServer member) {
    members.stream().filter(other -> other != member).forEach(other -> part(member, other));
  }

  /** Parts two members from each other but from nobody else. Only after {@link #startWithLinks}. */
  public void part(EmbeddedServer one, EmbeddedServer other) {
    ports.between(members.indexOf(one) + 1, members.indexOf(other) + 1, FaultyLink::partition);
  }

  /** Everybody reaches everybody again. */
  public void heal() {
    ports.all(FaultyLink::heal);
  }

  /** Stops all members and deletes their data. */
  @Override
  public void close() {
    members.forEach(EmbeddedServer::stop);
    members.forEach(EmbeddedServer::close);
    ports.close();
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
}
