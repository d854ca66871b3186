package io.paddock.it.history;

import io.paddock.it.history.Operation.Kind;
import io.paddock.it.history.Operation.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sequential names below one parent: each number once, each creation once, all that was
 * acknowledged is there, in the order of each session and of real time. Wants a {@link Kind#LIST}
 * after the last creation. Pure.
 */
final class SequenceNumbers {
  private static final int DIGITS = 10;

  private final String parent;
  private final List<Operation> creations;
  private final Map<String, Long> numberOf = new HashMap<>();
  private final List<String> found = new ArrayList<>();

  private SequenceNumbers(String parent, List<Operation> creations) {
    this.parent = parent;
    this.creations = creations;
  }

  static List<String> findings(List<Operation> ordered) {
    Map<String, List<Operation>> byParent = new TreeMap<>();
    for (Operation each : ordered) {
      if (each.is(Kind.SEQUENCE)) {
        byParent.computeIfAbsent(each.call().path(), path -> new ArrayList<>()).add(each);
      }
    }
    List<String> found = new ArrayList<>();
    byParent.forEach(
        (parent, creations) -> {
          SequenceNumbers check = new SequenceNumbers(parent, creations);
          for (Operation each : ordered) {
            if (each.is(Kind.LIST) && each.isOk() && each.call().path().equals(parent)) {
              check.list(each);
            }
          }
          check.realTime();
          found.addAll(check.found);
        });
    return found;
  }

  /** One list of the names, which every acknowledged creation before it must be in. */
  private void list(Operation list) {
    numberOf.clear();
    Map<Long, String> nameOf = new HashMap<>();
    for (String name : list.answer().seen().text().split(",", -1)) {
      if (name.isEmpty()) {
        continue;
      }
      String value = name.substring(0, name.length() - DIGITS);
      long number = number(name);
      String other = nameOf.putIfAbsent(number, name);
      if (other != null) {
        found.add(
            "number %d below %s was given twice: %s, %s".formatted(number, parent, other, name));
      }
      if (numberOf.putIfAbsent(value, number) != null) {
        found.add("a creation below %s was done twice: %s".formatted(parent, name));
      }
    }
    acknowledgedAreThere(list);
    sessionsAreInOrder(list);
  }

  private void acknowledgedAreThere(Operation list) {
    for (Operation each : creations) {
      Long number = numberOf.get(each.call().value());
      boolean before = each.answer().endedNanos() < list.call().beganNanos();
      if (each.isOk() && before && number == null) {
        found.add(
            "an acknowledged creation is lost at server %d: %s"
                .formatted(list.who().server(), each));
      } else if (each.isOk() && number != null && number != number(each.answer().seen().text())) {
        found.add("a creation has another number than it was told: " + each);
      } else if (each.answer().outcome() == Outcome.REFUSED && number != null) {
        found.add("a refused creation was done: " + each);
      }
    }
  }

  private void sessionsAreInOrder(Operation list) {
    Map<Long, Operation> last = new HashMap<>();
    Map<Integer, Operation> missing = new HashMap<>();
    for (Operation each : creations) {
      if (each.call().beganNanos() > list.call().beganNanos()) {
        continue;
      }
      Long number = numberOf.get(each.call().value());
      int connection = each.who().client() * 100_000 + each.who().connection();
      if (number == null) {
        missing.putIfAbsent(connection, each);
        continue;
      }
      Operation skipped = missing.get(connection);
      if (skipped != null && skipped.answer().outcome() == Outcome.UNKNOWN) {
        found.add(
            "a creation was left out and a later one of its connection done: %s, %s"
                .formatted(skipped, each));
      }
      Operation before = last.put(each.who().session(), each);
      if (before != null && numberOf.getOrDefault(before.call().value(), 0L) > number) {
        found.add("a session's creations changed places: %s, %s".formatted(before, each));
      }
    }
  }

  /** What was acknowledged before another began has the smaller number. */
  private void realTime() {
    List<Operation> byBegin = creations.stream().filter(Operation::isOk).toList();
    Operation[] byEnd = byBegin.toArray(Operation[]::new);
    Arrays.sort(byEnd, Comparator.comparingLong(each -> each.answer().endedNanos()));
    List<Operation> sorted = new ArrayList<>(byBegin);
    sorted.sort(Comparator.comparingLong(each -> each.call().beganNanos()));
    int ended = 0;
    long highest = -1;
    for (Operation each : sorted) {
      while (ended < byEnd.length
          && byEnd[ended].answer().endedNanos() < each.call().beganNanos()) {
        highest = Math.max(highest, number(byEnd[ended++].answer().seen().text()));
      }
      if (number(each.answer().seen().text()) <= highest) {
        found.add("number %d was given before this one was asked for: %s".formatted(highest, each));
      }
    }
  }

  private static long number(String name) {
    return Long.parseLong(name.substring(name.length() - DIGITS));
  }
}
