package io.paddock.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.crash.Writer.Tree;
import io.paddock.it.process.Eventually;
import io.paddock.it.process.ServerHome;
import io.paddock.it.process.ServerProcess;
import io.paddock.it.process.ServerSetup;
import io.paddock.protocol.message.ConnectResponse;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.Request;
import io.paddock.testgen.Seeded;
import io.paddock.testkit.script.WireClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * SIGKILL at moments that nobody chose. {@code -Dpaddock.crash.rounds=500} makes it long; {@code
 * -Dpaddock.seed} repeats the moments, counted in acknowledged writes.
 */
class SigkillTest {
  private static final int ROUNDS = Integer.getInteger("paddock.crash.rounds", 6);
  private static final int WRITERS = 4;
  private static final int TICK_MS = 200;

  /** Whoever looks at a server that has just started may be late on a busy machine. */
  private static final int TIMEOUT_MS = 9_000;

  private static final int LONG_TIMEOUT_MS = 60_000;

  /** What a loaded machine may take longer than the rule allows. */
  private static final int SLACK_MS = 3_000;

  private static final int PAUSE_MS = 10;
  private static final int AT_ONCE = 200;

  // Snapshots every few hundred commands, so that kills hit them and the cutting of the log too.
  private static final ServerSetup SETUP =
      ServerSetup.usual()
          .with("tickTime", String.valueOf(TICK_MS))
          .with("snapCount", "700")
          .with("autopurge.purgeInterval", "1");

  private final Acknowledged acknowledged = new Acknowledged();

  @Test
  void what_was_acknowledged_survives_and_the_rest_is_whole_or_absent() {
    Seeded.check("kill rounds", 1, this::rounds);
  }

  @Test
  void an_ephemeral_outlives_the_kill_only_with_its_session() {
    try (ServerHome home = ServerHome.create(SETUP)) {
      ConnectResponse kept;
      try (ServerProcess first = home.start()) {
        kept = sessionWith(first, "/kept", LONG_TIMEOUT_MS);
        sessionWith(first, "/lost", TIMEOUT_MS);
        first.kill();
      }
      try (ServerProcess second = home.start();
          WireClient owner = new WireClient(address(second))) {
        assertThat(
                owner
                    .handshake(
                        WireClient.attach(kept.sessionId(), kept.password(), LONG_TIMEOUT_MS))
                    .sessionId())
            .isEqualTo(kept.sessionId());
        assertThat(exists(owner, "/lost")).isTrue();
        assertGoesWithinTimeout(owner, "/lost");
        assertThat(exists(owner, "/kept")).isTrue();
      }
    }
  }

  /**
   * The time is counted in answers with a pause after each: while the machine stands still, so does
   * the server's clock as far as sessions go.
   */
  private static void assertGoesWithinTimeout(WireClient client, String ephemeral) {
    int pauses = 0;
    while (exists(client, ephemeral)) {
      pauses++;
      assertThat(pauses * PAUSE_MS)
          .as("ms after which the ephemeral of the session that did not come back is there")
          .isLessThan(TIMEOUT_MS + TICK_MS + SLACK_MS);
      assertThat(client.isSilentFor(PAUSE_MS)).isTrue();
    }
  }

  private void rounds(Seeded random) {
    try (ServerHome home = ServerHome.create(SETUP)) {
      try (ServerProcess first = home.start();
          WireClient client = WireClient.open(address(first))) {
        client.call(Tree.create(Tree.SEQUENCE, "", Tree.PLAIN));
        client.call(Tree.create(Tree.PAIRS, "", Tree.PLAIN));
      }
      for (int round = 0; round < ROUNDS; round++) {
        try (ServerProcess server = home.start()) {
          verify(server);
          writeUntilKilled(server, round, random.between(1, 4_000));
        }
      }
      try (ServerProcess last = home.start()) {
        verify(last);
      }
    }
  }

  private void writeUntilKilled(ServerProcess server, int round, int writes) {
    int killAt = acknowledged.size() + writes;
    int endedBefore = acknowledged.writersEnded();
    for (int i = 0; i < WRITERS; i++) {
      String name = "r" + round + "w" + i;
      new Thread(new Writer(address(server), name, acknowledged), name).start();
    }
    Eventually.holds("enough is acknowledged", () -> acknowledged.size() >= killAt);
    server.kill();
    Eventually.holds(
        "all writers have noticed", () -> acknowledged.writersEnded() == endedBefore + WRITERS);
  }

  private void verify(ServerProcess server) {
    assertThat(acknowledged.wrongs()).isEmpty();
    Map<String, String> expected = acknowledged.all();
    try (WireClient client = WireClient.open(address(server))) {
      Set<String> there = new HashSet<>(children(client, Tree.SEQUENCE));
      Set<String> pairs = new HashSet<>(children(client, Tree.PAIRS));
      there.addAll(pairs);
      assertThat(there).containsAll(expected.keySet());
      assertThat(pairs)
          .allMatch(
              path ->
                  path.endsWith(Tree.LEFT)
                      ? pairs.contains(other(path, Tree.LEFT, Tree.RIGHT))
                      : pairs.contains(other(path, Tree.RIGHT, Tree.LEFT)));
      assertData(client, expected);
    }
  }

  private static String other(String path, String from, String to) {
    return path.substring(0, path.length() - from.length()) + to;
  }

  private static ConnectResponse sessionWith(
      ServerProcess server, String ephemeral, int timeoutMs) {
    try (WireClient client = new WireClient(address(server))) {
      ConnectResponse session = client.handshake(WireClient.newSession(timeoutMs));
      assertThat(client.call(Tree.create(ephemeral, "", Tree.EPHEMERAL)).error())
          .isEqualTo(ErrorCode.OK);
      return session;
    }
  }

  private static List<String> children(WireClient client, String parent) {
    return client
        .call(new Request.GetChildren(parent, false))
        .as(Reply.Names.class)
        .names()
        .stream()
        .map(name -> parent + "/" + name)
        .toList();
  }

  /** Many at once: one after the other they would take longer than all the rest. */
  private static void assertData(WireClient client, Map<String, String> expected) {
    List<String> paths = List.copyOf(expected.keySet());
    for (int from = 0; from < paths.size(); from += AT_ONCE) {
      List<String> some = paths.subList(from, Math.min(paths.size(), from + AT_ONCE));
      client.sendAll(some.stream().map(path -> new Request.GetData(path, false)).toList());
      for (String path : some) {
        Data data = client.receive().as(Reply.DataStat.class).data();
        assertThat(data == null ? "null" : data.asText()).as(path).isEqualTo(expected.get(path));
      }
    }
  }

  private static boolean exists(WireClient client, String path) {
    return client.call(new Request.Exists(path, false)).error() == ErrorCode.OK;
  }

  private static InetSocketAddress address(ServerProcess server) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
  }
}
