package io.paddock.bench.compare;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was compared, where and how: all that a reader needs to judge the figures or repeat them.
 *
 * @param date when
 * @param machine its class, in words
 * @param command the options of the comparison
 * @param servers of each side
 * @param first what the first server says it is
 * @param second what the second server says it is
 */
record Setting(
    LocalDate date,
    String machine,
    String command,
    int servers,
    ServerFacts first,
    ServerFacts second) {

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("date", date.toString());
    map.put("machine", machine);
    map.put("command", command);
    map.put("servers", servers);
    map.put("first", first.text());
    map.put("second", second.text());
    return map;
  }
}
