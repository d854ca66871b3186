package io.paddock.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.ensemble.EnsembleMember;
import io.paddock.it.ensemble.EnsembleProcess;
import io.paddock.it.ensemble.Shape;
import io.paddock.it.process.Eventually;
import io.paddock.it.process.ServerSetup;
import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.Request;
import io.paddock.testkit.script.Received;
import io.paddock.testkit.script.WireClient;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/**
 * A leader that is frozen, replaced, and goes on. What was asked of it meanwhile lies in its
 * sockets: it reads that first, while it still takes itself for the leader.
 */
class StaleLeaderTest {
  private static final int EPHEMERAL = 1;

  /** Long: a busy machine is not to drop a client for want of a leader, nor to end its session. */
  private static final int TICK_MS = 2_000;

  private static final int SESSION_MS = 4 * TICK_MS;
  private static final int PAUSE_MS = 200;

  private static EnsembleProcess ensemble;

  @BeforeAll
  static void start() {
    ServerSetup setup = ServerSetup.usual().with("tickTime", String.valueOf(TICK_MS));
    ensemble = EnsembleProcess.start(Shape.of(3), setup);
  }

  @AfterAll
  static void stop() {
    ensemble.close();
  }

  @RepeatedTest(3)
  void it_answers_nothing_that_was_overtaken_and_changes_nothing(RepetitionInfo repetition) {
    String path = "/x" + repetition.getCurrentRepetition();
    EnsembleMember old = ensemble.awaitLeader();
    try (WireClient syncs = WireClient.open(old.address());
        WireClient fresh = WireClient.open(old.address());
        WireClient writes = WireClient.open(old.address())) {
      syncs.call(create(path, "old", 0));
      fresh.send(new Request.Auth(0, "paddock", Data.of("reads=linearizable")));
      assertThat(fresh.receive().error()).isEqualTo(ErrorCode.OK);

      old.freeze();
      syncs.sendAll(List.of(new Request.Sync(path), new Request.GetData(path, false)));
      fresh.send(new Request.GetData(path, false));
      writes.send(new Request.SetData(path, Data.of("stale"), 0));
      EnsembleMember next = awaitAnother(old);
      try (WireClient client = WireClient.open(next.address())) {
        assertThat(client.call(new Request.SetData(path, Data.of("new"), 0)).error())
            .isEqualTo(ErrorCode.OK);
        old.thaw();

        assertNewOrEnded(syncs, 2);
        assertNewOrEnded(fresh, 1);
        assertRefusedOrEnded(writes);
        assertThat(text(client.call(new Request.GetData(path, false)))).isEqualTo("new");
      }
    } finally {
      old.thaw();
    }
    ensemble.awaitReady();
  }

  @Test
  void it_ends_no_session_that_others_have_heard_from() {
    EnsembleMember old = ensemble.awaitLeader();
    EnsembleMember other = ensemble.awaitFollowerBut(old);
    try (WireClient client = new WireClient(other.address())) {
      client.handshake(WireClient.newSession(SESSION_MS));
      client.call(create("/alive", "", EPHEMERAL));

      old.freeze();
      // Longer than the session lasts: the frozen one has heard nothing of it when it goes on.
      keepAlive(client, Duration.ofMillis(SESSION_MS + TICK_MS));
      old.thaw();
      keepAlive(client, Duration.ofMillis(2 * TICK_MS));

      assertThat(client.call(new Request.Exists("/alive", false)).error()).isEqualTo(ErrorCode.OK);
    } finally {
      old.thaw();
    }
    ensemble.awaitReady();
  }

  private static EnsembleMember awaitAnother(EnsembleMember old) {
    return Eventually.get(
            "another leader",
            () -> ensemble.leader().filter(leader -> leader != old),
            Optional::isPresent)
        .orElseThrow();
  }

  private static void keepAlive(WireClient client, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - end < 0) {
      assertThat(client.call(new Request.Ping()).error()).isEqualTo(ErrorCode.OK);
      client.isSilentFor(PAUSE_MS);
    }
  }

  private static void assertNewOrEnded(WireClient client, int replies) {
    try {
      Received last = client.receive();
      for (int i = 1; i < replies; i++) {
        last = client.receive();
      }
      assertThat(text(last)).isEqualTo("new");
    } catch (AssertionError e) {
      assertEnded(e);
    }
  }

  private static void assertRefusedOrEnded(WireClient client) {
    try {
      assertThat(client.receive().error()).isEqualTo(ErrorCode.BAD_VERSION);
    } catch (AssertionError e) {
      assertEnded(e);
    }
  }

  /** The server has closed the connection, rather than leave the client without an answer. */
  private static void assertEnded(AssertionError failure) {
    Throwable cause = failure.getCause();
    if (cause == null || cause instanceof SocketTimeoutException) {
      throw failure;
    }
  }

  private static String text(Received received) {
    Data data = received.as(Reply.DataStat.class).data();
    return data == null ? "" : data.asText();
  }

  private static Request create(String path, String data, int flags) {
    return new Request.Create(OpCode.CREATE, path, Data.of(data), Acl.OPEN, flags, 0);
  }
}
