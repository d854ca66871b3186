package io.paddock.it.fault;

import io.paddock.it.history.Operation;
import io.paddock.it.history.Operation.Answer;
import io.paddock.it.history.Operation.Call;
import io.paddock.it.history.Operation.Kind;
import io.paddock.it.history.Operation.Outcome;
import io.paddock.it.history.Operation.Seen;
import io.paddock.it.history.Operation.Who;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.Request;
import io.paddock.protocol.message.Stat;
import io.paddock.testkit.script.Received;
import io.paddock.testkit.script.WireClient;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection whose operations are recorded. Thread: its client's.
 *
 * <p>What was sent and not answered when the connection breaks is of unknown end.
 */
final class Line implements AutoCloseable {
  private final WireClient wire;
  private final Who who;
  private final Recorder recorder;
  private long newestZxid;

  Line(WireClient wire, Who who, Recorder recorder) {
    this.wire = wire;
    this.who = who;
    this.recorder = recorder;
  }

  /** The highest zxid that came on this line. */
  long newestZxid() {
    return newestZxid;
  }

  /**
   * Sends all at once and waits for all answers.
   *
   * @return the operations as recorded, or null if the connection has ended
   */
  @Nullable List<Operation> ask(List<Ask> asks) {
    long began = System.nanoTime();
    List<Long> ids = new ArrayList<>();
    List<Request> requests = new ArrayList<>();
    for (Ask each : asks) {
      ids.add(recorder.nextId());
      requests.addAll(each.requests());
    }
    List<Operation> answered = new ArrayList<>();
    try {
      wire.sendAll(requests);
      for (Ask each : asks) {
        Operation operation = note(ids.get(answered.size()), began, each, answer(each));
        answered.add(operation);
      }
      return answered;
    } catch (AssertionError | UncheckedIOException e) {
      for (int i = answered.size(); i < asks.size(); i++) {
        note(ids.get(i), began, asks.get(i), answer(Outcome.UNKNOWN, 0, Seen.NOTHING));
      }
      return null;
    }
  }

  /** The client has been told that its session is no more. */
  void expired() {
    note(
        recorder.nextId(),
        System.nanoTime(),
        Ask.of(Kind.EXPIRED, ""),
        answer(Outcome.OK, 0, Seen.NOTHING));
  }

  private Operation note(long id, long began, Ask ask, Answer answer) {
    Call call = new Call(ask.kind(), ask.path(), ask.value(), ask.expected(), began);
    Operation operation = new Operation(id, who, call, answer);
    recorder.add(operation);
    return operation;
  }

  private Answer answer(Ask ask) {
    Received last = wire.receive();
    for (int i = 1; i < ask.requests().size(); i++) {
      last = wire.receive();
    }
    newestZxid = Math.max(newestZxid, last.header().zxid());
    return switch (last.error()) {
      case OK -> answer(Outcome.OK, last.header().zxid(), seen(last.reply()));
      case CONNECTION_LOSS, OPERATION_TIMEOUT, REQUEST_TIMEOUT, SYSTEM_ERROR ->
          answer(Outcome.UNKNOWN, 0, Seen.NOTHING);
      default -> answer(Outcome.REFUSED, last.header().zxid(), Seen.NOTHING);
    };
  }

  private static Answer answer(Outcome outcome, long zxid, Seen seen) {
    return new Answer(outcome, System.nanoTime(), zxid, seen);
  }

  private static Seen seen(@Nullable Reply reply) {
    if (reply instanceof Reply.DataStat read) {
      Data data = read.data();
      return seen(data == null ? "" : data.asText(), read.stat());
    }
    if (reply instanceof Reply.StatOnly set) {
      return seen("", set.stat());
    }
    if (reply instanceof Reply.Path made) {
      String path = String.valueOf(made.path());
      return new Seen(path.substring(path.lastIndexOf('/') + 1), -1, 0);
    }
    if (reply instanceof Reply.Names names) {
      return new Seen(String.join(",", names.names()), -1, 0);
    }
    return Seen.NOTHING;
  }

  private static Seen seen(String text, Stat stat) {
    return new Seen(text, stat.version(), stat.mzxid());
  }

  @Override
  public void close() {
    wire.close();
  }
}
