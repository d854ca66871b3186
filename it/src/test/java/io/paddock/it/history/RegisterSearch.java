package io.paddock.it.history;

import io.paddock.it.history.Operation.Kind;
import io.paddock.it.history.Operation.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for an order of all operations on one znode that keeps to real time and explains every
 * answer: the search of Wing and Gong with Lowe's memory of what was tried.
 *
 * <p>The znode is nothing but its version: writes say which they made. Plain reads may be old and
 * are left to {@link SessionOrder}; reads behind a sync take part. A write whose end is unknown may
 * come at any time after it began, or never; what makes this cheap is that it may take only a
 * version that nobody else is known to have made, and the one at which its value was read, if it
 * was.
 *
 * <p>Thread: its caller's.
 */
final class RegisterSearch {
  private final List<Operation> operations;
  private final Map<Integer, String> made = new HashMap<>();
  private final Map<String, Integer> versionOf = new HashMap<>();
  private final Entry head = new Entry(-1, false);

  private RegisterSearch(List<Operation> all) {
    operations = all.stream().filter(RegisterSearch::takesPart).toList();
    for (Operation each : all) {
      if (each.is(Kind.SET) && each.isOk()) {
        know(each.call().value(), each.answer().seen().version());
      } else if (each.isRead()) {
        know(each.answer().seen().text(), each.answer().seen().version());
      }
    }
    link();
  }

  static boolean isLinearizable(List<Operation> operations) {
    return new RegisterSearch(operations).search();
  }

  private static boolean takesPart(Operation each) {
    return each.is(Kind.SET) || (each.is(Kind.SYNC_READ) && each.isOk());
  }

  private void know(String value, int version) {
    made.put(version, value);
    versionOf.put(value, version);
  }

  /** One end of an operation in a list by time; an operation of unknown end has only a call. */
  private static final class Entry {
    final int index;
    final boolean isReturn;
    @Nullable Entry match;
    @Nullable Entry before;
    @Nullable Entry next;

    Entry(int index, boolean isReturn) {
      this.index = index;
      this.isReturn = isReturn;
    }

    void unlink() {
      if (before != null) {
        before.next = next;
      }
      if (next != null) {
        next.before = before;
      }
    }

    void relink() {
      if (before != null) {
        before.next = this;
      }
      if (next != null) {
        next.before = this;
      }
    }
  }

  private record Tried(BitSet done, int version) {}

  private record Step(Entry call, int versionBefore) {}

  private record Event(long nanos, Entry entry) {}

  private void link() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < operations.size(); i++) {
      Operation each = operations.get(i);
      Entry call = new Entry(i, false);
      events.add(new Event(each.call().beganNanos(), call));
      if (each.answer().outcome() != Outcome.UNKNOWN) {
        call.match = new Entry(i, true);
        events.add(new Event(each.answer().endedNanos(), call.match));
      }
    }
    // At equal times calls first: the two may have overlapped.
    events.sort(
        Comparator.comparingLong(Event::nanos).thenComparing(event -> event.entry().isReturn));
    Entry last = head;
    for (Event each : events) {
      last.next = each.entry();
      each.entry().before = last;
      last = each.entry();
    }
  }

  private boolean search() {
    Set<Tried> tried = new HashSet<>();
    Deque<Step> steps = new ArrayDeque<>();
    BitSet done = new BitSet(operations.size());
    int version = 0;
    Entry at = head.next;
    // When only calls of unknown end are left, all of those may never have happened.
    while (at != null) {
      if (at.isReturn) {
        if (steps.isEmpty()) {
          return false;
        }
        Step undone = steps.pop();
        version = undone.versionBefore();
        done.clear(undone.call().index);
        putBack(undone.call());
        at = undone.call().next;
        continue;
      }
      int after = version(operations.get(at.index), version);
      if (after >= 0) {
        done.set(at.index);
        if (tried.add(new Tried((BitSet) done.clone(), after))) {
          steps.push(new Step(at, version));
          version = after;
          takeOut(at);
          at = head.next;
          continue;
        }
        done.clear(at.index);
      }
      at = at.next;
    }
    return true;
  }

  private static void takeOut(Entry call) {
    call.unlink();
    if (call.match != null) {
      call.match.unlink();
    }
  }

  private static void putBack(Entry call) {
    if (call.match != null) {
      call.match.relink();
    }
    call.relink();
  }

  /** The version after the operation was done at this one; -1 if its answer does not allow that. */
  private int version(Operation operation, int version) {
    int told = operation.answer().seen().version();
    int expected = operation.call().expected();
    if (operation.is(Kind.SYNC_READ)) {
      return told == version ? version : -1;
    }
    return switch (operation.answer().outcome()) {
      case OK -> told == version + 1 && matches(expected, version) ? told : -1;
      case REFUSED -> expected >= 0 && expected != version ? version : -1;
      case UNKNOWN ->
          matches(expected, version) && mayMake(operation, version + 1) ? version + 1 : -1;
    };
  }

  private boolean mayMake(Operation operation, int version) {
    String value = operation.call().value();
    String maker = made.get(version);
    Integer known = versionOf.get(value);
    return maker == null ? known == null : maker.equals(value);
  }

  private static boolean matches(int expected, int version) {
    return expected < 0 || expected == version;
  }
}
