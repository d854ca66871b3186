package io.paddock.bench.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.bench.load.BenchException;
import io.paddock.bench.load.Endpoints;
import io.paddock.bench.load.FakeServer;
import io.paddock.bench.load.FakeServer.Answer;
import io.paddock.bench.outage.PacedWrites.Lap;
import io.paddock.bench.wire.KeySpace;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class PacedWritesTest {
  private static final KeySpace KEYS = new KeySpace("/fill", 10, 100, 16);
  private static final Answer GOOD = (xid, op, out) -> out.write(FakeServer.reply(xid, 0, 0));
  private static final int PACE = 400;
  private static final int CONNECTIONS = 4;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final AtomicInteger answered = new AtomicInteger();
  private final long beganNanos = System.nanoTime();

  private double seconds() {
    return (System.nanoTime() - beganNanos) / 1e9;
  }

  private Answer counted(Answer answer) {
    return (xid, op, out) -> {
      answered.incrementAndGet();
      answer.to(xid, op, out);
    };
  }

  /** Whatever stood still meanwhile, what was due then is made up for. */
  private void awaitPace() throws InterruptedException {
    Waiting.until(
        () -> seconds() > 1 && answered.get() > 0.75 * PACE * seconds(), LIMIT, "too few writes");
  }

  /** Laps until there is such a one. */
  private static Lap lap(PacedWrites writes, Predicate<Lap> wanted) throws InterruptedException {
    while (true) {
      Waiting.pass(Duration.ofMillis(250));
      Lap lap = writes.lap();
      if (wanted.test(lap)) {
        return lap;
      }
    }
  }

  @Test
  void the_pace_is_kept_and_each_lap_counts_for_itself() throws Exception {
    try (FakeServer server = new FakeServer(counted(GOOD));
        PacedWrites writes = new PacedWrites(addresses(server, server), KEYS, PACE)) {
      double made = seconds();
      awaitPace();
      assertThat((double) answered.get()).isLessThanOrEqualTo(PACE * seconds() + CONNECTIONS);

      double firstSeconds = seconds() - made;
      Lap first = writes.lap();
      double began = seconds();
      Waiting.pass(Duration.ofMillis(500));
      double secondSeconds = seconds() - began;
      Lap second = writes.lap();
      assertThat(first.perSecond() * firstSeconds + second.perSecond() * secondSeconds)
          .as("none is counted twice")
          .isLessThanOrEqualTo(answered.get());
      Lap usual = lap(writes, lap -> lap.perSecond() > PACE / 2.0);
      assertThat(first.failed() + second.failed() + usual.failed()).isZero();
      assertThat(usual.p50Ms()).isPositive().isLessThanOrEqualTo(usual.p99Ms());
    }
  }

  @Test
  void writes_that_were_due_while_the_server_stood_still_are_late() throws Exception {
    Semaphore gate = new Semaphore(1);
    Answer gated =
        (xid, op, out) -> {
          gate.acquireUninterruptibly();
          gate.release();
          out.write(FakeServer.reply(xid, 0, 0));
        };
    try (FakeServer server = new FakeServer(counted(gated));
        PacedWrites writes = new PacedWrites(addresses(server), KEYS, PACE)) {
      gate.acquireUninterruptibly();
      Waiting.pass(Duration.ofMillis(500));
      gate.release();

      // About half of all were due in the pause, and waited up to all of it.
      Lap late = lap(writes, lap -> lap.maxMs() > 450 && lap.p99Ms() > 250);
      assertThat(late.failed()).isZero();
      awaitPace();
    }
  }

  @Test
  void refused_writes_and_those_behind_a_broken_connection_have_failed() throws Exception {
    AtomicBoolean hangUp = new AtomicBoolean();
    AtomicInteger hungUp = new AtomicInteger();
    Answer odd =
        (xid, op, out) -> {
          if (hangUp.get()) {
            hungUp.incrementAndGet();
            throw new EOFException("hang up");
          }
          out.write(FakeServer.reply(xid, -4, 0));
        };
    try (FakeServer server = new FakeServer(odd);
        PacedWrites writes = new PacedWrites(addresses(server), KEYS, 200)) {
      Lap refused = lap(writes, lap -> lap.failed() > 0);
      assertThat(refused.perSecond()).isZero();

      hangUp.set(true);
      Waiting.until(() -> hungUp.get() == 2, LIMIT, "both connections are not hung up");
      Lap unused = writes.lap();
      Lap broken = lap(writes, lap -> lap.failed() > 20);
      assertThat(broken.perSecond()).isZero();
    }
  }

  @Test
  void a_server_that_is_not_there_is_reported() throws IOException {
    // Nobody listens, and nobody else can have the port meanwhile.
    try (Socket silent = new Socket()) {
      silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      List<InetSocketAddress> addresses =
          List.of((InetSocketAddress) silent.getLocalSocketAddress());

      assertThatThrownBy(() -> new PacedWrites(addresses, KEYS, 100))
          .isInstanceOf(BenchException.class)
          .hasMessageStartingWith("no session: ");
    }
  }

  private static List<InetSocketAddress> addresses(FakeServer... servers) {
    return List.of(servers).stream()
        .map(each -> Endpoints.parse(each.hosts()).addresses().get(0))
        .toList();
  }
}
