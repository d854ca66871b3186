package io.paddock.server.admin;

import io.paddock.server.report.ServerMode;
import io.paddock.server.report.SessionReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code dump}: sessions and their ephemerals. There is no table of connections by expiry to show.
 * Pure.
 */
final class SessionText {
  private SessionText() {}

  static String dump(ServerMode mode, List<SessionReport> sessions) {
    List<SessionReport> byId = new ArrayList<>(sessions);
    byId.sort(Comparator.comparingLong(SessionReport::id));
    boolean decides = mode == ServerMode.STANDALONE || mode == ServerMode.LEADER;
    return "SessionTracker dump:\n"
        + (decides ? byExpiry(byId) : plain(byId))
        + "ephemeral nodes dump:\n"
        + ephemerals(byId);
  }

  @SuppressWarnings("JavaUtilDate") // its text is what the reference prints
  private static String byExpiry(List<SessionReport> sessions) {
    SortedMap<Long, List<SessionReport>> sets = new TreeMap<>();
    for (SessionReport each : sessions) {
      sets.computeIfAbsent(each.expiresAtMs(), at -> new ArrayList<>()).add(each);
    }
    StringBuilder text =
        new StringBuilder("Session Sets (%d)/(%d):\n".formatted(sets.size(), sessions.size()));
    for (Map.Entry<Long, List<SessionReport>> set : sets.entrySet()) {
      text.append("%d expire at %s:\n".formatted(set.getValue().size(), new Date(set.getKey())));
      for (SessionReport each : set.getValue()) {
        text.append("\t0x%x\n".formatted(each.id()));
      }
    }
    return text.toString();
  }

  private static String plain(List<SessionReport> sessions) {
    StringBuilder text = new StringBuilder("Global Sessions(%d):\n".formatted(sessions.size()));
    for (SessionReport each : sessions) {
      text.append("0x%x\t%dms\n".formatted(each.id(), each.timeoutMs()));
    }
    return text.toString();
  }

  private static String ephemerals(List<SessionReport> sessions) {
    List<SessionReport> owners = sessions.stream().filter(s -> !s.ephemerals().isEmpty()).toList();
    StringBuilder text =
        new StringBuilder("Sessions with Ephemerals (%d):\n".formatted(owners.size()));
    for (SessionReport each : owners) {
      text.append("0x%x:\n".formatted(each.id()));
      each.ephemerals().forEach(path -> text.append('\t').append(path).append('\n'));
    }
    return text.toString();
  }
}
