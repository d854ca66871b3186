package io.paddock.it.history;

import io.paddock.it.history.Operation.Kind;
import io.paddock.it.history.Operation.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An ephemeral is there while its session is, and not after. A session lives as long as its client
 * gets answers in it. Wants a {@link Kind#LIST} of the parent at the end. Pure.
 */
final class Ephemerals {
  private Ephemerals() {}

  /**
   * @param ordered all operations in the order of their ids
   */
  static List<String> findings(List<Operation> ordered) {
    List<String> found = new ArrayList<>();
    Map<String, Operation> created = new HashMap<>();
    Map<Long, Operation> expired = new HashMap<>();
    Map<Long, Long> lastSign = new HashMap<>();
    for (Operation each : ordered) {
      long session = each.who().session();
      switch (each.call().kind()) {
        case EPHEMERAL -> created.put(each.call().path(), each);
        case EXPIRED -> expired.put(session, each);
        case OWN -> own(each, created.get(each.call().path()), found);
        default -> {}
      }
      if (each.isOk() && !each.is(Kind.EXPIRED)) {
        lastSign.merge(session, each.answer().endedNanos(), Math::max);
      }
    }
    for (Operation list : ordered) {
      if (list.is(Kind.LIST) && list.isOk()) {
        list(list, created, expired, lastSign, found);
      }
    }
    return found;
  }

  private static void own(Operation check, @Nullable Operation made, List<String> found) {
    if (made != null && made.isOk() && check.answer().outcome() == Outcome.REFUSED) {
      found.add("the ephemeral of a session that lives is gone: " + made + ", " + check);
    }
  }

  private static void list(
      Operation list,
      Map<String, Operation> created,
      Map<Long, Operation> expired,
      Map<Long, Long> lastSign,
      List<String> found) {
    Set<String> there = new HashSet<>();
    for (String name : list.answer().seen().text().split(",", -1)) {
      there.add(list.call().path() + "/" + name);
    }
    created.forEach(
        (path, made) -> {
          if (!path.startsWith(list.call().path() + "/")) {
            return;
          }
          Operation end = expired.get(made.who().session());
          long sign = lastSign.getOrDefault(made.who().session(), Long.MIN_VALUE);
          boolean lives = sign >= list.answer().endedNanos();
          boolean ended = end != null && end.answer().endedNanos() < list.call().beganNanos();
          if (made.isOk() && lives && !there.contains(path)) {
            found.add(
                "server %d lacks an ephemeral of a session that lives: %s"
                    .formatted(list.who().server(), made));
          }
          if (ended && there.contains(path)) {
            found.add(
                "server %d has an ephemeral of a session that is no more: %s"
                    .formatted(list.who().server(), made));
          }
        });
  }
}
