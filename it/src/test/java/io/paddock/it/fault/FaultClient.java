package io.paddock.it.fault;

import io.paddock.it.ensemble.EnsembleMember;
import io.paddock.it.history.Operation;
import io.paddock.it.history.Operation.Kind;
import io.paddock.it.history.Operation.Who;
import io.paddock.protocol.message.ConnectRequest;
import io.paddock.protocol.message.ConnectResponse;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.SessionPassword;
import io.paddock.testgen.Seeded;
import io.paddock.testkit.script.WireClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A client as users write them: keeps its session over connections to whichever member takes it,
 * sends several requests ahead, and records everything.
 *
 * <p>Thread: its own.
 */
final class FaultClient {
  private static final int AHEAD_MAX = 5;

  /** A server that says nothing for so long is given up: two thirds of the shortest timeout. */
  private static final int SILENCE_MS = 4_000;

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

  private final int number;
  private final Place place;
  private final Recorder recorder;
  private final Seeded random;
  private final Map<String, Integer> versions = new HashMap<>();
  private @Nullable Line line;
  private long session;
  private Data password = noPassword();
  private long newestZxid;
  private int connections;
  private int written;

  /**
   * Where clients work.
   *
   * @param members whom they may connect to
   * @param paths the znodes
   * @param timeoutMs of their sessions
   */
  record Place(List<EnsembleMember> members, Paths paths, int timeoutMs) {}

  FaultClient(int number, Place place, Recorder recorder, Seeded random) {
    this.number = number;
    this.place = place;
    this.recorder = recorder;
    this.random = random;
  }

  /** Some operations and a short pause; connects first where needed. */
  void turn() {
    Line to = line;
    if (to == null) {
      connect();
      LockSupport.parkNanos(RETRY_NANOS);
      return;
    }
    List<Operation> answers = to.ask(some());
    newestZxid = Math.max(newestZxid, to.newestZxid());
    if (answers == null) {
      disconnect();
      recorder.disconnected();
      return;
    }
    answers.forEach(this::learn);
    LockSupport.parkNanos(PAUSE_NANOS);
  }

  /**
   * The last sign of life of its session. Behind a sync: a server that does not know yet that the
   * session has ended would else answer as if it had not, after others have shown its end.
   */
  void farewell() {
    Line to = line;
    Ask fresh = Ask.of(Kind.SYNC_READ, place.paths().key(0));
    if (to != null && to.ask(List.of(fresh, Ask.of(Kind.OWN, ephemeral()))) == null) {
      disconnect();
    }
  }

  /** Drops the connection; the session stays for its timeout. */
  void disconnect() {
    Line old = line;
    line = null;
    if (old != null) {
      old.close();
    }
  }

  private void connect() {
    EnsembleMember to = random.pick(place.members());
    WireClient wire = null;
    try {
      wire = new WireClient(to.address());
      wire.socket().setSoTimeout(SILENCE_MS);
      ConnectResponse response =
          wire.handshake(
              new ConnectRequest(0, newestZxid, place.timeoutMs(), session, password, false));
      if (!response.isAccepted()) {
        forget(wire, to);
        return;
      }
      boolean known = session != 0;
      session = response.sessionId();
      password = response.password();
      line = new Line(wire, who(to), recorder);
      greet(known);
    } catch (AssertionError | IOException | UncheckedIOException e) {
      // It does not serve at the moment: another will.
      if (wire != null) {
        wire.close();
      }
    }
  }

  /** The session is no more; the next connection asks for a new one. */
  private void forget(WireClient wire, EnsembleMember to) {
    new Line(wire, who(to), recorder).expired();
    wire.close();
    session = 0;
    password = noPassword();
  }

  private void greet(boolean known) {
    Line to = line;
    Ask first = Ask.of(known ? Kind.OWN : Kind.EPHEMERAL, ephemeral());
    if (to != null && to.ask(List.of(first)) == null) {
      disconnect();
    }
  }

  private Who who(EnsembleMember to) {
    return new Who(number, session, ++connections, to.id());
  }

  private String ephemeral() {
    return place.paths().ephemerals() + "/e" + Long.toHexString(session);
  }

  private List<Ask> some() {
    List<Ask> asks = new ArrayList<>();
    int count = random.between(1, AHEAD_MAX);
    for (int i = 0; i < count; i++) {
      asks.add(one());
    }
    return asks;
  }

  private Ask one() {
    String key = place.paths().key(random.below(Paths.KEYS));
    String value = "c" + number + "x" + ++written + "-";
    return switch (random.weighted(25, 15, 25, 15, 20)) {
      case 0 -> new Ask(Kind.SET, key, value, -1);
      case 1 -> new Ask(Kind.SET, key, value, versions.getOrDefault(key, 0));
      case 2 -> Ask.of(Kind.READ, key);
      case 3 -> Ask.of(Kind.SYNC_READ, key);
      default -> new Ask(Kind.SEQUENCE, place.paths().sequence(), value, -1);
    };
  }

  private void learn(Operation answered) {
    if (answered.isOk() && answered.answer().seen().version() >= 0) {
      versions.put(answered.call().path(), answered.answer().seen().version());
    }
  }

  private static Data noPassword() {
    return Data.wrap(new byte[SessionPassword.BYTES]);
  }
}
