package io.paddock.it.history;

import io.paddock.it.history.Operation.Answer;
import io.paddock.it.history.Operation.Call;
import io.paddock.it.history.Operation.Kind;
import io.paddock.it.history.Operation.Outcome;
import io.paddock.it.history.Operation.Seen;
import io.paddock.it.history.Operation.Who;
import java.util.ArrayList;
import java.util.List;

/** A history written by hand. Every operation lasts from its time to the next but one. */
final class Story {
  static final String KEY = "/k";
  static final String SEQUENCE = "/seq";
  static final String EPHEMERALS = "/eph";
  private static final int ANY = -1;

  private final List<Operation> operations = new ArrayList<>();
  private long began;
  private long ended;

  /** The next operation lasts from here to there. */
  Story at(long from, long to) {
    began = from;
    ended = to;
    return this;
  }

  Story set(int session, String value, int version, long zxid) {
    return set(session, value, ANY, version, zxid);
  }

  Story set(int session, String value, int expected, int version, long zxid) {
    Seen seen = new Seen("", version, zxid);
    return add(session, new Call(Kind.SET, KEY, value, expected, began), Outcome.OK, zxid, seen);
  }

  Story refused(int session, String value, int expected) {
    Call call = new Call(Kind.SET, KEY, value, expected, began);
    return add(session, call, Outcome.REFUSED, 0, Seen.NOTHING);
  }

  Story unknown(int session, String value, int expected) {
    Call call = new Call(Kind.SET, KEY, value, expected, began);
    return add(session, call, Outcome.UNKNOWN, 0, Seen.NOTHING);
  }

  Story read(int session, Seen seen, long zxid) {
    return add(session, new Call(Kind.READ, KEY, "", ANY, began), Outcome.OK, zxid, seen);
  }

  Story syncRead(int session, Seen seen, long zxid) {
    return add(session, new Call(Kind.SYNC_READ, KEY, "", ANY, began), Outcome.OK, zxid, seen);
  }

  Story created(int session, String value, int number, long zxid) {
    Seen seen = new Seen(name(value, number), -1, 0);
    return add(
        session, new Call(Kind.SEQUENCE, SEQUENCE, value, ANY, began), Outcome.OK, zxid, seen);
  }

  Story creationUnknown(int session, String value) {
    Call call = new Call(Kind.SEQUENCE, SEQUENCE, value, ANY, began);
    return add(session, call, Outcome.UNKNOWN, 0, Seen.NOTHING);
  }

  Story list(String parent, String... names) {
    Seen seen = new Seen(String.join(",", names), -1, 0);
    return add(99, new Call(Kind.LIST, parent, "", ANY, began), Outcome.OK, 1_000, seen);
  }

  Story ephemeral(int session, long zxid) {
    Call call = new Call(Kind.EPHEMERAL, EPHEMERALS + "/e" + session, "", ANY, began);
    return add(session, call, Outcome.OK, zxid, Seen.NOTHING);
  }

  Story own(int session, Outcome outcome, long zxid) {
    Call call = new Call(Kind.OWN, EPHEMERALS + "/e" + session, "", ANY, began);
    return add(session, call, outcome, zxid, Seen.NOTHING);
  }

  Story expired(int session) {
    return add(session, new Call(Kind.EXPIRED, "", "", ANY, began), Outcome.OK, 0, Seen.NOTHING);
  }

  List<String> findings() {
    return HistoryCheck.findings(operations);
  }

  List<Operation> operations() {
    return operations;
  }

  static String name(String value, int number) {
    return value + "%010d".formatted(number);
  }

  private Story add(int session, Call call, Outcome outcome, long zxid, Seen seen) {
    Who who = new Who(session, session, 1, 1);
    operations.add(
        new Operation(operations.size() + 1, who, call, new Answer(outcome, ended, zxid, seen)));
    began += 10;
    ended = began + 5;
    return this;
  }
}
