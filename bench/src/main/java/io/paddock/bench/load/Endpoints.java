package io.paddock.bench.load;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The servers that a load is spread over, connection by connection.
 *
 * @param addresses at least one
 */
public record Endpoints(List<InetSocketAddress> addresses) {
  private static final int DEFAULT_PORT = 2181;
  private static final int PORT_MAX = 65_535;

  /** Keeps a copy of the list. */
  public Endpoints {
    addresses = List.copyOf(addresses);
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("no host given");
    }
  }

  /**
   * Reads {@code host:port,host:port}; the port is 2181 where it is missing.
   *
   * @throws IllegalArgumentException saying which part is wrong
   */
  public static Endpoints parse(String text) {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      addresses.add(address(part.strip()));
    }
    return new Endpoints(addresses);
  }

  private static InetSocketAddress address(String part) {
    int colon = part.lastIndexOf(':');
    boolean portGiven =
        (colon > part.lastIndexOf(']') && part.indexOf(':') == colon)
            || (part.startsWith("[") && colon > part.indexOf(']'));
    String host = portGiven ? part.substring(0, colon) : part;
    host = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    if (host.isEmpty()) {
      throw new IllegalArgumentException("no host in '" + part + "'");
    }
    int port = portGiven ? port(part, part.substring(colon + 1)) : DEFAULT_PORT;
    return new InetSocketAddress(host, port);
  }

  private static int port(String part, String digits) {
    try {
      int port = Integer.parseInt(digits);
      if (port > 0 && port <= PORT_MAX) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Falls through: the message is the same as for a number out of range.
    }
    throw new IllegalArgumentException("no port from 1 to " + PORT_MAX + " in '" + part + "'");
  }

  /** The server for the connection with this number. */
  InetSocketAddress of(int connection) {
    return addresses.get(connection % addresses.size());
  }
}
