package io.paddock.bench.compare;

import io.paddock.bench.load.BenchException;
import io.paddock.bench.load.Endpoints;
import io.paddock.bench.load.SrvrAnswer;
import io.paddock.bench.load.Target;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The servers of one side: one alone, or an ensemble, each a process with a directory of its own,
 * on the loopback address, all from the same {@code zoo.cfg} but for ports and directories.
 *
 * <p>Thread: confined to its caller.
 */
final class ServerSet implements AutoCloseable {
  private static final AtomicInteger STARTED = new AtomicInteger();

  private final String name;
  private final Path directory;
  private final List<ServerProcess> members;

  private ServerSet(Contender contender, Path directory, List<Seat> seats) {
    this.name = contender.name();
    this.directory = directory;
    this.members = seats.stream().map(seat -> new ServerProcess(contender, seat)).toList();
  }

  /**
   * Starts servers with empty trees and waits until each serves.
   *
   * @param below an existing directory for their data
   * @param servers 1 for a server alone, else an ensemble of so many
   * @throws BenchException with the end of the log of one that does not come up
   */
  static ServerSet start(Contender contender, Path below, int servers) throws IOException {
    String name = "server-" + ProcessHandle.current().pid() + "-" + STARTED.incrementAndGet();
    Path directory = below.resolve(name).toAbsolutePath();
    ServerSet set = new ServerSet(contender, directory, Seat.of(directory, servers));
    try {
      set.start();
      return set;
    } catch (BenchException | IOException e) {
      set.close();
      throw e;
    }
  }

  /**
   * Starts all on the data they have; the time until each of them has given a session.
   *
   * @throws BenchException with the end of the log of one that does not come up
   */
  Duration start() throws IOException {
    long began = System.nanoTime();
    for (ServerProcess each : members) {
      each.launch();
    }
    awaitServing();
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** Waits until each gives a session. */
  void awaitServing() throws IOException {
    for (ServerProcess each : members) {
      each.awaitServing();
    }
  }

  String name() {
    return name;
  }

  /** In the order of their numbers. */
  List<ServerProcess> members() {
    return members;
  }

  /**
   * All servers and their processes. The leader comes last: so a load of one connection goes to a
   * follower on either side, and no load has more connections to the leader than to another.
   */
  Target target() {
    return new Target(
        new Endpoints(addresses(leaderLast())), members.stream().map(ServerProcess::pid).toList());
  }

  private List<ServerProcess> leaderLast() {
    List<ServerProcess> ordered = new ArrayList<>(members);
    if (members.size() > 1) {
      ServerProcess leader = leader();
      ordered.remove(leader);
      ordered.add(leader);
    }
    return ordered;
  }

  static List<InetSocketAddress> addresses(List<ServerProcess> servers) {
    return servers.stream().map(ServerProcess::address).toList();
  }

  /**
   * The member that leads.
   *
   * @throws BenchException if none of them says so
   */
  ServerProcess leader() {
    for (ServerProcess each : members) {
      if (SrvrAnswer.ask(each.address()).isLeader()) {
        return each;
      }
    }
    throw new BenchException("no server of " + name + " says that it leads");
  }

  /** All but one. */
  List<ServerProcess> others(ServerProcess than) {
    return members.stream().filter(each -> each != than).toList();
  }

  /** Bytes that the data of all takes on the disk. */
  long diskBytes() throws IOException, InterruptedException {
    long bytes = 0;
    for (ServerProcess each : members) {
      bytes += each.diskBytes();
    }
    return bytes;
  }

  /** Ends all at the same time, as an operator would. */
  void stop() {
    members.forEach(ServerProcess::askToEnd);
    members.forEach(ServerProcess::awaitEnd);
  }

  @Override
  public void close() {
    members.forEach(ServerProcess::askToEnd);
    members.forEach(ServerProcess::close);
    DirectoryTree.delete(directory);
  }
}
