package io.paddock.server.config;

import io.paddock.server.config.MemberConfig.ClientAddress;
import io.paddock.server.config.MemberConfig.PeerAddress;
import io.paddock.server.config.MemberConfig.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Members as text, one server line each, as {@code /zookeeper/config}, dynamic configuration files
 * and reconfig requests have them. Pure.
 *
 * <p>Source: spec/operations.md, section 2; spec/semantics.md, section 6.
 */
public final class MembersText {
  private static final String SERVER = "server.";
  private static final String VERSION = "version=";

  private MembersText() {}

  /** The lines, by id, without one for the version and without a line end behind the last. */
  public static String of(Collection<MemberConfig> members) {
    return members.stream().map(MembersText::line).collect(Collectors.joining("\n"));
  }

  /** One server line. */
  public static String line(MemberConfig member) {
    String role = member.role().name().toLowerCase(Locale.ROOT);
    String addresses =
        member.addresses().stream().map(MembersText::peer).collect(Collectors.joining("|"));
    ClientAddress client = member.client();
    return SERVER
        + member.id()
        + '='
        + addresses
        + ':'
        + role
        + (client == null ? "" : ';' + host(client.host()) + ':' + client.port());
  }

  private static String peer(PeerAddress address) {
    return host(address.host()) + ':' + address.quorumPort() + ':' + address.electionPort();
  }

  private static String host(String host) {
    return host.indexOf(':') < 0 ? host : '[' + host + ']';
  }

  /**
   * The members of a text; lines end at line ends or commas. A line {@code version=} is skipped.
   *
   * @throws IllegalArgumentException that says which line is wrong, and how
   */
  public static List<MemberConfig> parse(String text) {
    Map<Integer, MemberConfig> members = new TreeMap<>();
    for (String each : text.split("[,\n]", -1)) {
      String line = each.trim();
      if (line.isEmpty() || line.startsWith(VERSION)) {
        continue;
      }
      int equals = line.indexOf('=');
      if (!line.startsWith(SERVER) || equals < 0) {
        throw new IllegalArgumentException(line + ": must begin with server.<id>=");
      }
      String key = line.substring(0, equals).trim();
      MemberConfig member = MemberLine.parse(key, line.substring(equals + 1), true);
      if (members.put(member.id(), member) != null) {
        throw new IllegalArgumentException(key + " is there twice");
      }
    }
    requireOwnAddresses(members.values());
    return List.copyOf(members.values());
  }

  /**
   * The members after some have joined, or have been replaced by a line of the same id, and some
   * have left. Whoever leaves without having been there is no mistake.
   *
   * @param joining server lines with commas, may be empty
   * @param leaving ids with commas, may be empty
   * @throws IllegalArgumentException that says what is wrong
   */
  public static List<MemberConfig> changed(
      List<MemberConfig> members, String joining, String leaving) {
    Map<Integer, MemberConfig> changed = new TreeMap<>();
    members.forEach(m -> changed.put(m.id(), m));
    for (String each : leaving.split(",", -1)) {
      if (!each.isBlank()) {
        changed.remove(id(each.trim()));
      }
    }
    parse(joining).forEach(m -> changed.put(m.id(), m));
    requireOwnAddresses(changed.values());
    return List.copyOf(changed.values());
  }

  private static int id(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(text + " is no number of a server", e);
    }
  }

  /** Two members that are reached at the same place cannot both be there. */
  static void requireOwnAddresses(Collection<MemberConfig> members) {
    Set<String> seen = new HashSet<>();
    List<String> taken = new ArrayList<>();
    for (MemberConfig member : members) {
      for (PeerAddress each : member.addresses()) {
        taken.add(each.host() + ':' + each.quorumPort());
        taken.add(each.host() + ':' + each.electionPort());
      }
      ClientAddress client = member.client();
      if (client != null && !client.host().equals("0.0.0.0") && !client.host().equals("::")) {
        taken.add(client.host() + ':' + client.port());
      }
    }
    for (String each : taken) {
      if (!seen.add(each)) {
        throw new IllegalArgumentException(each + " is the address of two");
      }
    }
  }

  /** How many of these vote. */
  public static long voters(Collection<MemberConfig> members) {
    return members.stream().filter(m -> m.role() == Role.PARTICIPANT).count();
  }
}
