package io.paddock.protocol.path;

/**
 * Where a server listens for clients.
 *
 * @param host a name, unresolved, or an address; an IPv6 one without its brackets
 * @param port 1 to 65535
 */
public record ServerAddress(String host, int port) {
  /** The port that is meant when none is given. */
  public static final int PORT_DEFAULT = 2181;

  public ServerAddress {
    if (host.isEmpty()) {
      throw new IllegalArgumentException("a host is missing");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " of " + host + " is not in 1..65535");
    }
  }

  /** In the form of a connection string. */
  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
