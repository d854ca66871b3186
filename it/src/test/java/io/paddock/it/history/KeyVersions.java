package io.paddock.it.history;

import io.paddock.it.history.Operation.Kind;
import io.paddock.it.history.Operation.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the versions of one znode say without a search: each write has a version of its own, each
 * version one value and one zxid, and what was acknowledged is never undone. Pure.
 */
final class KeyVersions {
  private final String key;
  private final List<Operation> operations;
  private final List<String> found = new ArrayList<>();
  private final Map<Integer, String> values = new HashMap<>();
  private final Map<Integer, Long> zxids = new HashMap<>();
  private final Map<String, Integer> versions = new HashMap<>();

  private KeyVersions(String key, List<Operation> operations) {
    this.key = key;
    this.operations = operations;
  }

  static List<String> findings(String key, List<Operation> operations) {
    KeyVersions check = new KeyVersions(key, operations);
    check.writes();
    check.reads();
    check.zxidsRise();
    check.nothingIsLost();
    return check.found;
  }

  private void writes() {
    for (Operation each : operations) {
      if (!each.is(Kind.SET) || !each.isOk()) {
        continue;
      }
      int version = each.answer().seen().version();
      if (each.call().expected() >= 0 && version != each.call().expected() + 1) {
        found.add("a conditional write wrote over another version: " + each);
      }
      String other = values.putIfAbsent(version, each.call().value());
      if (other != null) {
        found.add(
            "two writes have version %d of %s: %s and %s".formatted(version, key, other, each));
      }
      versions.put(each.call().value(), version);
      zxids.putIfAbsent(version, each.answer().seen().mzxid());
    }
  }

  private void reads() {
    Set<String> written =
        operations.stream()
            .filter(each -> each.is(Kind.SET))
            .map(each -> each.call().value())
            .collect(Collectors.toSet());
    Set<String> refused =
        operations.stream()
            .filter(each -> each.is(Kind.SET) && each.answer().outcome() == Outcome.REFUSED)
            .map(each -> each.call().value())
            .collect(Collectors.toSet());
    for (Operation each : operations) {
      if (!each.isRead()) {
        continue;
      }
      String value = each.answer().seen().text();
      int version = each.answer().seen().version();
      if (refused.contains(value)) {
        found.add("a refused write is read: " + each);
      }
      if (version > 0 && !written.contains(value)) {
        found.add("nobody wrote what is read: " + each);
      }
      String same = values.putIfAbsent(version, value);
      if (same != null && !same.equals(value)) {
        found.add("version %d of %s is %s and also: %s".formatted(version, key, same, each));
      }
      Integer earlier = versions.putIfAbsent(value, version);
      if (earlier != null && earlier != version) {
        found.add("a write was done twice, as version %d and in %s".formatted(earlier, each));
      }
      Long zxid = zxids.putIfAbsent(version, each.answer().seen().mzxid());
      if (zxid != null && zxid != each.answer().seen().mzxid()) {
        found.add(
            "version %d of %s has zxid 0x%x and also: %s".formatted(version, key, zxid, each));
      }
    }
  }

  private void zxidsRise() {
    long before = 0;
    for (int version : zxids.keySet().stream().sorted().toList()) {
      long zxid = zxids.getOrDefault(version, 0L);
      if (zxid <= before) {
        found.add(
            "version %d of %s has zxid 0x%x, not after 0x%x".formatted(version, key, zxid, before));
      }
      before = zxid;
    }
  }

  /** A read behind a sync that began after a write was acknowledged has it. */
  private void nothingIsLost() {
    for (Operation read : operations) {
      if (!read.isOk() || !read.is(Kind.SYNC_READ)) {
        continue;
      }
      for (Operation write : operations) {
        if (write.is(Kind.SET)
            && write.isOk()
            && write.answer().endedNanos() < read.call().beganNanos()
            && write.answer().seen().version() > read.answer().seen().version()) {
          found.add("an acknowledged write is lost or hidden: %s, then %s".formatted(write, read));
          break;
        }
      }
    }
  }
}
