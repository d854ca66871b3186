package io.paddock.it.history;

import io.paddock.it.history.Operation.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one session may see: its writes take effect in the order in which it sent them, and what it
 * has seen, of whatever znode and from whatever server, it never unsees. Pure.
 */
final class SessionOrder {
  private final Map<String, NavigableMap<Long, Integer>> versions = new HashMap<>();
  private final List<String> found = new ArrayList<>();

  private SessionOrder() {}

  /**
   * @param ordered all operations in the order of their ids
   */
  static List<String> findings(List<Operation> ordered) {
    SessionOrder check = new SessionOrder();
    check.learn(ordered);
    check.zxidsAreUnique(ordered);
    Map<Long, List<Operation>> bySession = new TreeMap<>();
    for (Operation each : ordered) {
      // Word of the session's end tells nothing of the tree: it has no zxid.
      if (each.isOk() && !each.is(Kind.EXPIRED)) {
        bySession.computeIfAbsent(each.who().session(), id -> new ArrayList<>()).add(each);
      }
    }
    bySession.values().forEach(check::session);
    return check.found;
  }

  /** Which version each znode had from which zxid on, as far as anybody has seen it. */
  private void learn(List<Operation> ordered) {
    for (Operation each : ordered) {
      if (each.isOk() && each.answer().seen().mzxid() > 0 && each.answer().seen().version() >= 0) {
        versions
            .computeIfAbsent(each.call().path(), path -> new TreeMap<>())
            .put(each.answer().seen().mzxid(), each.answer().seen().version());
      }
    }
  }

  private void zxidsAreUnique(List<Operation> ordered) {
    Map<Long, Operation> writers = new HashMap<>();
    for (Operation each : ordered) {
      if (isWrite(each) && each.isOk()) {
        Operation other = writers.putIfAbsent(each.answer().zxid(), each);
        if (other != null) {
          found.add("two writes have one zxid: " + other + " and " + each);
        }
      }
    }
  }

  private void session(List<Operation> operations) {
    long seen = 0;
    long written = 0;
    Map<String, Operation> own = new HashMap<>();
    for (Operation each : operations) {
      if (each.answer().zxid() < seen) {
        found.add("a session was taken back from zxid 0x%x: %s".formatted(seen, each));
      }
      if (each.isRead()) {
        read(each, seen, own.get(each.call().path()));
      }
      if (isWrite(each)) {
        if (each.answer().zxid() <= written) {
          found.add("a session's writes changed places, 0x%x before %s".formatted(written, each));
        }
        written = each.answer().zxid();
        own.put(each.call().path(), each);
      }
      seen = Math.max(seen, Math.max(each.answer().zxid(), each.answer().seen().mzxid()));
    }
  }

  private void read(Operation read, long seen, @Nullable Operation own) {
    int version = read.answer().seen().version();
    if (own != null && own.is(Kind.SET) && own.answer().seen().version() > version) {
      found.add("a session does not read its own write " + own + ": " + read);
      return;
    }
    NavigableMap<Long, Integer> known = versions.get(read.call().path());
    Map.Entry<Long, Integer> newest = known == null ? null : known.floorEntry(seen);
    if (newest != null && newest.getValue() > version) {
      found.add(
          "a session that had seen zxid 0x%x reads what was gone at 0x%x: %s"
              .formatted(seen, newest.getKey(), read));
    }
  }

  private static boolean isWrite(Operation each) {
    return each.is(Kind.SET) || each.is(Kind.SEQUENCE) || each.is(Kind.EPHEMERAL);
  }
}
