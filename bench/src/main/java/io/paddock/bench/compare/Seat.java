package io.paddock.bench.compare;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where one server of a set lives: its directory, its number, its ports. Kept over restarts.
 *
 * @param directory of its own, for its configuration, log and data
 * @param id 1 to the number of servers; 0 for a server alone
 * @param clientPort on the loopback address
 * @param serverLines the {@code server.N} lines of all members; empty for a server alone
 */
record Seat(Path directory, int id, int clientPort, String serverLines) {
  private static final int PORTS_EACH = 3;

  // Below what Linux gives to outgoing connections: one of those could else have the port of a
  // server that has not started yet, or is down for a moment.
  private static final int PORT_MIN = 11_000;
  private static final int PORTS_END = 32_000;
  private static final int TRIES_MAX = 1_000;

  /**
   * Seats for so many servers, on ports that are free now.
   *
   * @param below the directory of all of them
   */
  static List<Seat> of(Path below, int servers) throws IOException {
    List<Integer> ports = freePorts(servers * PORTS_EACH);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; servers > 1 && i < servers; i++) {
      int quorumPort = ports.get(i * PORTS_EACH + 1);
      int electionPort = ports.get(i * PORTS_EACH + 2);
      lines.append("server.%d=127.0.0.1:%d:%d%n".formatted(i + 1, quorumPort, electionPort));
    }
    List<Seat> seats = new ArrayList<>();
    for (int i = 0; i < servers; i++) {
      Path directory = below.resolve(Integer.toString(i + 1));
      int id = servers > 1 ? i + 1 : 0;
      seats.add(new Seat(directory, id, ports.get(i * PORTS_EACH), lines.toString()));
    }
    return seats;
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), clientPort);
  }

  Path data() {
    return directory.resolve("data");
  }

  Path log() {
    return directory.resolve("server.log");
  }

  /** Makes the directories, as empty as a new member's, and returns the configuration file. */
  Path furnish() throws IOException {
    Files.createDirectories(data());
    if (id > 0) {
      Files.writeString(data().resolve("myid"), id + "\n");
    }
    return Files.writeString(directory.resolve("zoo.cfg"), configuration());
  }

  /** Deletes all data, as if its disk had been replaced. */
  void empty() throws IOException {
    DirectoryTree.delete(data());
    furnish();
  }

  private String configuration() {
    String common =
        """
        tickTime=2000
        dataDir=%s
        clientPort=%d
        clientPortAddress=127.0.0.1
        maxClientCnxns=0
        admin.enableServer=false
        """
            .formatted(data(), clientPort);
    return id == 0 ? common : common + "initLimit=10\nsyncLimit=5\n" + serverLines;
  }

  /** All are held until all are found, so that none comes twice. */
  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int tries = 0; sockets.size() < count; tries++) {
        int port = ThreadLocalRandom.current().nextInt(PORT_MIN, PORTS_END);
        try {
          sockets.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (BindException e) {
          if (tries == TRIES_MAX) {
            throw e;
          }
        }
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket each : sockets) {
        each.close();
      }
    }
  }
}
