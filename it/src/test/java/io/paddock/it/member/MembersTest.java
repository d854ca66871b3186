package io.paddock.it.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.Eventually;
import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.ConnectRequest;
import io.paddock.protocol.message.ConnectResponse;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.Request;
import io.paddock.testkit.script.Received;
import io.paddock.testkit.script.WireClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** spec/semantics.md, sections 11 to 13; spec/operations.md, sections 2 and 4. */
class MembersTest {
  private static final int EPHEMERAL = 1;

  @TempDir private Path dir;

  @Test
  void what_is_written_through_one_member_is_read_through_all_after_a_sync() throws Exception {
    try (ThreeMembers members = ThreeMembers.in(dir).startAll()) {
      for (int writer : members.running()) {
        try (WireClient client = WireClient.open(members.client(writer))) {
          assertThat(client.call(create("/from-" + writer, 0)).error()).isEqualTo(ErrorCode.OK);
        }
      }
      for (int reader : members.running()) {
        try (WireClient client = WireClient.open(members.client(reader))) {
          client.call(new Request.Sync("/"));
          for (int writer : members.running()) {
            assertThat(client.call(exists("/from-" + writer)).error()).isEqualTo(ErrorCode.OK);
          }
        }
      }
      String figures = members.awaitLeadersFigure("zk_synced_followers\t2\n");
      assertThat(figures)
          .contains("zk_server_state\tleader\n", "zk_quorum_size\t3\n")
          .contains("zk_peer_state\tleading - broadcast\n");
      int follower = members.follower();
      String following =
          Eventually.get(
              "figures of one that follows",
              () -> members.word(follower, "mntr"),
              text -> text.contains("zk_server_state\tfollower\n"));
      assertThat(following).doesNotContain("zk_learners");
      Eventually.get("it serves", () -> members.word(follower, "isro"), "rw"::equals);
      assertThat(members.word(follower, "conf"))
          .contains("membership: \nserver.1=")
          .contains("serverId=" + follower + "\n", "syncLimit=5\n");
    }
  }

  @Test
  void the_members_are_in_the_tree_with_their_version() throws Exception {
    try (ThreeMembers members = ThreeMembers.in(dir).startAll();
        WireClient client = WireClient.open(members.client(members.follower()))) {
      String text =
          Eventually.get("the members", () -> data(client, "/zookeeper/config"), t -> !t.isEmpty());

      assertThat(text.lines()).hasSize(4);
      assertThat(text.lines().toList().get(0)).startsWith("server.1=127.0.0.1:");
      assertThat(text).containsPattern("version=[0-9a-f]+$");
    }
  }

  @Test
  void one_of_three_serves_nobody_and_says_so() throws Exception {
    try (ThreeMembers members = ThreeMembers.in(dir)) {
      members.start(1);

      assertThat(members.word(1, "srvr"))
          .isEqualTo("This ZooKeeper instance is not currently serving requests\n");
      assertThat(members.word(1, "ruok")).isEqualTo("imok");
      assertThat(members.word(1, "isro")).isEqualTo("null");
      try (WireClient client = new WireClient(members.client(1))) {
        client.send(WireClient.newSession(10_000));
        client.receiveEnd();
      }

      members.start(2);
      members.awaitServing();
      WireClient.open(members.client(1)).close();
    }
  }

  @Test
  void a_session_moves_to_another_member_with_its_ephemerals_and_its_old_connection_goes()
      throws Exception {
    try (ThreeMembers members = ThreeMembers.in(dir).startAll();
        WireClient old = new WireClient(members.client(1))) {
      ConnectResponse session = old.handshake(WireClient.newSession(10_000));
      Received created = old.call(create("/e", EPHEMERAL));

      try (WireClient fresh = new WireClient(members.client(2))) {
        ConnectResponse again =
            fresh.handshake(
                new ConnectRequest(
                    0,
                    created.header().zxid(),
                    10_000,
                    session.sessionId(),
                    session.password(),
                    false));
        assertThat(again.sessionId()).isEqualTo(session.sessionId());
        assertThat(session.sessionId() >>> 56).isEqualTo(1);
        old.receiveEnd();
        assertThat(fresh.call(exists("/e")).as(Reply.StatOnly.class).stat().ephemeralOwner())
            .isEqualTo(session.sessionId());
        assertThat(fresh.call(create("/f", EPHEMERAL)).error()).isEqualTo(ErrorCode.OK);
      }
    }
  }

