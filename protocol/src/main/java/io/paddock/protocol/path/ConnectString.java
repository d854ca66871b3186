package io.paddock.protocol.path;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which servers a client may go to and which subtree it sees: {@code host:port,host:port/chroot}
 * (spec/client.md, section 1).
 *
 * @param servers at least one, in the order given
 * @param chroot applies to all of them
 */
public record ConnectString(List<ServerAddress> servers, Chroot chroot) {
  public ConnectString {
    servers = List.copyOf(servers);
    if (servers.isEmpty()) {
      throw new IllegalArgumentException("a connection string without a server");
    }
  }

  /**
   * Reads a connection string; what is wrong with it is an IllegalArgumentException that says so.
   */
  public static ConnectString parse(String text) {
    int slash = text.indexOf('/');
    String hosts = slash < 0 ? text : text.substring(0, slash);
    List<ServerAddress> servers = new ArrayList<>();
    for (String element : hosts.split(",", -1)) {
      String host = element.strip();
      if (!host.isEmpty()) {
        servers.add(server(host));
      }
    }
    return new ConnectString(
        servers, slash < 0 ? Chroot.NONE : Chroot.of(text.substring(slash).strip()));
  }

  private static ServerAddress server(String text) {
    if (text.startsWith("[")) {
      int close = text.indexOf(']');
      if (close < 0 || (close + 1 < text.length() && text.charAt(close + 1) != ':')) {
        throw new IllegalArgumentException("a bracketed address that does not end well: " + text);
      }
      return new ServerAddress(text.substring(1, close), port(text, close + 1));
    }
    // An IPv6 address without brackets is ambiguous; the reference takes what follows the last
    // colon for the port.
    int colon = text.lastIndexOf(':');
    return colon < 0
        ? new ServerAddress(text, ServerAddress.PORT_DEFAULT)
        : new ServerAddress(text.substring(0, colon), port(text, colon));
  }

  // The port after the colon at this index; nothing there means the default.
  private static int port(String text, int colon) {
    String digits = colon < text.length() ? text.substring(colon + 1) : "";
    if (digits.isEmpty()) {
      return ServerAddress.PORT_DEFAULT;
    }
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("the port of " + text + " is not a number", e);
    }
  }

  /** In the form that {@link #parse} reads. */
  @Override
  public String toString() {
    String hosts = servers.stream().map(ServerAddress::toString).collect(Collectors.joining(","));
    return hosts + chroot.prefix();
  }
}
