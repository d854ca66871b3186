package io.paddock.cli.shell;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.Id;
import io.paddock.protocol.message.Stat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the shell prints and reads, in ZooKeeper's forms (spec/operations.md, section 7). Pure. */
final class Texts {
  private static final String PERMISSIONS = "cdrwa";
  private static final int[] BITS = {Acl.CREATE, Acl.DELETE, Acl.READ, Acl.WRITE, Acl.ADMIN};
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss zzz yyyy", Locale.ENGLISH);
  // A name may hold commas, so an entry ends only where its permissions do.
  private static final String BETWEEN_ENTRIES = "(?<=:[cdrwa]{1,5}),";

  private Texts() {}

  static String stat(Stat stat) {
    return String.join(
        System.lineSeparator(),
        "cZxid = 0x" + Long.toHexString(stat.czxid()),
        "ctime = " + time(stat.ctime()),
        "mZxid = 0x" + Long.toHexString(stat.mzxid()),
        "mtime = " + time(stat.mtime()),
        "pZxid = 0x" + Long.toHexString(stat.pzxid()),
        "cversion = " + stat.cversion(),
        "dataVersion = " + stat.version(),
        "aclVersion = " + stat.aversion(),
        "ephemeralOwner = 0x" + Long.toHexString(stat.ephemeralOwner()),
        "dataLength = " + stat.dataLength(),
        "numChildren = " + stat.numChildren());
  }

  private static String time(long ms) {
    return TIME.format(Instant.ofEpochMilli(ms).atZone(ZoneId.systemDefault()));
  }

  static String names(List<String> names) {
    return names.stream().sorted().collect(Collectors.joining(", ", "[", "]"));
  }

  static String acl(List<Acl> entries) {
    return entries.stream()
        .map(each -> entry(each))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static String entry(Acl acl) {
    StringBuilder text = new StringBuilder();
    text.append('\'').append(acl.id().scheme()).append(",'").append(acl.id().id());
    text.append(System.lineSeparator()).append(": ");
    for (int i = 0; i < BITS.length; i++) {
      if ((acl.perms() & BITS[i]) != 0) {
        text.append(PERMISSIONS.charAt(i));
      }
    }
    return text.toString();
  }

  /** Reads {@code scheme:id:perms,scheme:id:perms}; an id may hold colons and commas. */
  static List<Acl> parseAcl(String text) {
    List<Acl> entries = new ArrayList<>();
    for (String each : text.split(BETWEEN_ENTRIES)) {
      int first = each.indexOf(':');
      int last = each.lastIndexOf(':');
      if (first < 1 || last == first) {
        throw new UsageException(each + " does not have the form scheme:id:perms");
      }
      Id id = new Id(each.substring(0, first), each.substring(first + 1, last));
      entries.add(new Acl(permissions(each, each.substring(last + 1)), id));
    }
    return entries;
  }

  private static int permissions(String entry, String letters) {
    int bits = 0;
    for (int i = 0; i < letters.length(); i++) {
      int index = PERMISSIONS.indexOf(letters.charAt(i));
      if (index < 0) {
        throw new UsageException(
            entry + ": " + letters.charAt(i) + " is none of the permissions " + PERMISSIONS);
      }
      bits |= BITS[index];
    }
    return bits;
  }

  /** {@code NodeDataChanged} and so on. */
  static String type(EventType type) {
    return camel(type.name());
  }

  /** {@code NO_NODE} as ZooKeeper writes it: NoNode. */
  static String camel(String constant) {
    StringBuilder text = new StringBuilder();
    for (String part : constant.split("_")) {
      text.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
    }
    return text.toString();
  }

  /** Sixteen bytes a line, in hex and as characters. */
  static String hexDump(Data data) {
    String border = "+--------+" + "-".repeat(49) + "+" + "-".repeat(16) + "+";
    List<String> lines = new ArrayList<>();
    lines.add("         +" + "-".repeat(49) + "+");
    lines.add("         |  0  1  2  3  4  5  6  7  8  9  a  b  c  d  e  f |");
    lines.add(border);
    for (int from = 0; from < data.size(); from += 16) {
      lines.add(hexLine(data, from));
    }
    lines.add(border);
    return String.join(System.lineSeparator(), lines);
  }

  private static String hexLine(Data data, int from) {
    StringBuilder hex = new StringBuilder();
    StringBuilder plain = new StringBuilder();
    for (int i = from; i < Math.min(from + 16, data.size()); i++) {
      int value = data.at(i) & 0xff;
      hex.append(String.format(" %02x", value));
      plain.append(value > 0x1f && value < 0x7f ? (char) value : '.');
    }
    return String.format("|%08x|%-49s|%-16s|", from, hex, plain);
  }
}