  @Test
  void a_session_that_pings_a_follower_lives_and_one_that_is_silent_ends_everywhere()
      throws Exception {
    try (ThreeMembers members = ThreeMembers.in(dir).startAll()) {
      int follower = members.follower();
      try (WireClient alive = new WireClient(members.client(follower));
          WireClient silent = new WireClient(members.client(follower));
          WireClient watcher = WireClient.open(members.client(members.leader()))) {
        // Longer than a busy machine keeps anybody waiting.
        alive.handshake(WireClient.newSession(6 * ThreeMembers.TICK_MS));
        silent.handshake(WireClient.newSession(6 * ThreeMembers.TICK_MS));
        alive.call(create("/alive", EPHEMERAL));
        silent.call(create("/silent", EPHEMERAL));
        watcher.call(new Request.Sync("/"));
        watcher.call(new Request.Exists("/silent", true));

        Eventually.holds(
            "the silent one ends",
            () -> {
              alive.call(new Request.Ping());
              return watcher.available() > 0;
            });

        assertThat(watcher.receive().event()).isNotNull();
        silent.receiveEnd();
        for (int i = 0; i < 20; i++) {
          assertThat(alive.call(exists("/alive")).error()).isEqualTo(ErrorCode.OK);
          assertThat(alive.isSilentFor(ThreeMembers.TICK_MS / 5)).isTrue();
        }
      }
    }
  }

  @Test
  void a_leader_that_is_stopped_hands_over_and_clients_of_the_others_notice_nothing()
      throws Exception {
    try (ThreeMembers members = ThreeMembers.in(dir).startAll()) {
      int leader = members.leader();
      int other = members.follower();
      try (WireClient client = WireClient.open(members.client(other))) {
        client.call(create("/a", 0));
        client.call(new Request.Exists("/a", true));

        members.stop(leader);
        Received written = client.call(new Request.SetData("/b", Data.EMPTY, -1));

        assertThat(written.error()).isEqualTo(ErrorCode.NO_NODE);
        client.send(new Request.SetData("/a", Data.of("1"), -1));
        assertThat(Objects.requireNonNull(client.receive().event()).type())
            .isEqualTo(EventType.NODE_DATA_CHANGED);
        assertThat(client.receive().error()).isEqualTo(ErrorCode.OK);
      }
    }
  }

  @Test
  void without_a_majority_reads_go_on_writes_wait_and_then_everybody_is_disconnected()
      throws Exception {
    // Time enough for a busy machine to stop two of them and to ask the third.
    try (ThreeMembers members = ThreeMembers.in(dir).with("syncLimit", "10").startAll()) {
      int leader = members.leader();
      int last = members.follower();
      try (WireClient client = WireClient.open(members.client(last))) {
        client.call(create("/a", 0));
        for (int id : members.running()) {
          if (id != last) {
            members.stop(id);
          }
        }
        assertThat(leader).isNotEqualTo(last);
        assertThat(client.call(exists("/a")).error()).isEqualTo(ErrorCode.OK);
        client.send(create("/b", 0));

        client.receiveEnd();

        assertThat(members.word(last, "srvr"))
            .isEqualTo("This ZooKeeper instance is not currently serving requests\n");
      }
    }
  }

