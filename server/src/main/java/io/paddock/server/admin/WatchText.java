package io.paddock.server.admin;

import io.paddock.server.report.WatchReport;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The words about watches: {@code wchs}, {@code wchc}, {@code wchp}. Pure. */
final class WatchText {
  private WatchText() {}

  static String wchs(List<WatchReport> watches) {
    long total = watches.stream().mapToLong(w -> w.paths().size()).sum();
    long paths = watches.stream().flatMap(w -> w.paths().stream()).distinct().count();
    return "%d connections watching %d paths\nTotal watches:%d\n"
        .formatted(watches.size(), paths, total);
  }

  static String wchc(List<WatchReport> watches) {
    StringBuilder text = new StringBuilder();
    for (WatchReport each : watches) {
      text.append("0x%x\n".formatted(each.session()));
      each.paths().forEach(path -> text.append('\t').append(path).append('\n'));
    }
    return text.append('\n').toString();
  }

  static String wchp(List<WatchReport> watches) {
    SortedMap<String, List<Long>> byPath = new TreeMap<>();
    for (WatchReport each : watches) {
      for (String path : each.paths()) {
        byPath.computeIfAbsent(path, p -> new ArrayList<>()).add(each.session());
      }
    }
    StringBuilder text = new StringBuilder();
    byPath.forEach(
        (path, sessions) -> {
          text.append(path).append('\n');
          sessions.forEach(id -> text.append("\t0x%x\n".formatted(id)));
        });
    return text.append('\n').toString();
  }
}
