package io.paddock.it.history;

import io.paddock.it.history.Operation.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Everything that a history is checked for. */
public final class HistoryCheck {
  private HistoryCheck() {}

  /** What cannot be right, as sentences; none if all may have happened. */
  public static List<String> findings(List<Operation> history) {
    List<Operation> ordered =
        history.stream().sorted(Comparator.comparingLong(Operation::id)).toList();
    List<String> found = new ArrayList<>();
    Map<String, List<Operation>> byKey =
        ordered.stream()
            .filter(each -> each.is(Kind.SET) || each.is(Kind.READ) || each.is(Kind.SYNC_READ))
            .collect(
                Collectors.groupingBy(
                    each -> each.call().path(), TreeMap::new, Collectors.toList()));
    byKey.forEach(
        (key, operations) -> {
          int before = found.size();
          found.addAll(KeyVersions.findings(key, operations));
          // What is wrong already is said better than by the search, which would take long.
          if (found.size() == before && !RegisterSearch.isLinearizable(operations)) {
            found.add("no order of the operations on " + key + " explains their answers");
          }
        });
    found.addAll(SessionOrder.findings(ordered));
    found.addAll(SequenceNumbers.findings(ordered));
    found.addAll(Ephemerals.findings(ordered));
    return found;
  }
}
