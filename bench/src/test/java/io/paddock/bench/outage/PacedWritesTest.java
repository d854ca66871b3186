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
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PacedWritesTest {
  private static final KeySpace KEYS = new KeySpace("/fill", 10, 100, 16);
  private static final Answer GOOD = (xid, op, out) -> out.write(FakeServer.reply(xid, 0, 0));

  @Test
  void the_pace_is_kept_and_each_lap_counts_for_itself() throws Exception {
    try (FakeServer server = new FakeServer(GOOD);
        PacedWrites writes = new PacedWrites(addresses(server, server), KEYS, 400)) {
      Waiting.pass(Duration.ofSeconds(1));
      Lap first = writes.lap();
      Waiting.pass(Duration.ofSeconds(1));
      Lap second = writes.lap();

      assertThat(first.perSecond()).isBetween(200.0, 450.0);
      assertThat(second.perSecond()).isBetween(200.0, 600.0);
      assertThat(first.failed() + second.failed()).isZero();
      assertThat(first.p50Ms()).isPositive().isLessThanOrEqualTo(first.p99Ms());
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
    try (FakeServer server = new FakeServer(gated);
        PacedWrites writes = new PacedWrites(addresses(server), KEYS, 400)) {
      gate.acquireUninterruptibly();
      Waiting.pass(Duration.ofMillis(500));
      gate.release();
      Waiting.pass(Duration.ofMillis(500));
      Lap lap = writes.lap();

      assertThat(lap.maxMs()).isGreaterThan(450);
      // About half of all were due in the pause, and waited up to all of it.
      assertThat(lap.p99Ms()).isGreaterThan(250);
      assertThat(lap.perSecond()).isGreaterThan(200);
    }
  }

  @Test
  void refused_writes_and_those_behind_a_broken_connection_have_failed() throws Exception {
    AtomicBoolean hangUp = new AtomicBoolean();
    Answer odd =
        (xid, op, out) -> {
          if (hangUp.get()) {
            throw new EOFException("hang up");
          }
          out.write(FakeServer.reply(xid, -4, 0));
        };
    try (FakeServer server = new FakeServer(odd);
        PacedWrites writes = new PacedWrites(addresses(server), KEYS, 200)) {
      Waiting.pass(Duration.ofMillis(500));
      Lap refused = writes.lap();
      hangUp.set(true);
      Waiting.pass(Duration.ofMillis(500));
      Lap broken = writes.lap();

      assertThat(refused.failed()).isPositive();
      assertThat(refused.perSecond()).isZero();
      assertThat(broken.failed()).isGreaterThan(20);
    }
  }

  @Test
  void a_server_that_is_not_there_is_reported() throws IOException {
    FakeServer gone = new FakeServer(GOOD);
    List<InetSocketAddress> addresses = addresses(gone);
    gone.close();

    assertThatThrownBy(() -> new PacedWrites(addresses, KEYS, 100))
        .isInstanceOf(BenchException.class)
        .hasMessageStartingWith("no session: ");
  }

  private static List<InetSocketAddress> addresses(FakeServer... servers) {
    return List.of(servers).stream()
        .map(each -> Endpoints.parse(each.hosts()).addresses().get(0))
        .toList();
  }
}
