package io.paddock.server.config;

import io.paddock.server.config.MemberConfig.ClientAddress;
import io.paddock.server.config.MemberConfig.PeerAddress;
import io.paddock.server.config.MemberConfig.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code
 * server.<id>=<host>:<quorumPort>:<electionPort>[:<role>][;[<clientHost>:]<clientPort>]}. Pure.
 *
 * <p>Source: spec/operations.md, section 2.
 */
final class MemberLine {
  /** Session ids begin with the server's id, and 255 there would mean a TTL znode. */
  private static final int ID_MAX = 254;

  private MemberLine() {}

  /** The member; {@link IllegalArgumentException} says what is wrong, to follow the value. */
  static MemberConfig parse(String key, String value, boolean severalAddresses) {
    int id = id(key.substring(key.indexOf('.') + 1));
    String[] halves = value.split(";", -1);
    require(halves.length <= 2, "there is more than one ;");
    String[] parts = halves[0].trim().split("\\|", -1);
    require(
        parts.length == 1 || severalAddresses, "several addresses need multiAddress.enabled=true");
    Role role = Role.PARTICIPANT;
    List<PeerAddress> addresses = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      List<String> fields = fields(parts[i]);
      boolean last = i == parts.length - 1;
      require(
          fields.size() == 3 || (last && fields.size() == 4),
          "must be host:quorumPort:electionPort[:role]");
      if (fields.size() == 4) {
        role = role(fields.get(3));
      }
      addresses.add(peer(fields));
    }
    return new MemberConfig(id, addresses, role, halves.length == 1 ? null : client(halves[1]));
  }

  private static PeerAddress peer(List<String> fields) {
    int quorum = port(fields.get(1));
    int election = port(fields.get(2));
    require(quorum != election, "quorum port and election port must differ");
    return new PeerAddress(host(fields.get(0)), quorum, election);
  }

  private static @Nullable ClientAddress client(String text) {
    if (text.isBlank()) {
      return null;
    }
    List<String> fields = fields(text.trim());
    require(fields.size() <= 2, "the client part must be [host:]port");
    return fields.size() == 1
        ? new ClientAddress("0.0.0.0", port(fields.get(0)))
        : new ClientAddress(host(fields.get(0)), port(fields.get(1)));
  }

  /** Splits at colons, but not inside brackets; the brackets of an IPv6 address are dropped. */
  private static List<String> fields(String text) {
    List<String> fields = new ArrayList<>();
    String rest = text.trim();
    if (rest.startsWith("[")) {
      int close = rest.indexOf(']');
      require(close > 0, "[ without ]");
      fields.add(rest.substring(1, close));
      rest = rest.substring(close + 1);
      require(rest.startsWith(":"), "a : must follow ]");
      rest = rest.substring(1);
    }
    for (String each : rest.split(":", -1)) {
      fields.add(each.trim());
    }
    return fields;
  }

  private static String host(String text) {
    require(!text.isEmpty(), "the host is empty");
    return text;
  }

  private static int id(String text) {
    return number(text, 1, ID_MAX, "the id");
  }

  private static int port(String text) {
    return number(text, 1, 65535, "a port");
  }

  private static int number(String text, int min, int max, String what) {
    try {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message for both: the text is in it.
    }
    throw new IllegalArgumentException(
        "%s must be a whole number from %d to %d, not %s".formatted(what, min, max, text));
  }

  private static Role role(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "participant" -> Role.PARTICIPANT;
      case "observer" -> Role.OBSERVER;
      default ->
          throw new IllegalArgumentException(
              "the role must be participant or observer, not " + text);
    };
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
