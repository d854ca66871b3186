package io.paddock.discovery.register;

import io.paddock.protocol.path.PathRules;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.TreeSet;

/** Addresses as the names of znodes. */
final class Addresses {
  private Addresses() {}

  /**
   * The names for an address: itself, or if its host is empty one for each address of this machine
   * that others can reach, else one for its name.
   *
   * @throws IllegalArgumentException if it cannot be a name
   */
  static List<String> names(String address) {
    String problem =
        address.indexOf('/') >= 0 ? "there is a slash in it" : PathRules.problem("/" + address);
    if (problem != null || address.isEmpty()) {
      throw new IllegalArgumentException("the address " + address + " is no name: " + problem);
    }
    return address.startsWith(":")
        ? ofThisMachine().stream().map(host -> host + address).toList()
        : List.of(address);
  }

  private static List<String> ofThisMachine() {
    TreeSet<String> hosts = new TreeSet<>();
    try {
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(each -> each instanceof Inet4Address && !each.isLoopbackAddress())
          .forEach(each -> hosts.add(each.getHostAddress()));
      if (hosts.isEmpty()) {
        hosts.add(InetAddress.getLocalHost().getCanonicalHostName());
      }
    } catch (SocketException | UnknownHostException e) {
      hosts.add("localhost");
    }
    return List.copyOf(hosts);
  }
}
