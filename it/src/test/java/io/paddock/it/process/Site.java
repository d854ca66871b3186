package io.paddock.it.process;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Where on the network a server runs.
 *
 * @param host its address, as clients and other servers reach it
 * @param entrance the words before its own command that put it there; none for where the tests run
 */
public record Site(String host, List<String> entrance) {
  /** This machine, over the loopback address. */
  public static final Site HERE = new Site("127.0.0.1", List.of());

  /** Copies the list. */
  public Site {
    entrance = List.copyOf(entrance);
  }

  /** A port of this host. */
  InetSocketAddress at(int port) {
    return new InetSocketAddress(host, port);
  }
}