  @Test
  void without_a_majority_a_client_that_only_reads_is_served_where_that_is_switched_on()
      throws Exception {
    try (ThreeMembers members =
        ThreeMembers.in(dir).with("readonlymode.enabled", "true").startAll()) {
      int last = members.follower();
      try (WireClient client = WireClient.open(members.client(last))) {
        client.call(create("/a", 0));
      }
      for (int id : members.running()) {
        if (id != last) {
          members.stop(id);
        }
      }
      Eventually.get("it reads only", () -> members.word(last, "isro"), "ro"::equals);

      try (WireClient client = new WireClient(members.client(last))) {
        ConnectResponse session =
            client.handshake(new ConnectRequest(0, 0, 10_000, 0, Data.EMPTY, true));
        assertThat(session.readOnly()).isTrue();
        assertThat(client.call(exists("/a")).error()).isEqualTo(ErrorCode.OK);
        assertThat(client.call(create("/b", 0)).error()).isEqualTo(ErrorCode.NOT_READ_ONLY);
        assertThat(client.call(new Request.Sync("/")).error()).isEqualTo(ErrorCode.NOT_READ_ONLY);
        try (WireClient writing = new WireClient(members.client(last))) {
          writing.send(WireClient.newSession(10_000));
          writing.receiveEnd();
        }
        assertThat(members.word(last, "srvr"))
            .contains("READ-ONLY mode; serving only read-only clients\n", "Mode: read-only\n");

        members.start(members.running().contains(1) ? 2 : 1);
        client.receiveEnd();
      }
      members.awaitServing();
      assertThat(members.word(last, "isro")).isEqualTo("rw");
    }
  }

  @Test
  void with_linearizable_reads_every_member_shows_what_any_has_acknowledged() throws Exception {
    ThreeMembers three = ThreeMembers.in(dir).with("paddock.linearizableReads", "true");
    three.add(4, "observer");
    try (ThreeMembers members = three.startAll();
        WireClient writer = WireClient.open(members.client(members.leader()))) {
      writer.call(create("/a", 0));
      List<WireClient> readers =
          members.running().stream().map(id -> WireClient.open(members.client(id))).toList();
      for (int i = 0; i < 50; i++) {
        String text = Integer.toString(i);
        writer.call(new Request.SetData("/a", Data.of(text), -1));
        // All at once: who is slower than the first reader is not to be given the time.
        readers.forEach(each -> each.send(new Request.GetData("/a", false)));
        for (WireClient each : readers) {
          assertThat(each.receive().reply())
              .isInstanceOfSatisfying(
                  Reply.DataStat.class, read -> assertThat(read.data()).isEqualTo(Data.of(text)));
        }
      }
      readers.forEach(WireClient::close);
    }
  }

  @Test
  void an_observer_serves_like_the_others() throws Exception {
    ThreeMembers three = ThreeMembers.in(dir);
    three.add(4, "observer");
    try (ThreeMembers members = three.startAll();
        WireClient client = WireClient.open(members.client(4))) {
      assertThat(client.call(create("/a", 0)).error()).isEqualTo(ErrorCode.OK);
      assertThat(client.call(exists("/a")).error()).isEqualTo(ErrorCode.OK);
      assertThat(members.word(4, "srvr")).contains("Mode: observer\n");
      Eventually.holds(
          "it names the leader",
          () ->
              members
                  .word(4, "mntr")
                  .contains("zk_observer_master_id\t" + members.leader() + "\n"));
      members.awaitLeadersFigure("zk_synced_observers\t1\n");
    }
  }

  private static String data(WireClient client, String path) {
    Data data = client.call(new Request.GetData(path, false)).as(Reply.DataStat.class).data();
    return data == null ? "" : data.asText();
  }

  private static Request exists(String path) {
    return new Request.Exists(path, false);
  }

  private static Request create(String path, int flags) {
    return new Request.Create(OpCode.CREATE, path, null, Acl.OPEN, flags, 0);
  }
}
