package io.paddock.testkit.embedded;

import io.paddock.testkit.fault.FaultyLink;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The ports between members, and the links that lie before them where members are to be parted:
 * each member is told its own port as it is, and those of the others as links of its own.
 *
 * <p>Thread: any, once made.
 */
final class MemberPorts implements AutoCloseable {
  private static final int PORTS_EACH = 2;

  // Below what Linux hands out to outgoing connections, so that none of these has a member's port
  // when it starts again.
  private static final int LOWEST = 11_000;
  private static final int COUNT = 10_000;
  private static final int TRIES_MAX = 200;

  // One after the other, and not by chance: a port may be that of a server that is stopped now.
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private record Pair(int from, int to) {}

  private final List<Integer> ports;
  private final Map<Pair, FaultyLink> links = new LinkedHashMap<>();
  private final int size;

  private MemberPorts(int size, List<Integer> ports) {
    this.size = size;
    this.ports = ports;
  }

  /** Ports that are free now. */
  static MemberPorts free(int size, boolean linked) throws IOException {
    MemberPorts made = new MemberPorts(size, freePorts(size * PORTS_EACH));
    if (linked) {
      made.link();
    }
    return made;
  }

  /** A port that is free now, and that no outgoing connection gets. */
  static int freePort() throws IOException {
    return freePorts(1).get(0);
  }

  private void link() {
    for (int from = 1; from <= size; from++) {
      for (int to = 1; to <= size; to++) {
        if (from != to) {
          InetAddress here = InetAddress.getLoopbackAddress();
          links.put(new Pair(from, to), new FaultyLink(new InetSocketAddress(here, port(to))));
        }
      }
    }
  }

  /** The {@code server.N} settings that this member is told, by key. */
  Map<String, String> settings(int member) {
    Map<String, String> lines = new TreeMap<>();
    for (int id = 1; id <= size; id++) {
      FaultyLink way = links.get(new Pair(member, id));
      int told = way == null ? port(id) : way.port();
      lines.put("server." + id, "127.0.0.1:%d:%d".formatted(told, unusedPort(id)));
    }
    return lines;
  }

  /** Does something to the links between two members, in both directions. */
  void between(int one, int other, Consumer<FaultyLink> what) {
    if (links.isEmpty()) {
      throw new IllegalStateException("this ensemble was started without links to cut");
    }
    links.forEach(
        (pair, link) -> {
          if (pair.equals(new Pair(one, other)) || pair.equals(new Pair(other, one))) {
            what.accept(link);
          }
        });
  }

  void all(Consumer<FaultyLink> what) {
    links.values().forEach(what);
  }

  @Override
  public void close() {
    all(FaultyLink::close);
  }

  private int port(int member) {
    return ports.get((member - 1) * PORTS_EACH);
  }

  private int unusedPort(int member) {
    return ports.get((member - 1) * PORTS_EACH + 1);
  }

  /** All are held until all are found, so that none comes twice. */
  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int tries = 0; held.size() < count; tries++) {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        try {
          int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
          socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
          held.add(socket);
        } catch (BindException taken) {
          socket.close();
          if (tries == TRIES_MAX) {
            throw taken;
          }
        }
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket each : held) {
        each.close();
      }
    }
  }
}
