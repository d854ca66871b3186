package io.paddock.bench.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.bench.load.BenchException;
import io.paddock.bench.load.Endpoints;
import io.paddock.bench.load.FakeServer;
import io.paddock.bench.load.FakeServer.Answer;
import io.paddock.protocol.message.OpCode;
import io.paddock.server.embed.PaddockServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class OutageRunTest {
  private static final Answer GOOD = (xid, op, out) -> out.write(FakeServer.reply(xid, 0, 0));
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @Test
  void servers_that_stand_still_leave_a_gap_and_nothing_else() throws Exception {
    Semaphore gate = new Semaphore(1);
    Answer gated =
        (xid, op, out) -> {
          gate.acquireUninterruptibly();
          gate.release();
          out.write(FakeServer.reply(xid, 0, 0));
        };
    try (FakeServer one = new FakeServer(gated);
        FakeServer two = new FakeServer(gated)) {
      OutageReport report =
          run(one, two)
              .run(
                  () -> {
                    gate.acquireUninterruptibly();
                    // Each of the two may note one late that was answered before: that leaves
                    // three gaps of which the longest is a third of this.
                    Waiting.pass(Duration.ofMillis(1_200));
                    gate.release();
                  });

      assertThat(report.gapSeconds()).isBetween(0.4, 15.0);
      assertThat(report.survivorGapSeconds()).isGreaterThanOrEqualTo(report.gapSeconds());
      assertThat(report.disconnections()).isZero();
      assertThat(report.refusals()).isZero();
    }
  }

  @Test
  void disconnections_and_refusals_of_survivors_are_counted_and_those_of_the_victim_are_not()
      throws Exception {
    AtomicInteger hangUps = new AtomicInteger();
    AtomicInteger refusals = new AtomicInteger();
    Answer odd =
        (xid, op, out) -> {
          if (hangUps.getAndDecrement() > 0) {
            throw new EOFException("hang up");
          }
          boolean refuse = refusals.getAndDecrement() > 0;
          out.write(FakeServer.reply(xid, refuse ? -4 : 0, 0));
        };
    AtomicInteger victimHangUps = new AtomicInteger();
    Answer victim =
        (xid, op, out) -> {
          if (victimHangUps.getAndDecrement() > 0) {
            throw new EOFException("hang up");
          }
          out.write(FakeServer.reply(xid, 0, 0));
        };
    try (FakeServer one = new FakeServer(victim);
        FakeServer refuge = new FakeServer(GOOD);
        FakeServer two = new FakeServer(odd)) {
      OutageReport report =
          new OutageRun(
                  List.of(address(one), address(refuge), address(two)), 0, SHORT, SHORT, LIMIT)
              .run(
                  () -> {
                    victimHangUps.set(5);
                    hangUps.set(2);
                    refusals.set(3);
                    // What is noted from then on is from after the last of them.
                    Waiting.until(
                        () -> hangUps.get() <= 0 && refusals.get() <= 0, LIMIT, "too few writes");
                  });

      assertThat(report.disconnections()).isEqualTo(2);
      assertThat(report.refusals()).isEqualTo(3);
      assertThat(report.toText()).contains("2 disconnections and 3 errors");
    }
  }

  @Test
  void a_client_comes_back_with_its_session(@TempDir Path directory) throws Exception {
    int port = freePort();
    PaddockServer first = server(directory.resolve("a"), port);
    PaddockServer[] running = {first};
    try (PaddockServer other = server(directory.resolve("b"), 0)) {
      OutageReport report =
          new OutageRun(List.of(other.address(), first.address()), 0, SHORT, SHORT, LIMIT)
              .run(
                  () -> {
                    first.close();
                    running[0] = server(directory.resolve("a"), port);
                  });

      assertThat(report.disconnections()).isEqualTo(1);
      assertThat(report.refusals()).as("sessions lost").isZero();
      assertThat(report.survivorGapSeconds()).isGreaterThan(report.gapSeconds());
    } finally {
      running[0].close();
    }
  }

  @Test
  void the_client_of_the_dead_server_goes_to_another_one() throws Exception {
    AtomicInteger writersOfTwo = new AtomicInteger();
    Answer counting =
        (xid, op, out) -> {
          if (op == OpCode.SET_DATA.code() && xid == 1) {
            writersOfTwo.incrementAndGet();
          }
          out.write(FakeServer.reply(xid, 0, 0));
        };
    AtomicInteger hangUps = new AtomicInteger();
    try (FakeServer two = new FakeServer(counting)) {
      FakeServer one =
          new FakeServer(
              (xid, op, out) -> {
                if (hangUps.get() > 0) {
                  throw new EOFException("dead");
                }
                GOOD.to(xid, op, out);
              });
      OutageReport report =
          new OutageRun(List.of(address(one), address(two)), 0, SHORT, SHORT, LIMIT)
              .run(
                  () -> {
                    one.close();
                    hangUps.set(1);
                    Waiting.until(() -> writersOfTwo.get() == 2, LIMIT, "nobody has come");
                  });

      assertThat(report.gapSeconds()).isLessThan(15);
      assertThat(report.disconnections()).isZero();
    }
  }

  @Test
  void znodes_that_cannot_be_made_are_reported() throws Exception {
    Answer refusing =
        (xid, op, out) ->
            out.write(FakeServer.reply(xid, op == OpCode.CREATE.code() ? -102 : 0, 0));
    try (FakeServer one = new FakeServer(refusing)) {
      assertThatThrownBy(() -> run(one, one).run(() -> {}))
          .isInstanceOf(BenchException.class)
          .hasMessage("cannot prepare the znodes: error -102");
    }
  }

  private static OutageRun run(FakeServer victim, FakeServer survivor) {
    return new OutageRun(List.of(address(victim), address(survivor)), 0, SHORT, SHORT, LIMIT);
  }

  private static InetSocketAddress address(FakeServer server) {
    return Endpoints.parse(server.hosts()).addresses().get(0);
  }

  /** Not one of those that outgoing connections get: while it is down it could be taken. */
  private static int freePort() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(11_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // Somebody has it.
      }
    }
  }

  private static PaddockServer server(Path data, int port) throws IOException {
    return PaddockServer.builder().dataDir(data).port(port).set("maxClientCnxns", "0").start();
  }
}
