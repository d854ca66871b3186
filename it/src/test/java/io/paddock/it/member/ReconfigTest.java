package io.paddock.it.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.Eventually;
import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.Request;
import io.paddock.state.command.Command;
import io.paddock.testkit.script.Received;
import io.paddock.testkit.script.WireClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Changes of running members; spec/operations.md, section 2. */
@Timeout(300)
class ReconfigTest {
  @TempDir private Path dir;

  @Test
  void a_member_joins_and_its_vote_counts() throws Exception {
    try (ThreeMembers members = started();
        WireClient client = WireClient.open(members.client(members.follower()))) {
      String line = members.add(4, "participant");
      members.start(4);

      String text = changed(client.call(joining(line)));

      assertThat(servers(text)).isEqualTo("1 2 3 4");
      members.awaitServing(4);
      members.stop(members.follower());
      try (WireClient there = WireClient.open(members.client(4))) {
        assertThat(there.call(create("/through-4")).error()).isEqualTo(ErrorCode.OK);
        assertThat(config(there)).isEqualTo(text);
      }
    }
  }

  @Test
  void a_follower_leaves_and_says_goodbye_to_its_clients() throws Exception {
    try (ThreeMembers members = started()) {
      int leader = members.leader();
      int leaving = members.follower();
      try (WireClient there = WireClient.open(members.client(leaving));
          WireClient client = WireClient.open(members.client(leader))) {
        String text = changed(client.call(leaving(leaving)));

        assertThat(servers(text)).doesNotContain(String.valueOf(leaving));
        there.receiveGoodbye();
        members.awaitShut(leaving);
        members.stop(leaving);
        assertThat(client.call(create("/after")).error()).isEqualTo(ErrorCode.OK);
        Eventually.get(
            "two members",
            () -> members.word(leader, "mntr"),
            words -> words.contains("zk_quorum_size\t2\n"));
      }
    }
  }

  @Test
  void a_client_of_the_leader_sends_the_leader_away_and_hears_that_it_has_gone() throws Exception {
    try (ThreeMembers members = started()) {
      int leader = members.leader();
      String text;
      try (WireClient client = WireClient.open(members.client(leader))) {
        text = changed(client.call(leaving(leader)));
        client.receiveGoodbye();
      }

      assertThat(servers(text)).doesNotContain(String.valueOf(leader));
      members.awaitShut(leader);
      members.stop(leader);
      assertThat(members.leader()).isNotEqualTo(leader);
      try (WireClient client = WireClient.open(members.client(members.follower()))) {
        assertThat(client.call(create("/after")).error()).isEqualTo(ErrorCode.OK);
        assertThat(config(client)).isEqualTo(text);
      }
    }
  }

  @Test
  void a_whole_list_replaces_a_member_by_another() throws Exception {
    try (ThreeMembers members = started();
        WireClient client = WireClient.open(members.client(members.leader()))) {
      int leaving = members.follower();
      String line = members.add(4, "participant");
      members.start(4);
      String before = config(client);
      String wanted =
          before
                  .lines()
                  .filter(each -> each.startsWith("server."))
                  .filter(each -> !each.startsWith("server." + leaving + '='))
                  .collect(Collectors.joining("\n"))
              + '\n'
              + line;

      String text = changed(client.call(new Request.Reconfig(null, null, wanted, -1)));

      assertThat(servers(text)).contains("4").doesNotContain(String.valueOf(leaving));
      members.awaitServing(4);
      members.awaitShut(leaving);
    }
  }

  @Test
  void a_voter_becomes_an_observer_and_a_voter_again() throws Exception {
    try (ThreeMembers members = started();
        WireClient client = WireClient.open(members.client(members.leader()))) {
      int changing = members.follower();
      String line = "server." + changing + '=' + members.line(changing);
      try (WireClient there = WireClient.open(members.client(changing))) {
        changed(client.call(joining(line.replace(":participant", ":observer"))));
        members.awaitMode(changing, "observer");
        assertThat(there.call(create("/through-observer")).error()).isEqualTo(ErrorCode.OK);

        String text = changed(client.call(joining(line)));
        assertThat(text).contains(line);
        members.awaitMode(changing, "follower");
        members.stop(members.followerBut(changing));
        assertThat(there.call(create("/through-follower")).error()).isEqualTo(ErrorCode.OK);
      }
    }
  }

  @Test
  void a_leader_becomes_an_observer_and_another_leads() throws Exception {
    try (ThreeMembers members = started()) {
      int leader = members.leader();
      String line = "server." + leader + '=' + members.line(leader);
      try (WireClient client = WireClient.open(members.client(leader))) {
        changed(client.call(joining(line.replace(":participant", ":observer"))));
        members.awaitMode(leader, "observer");
        assertThat(client.call(create("/a")).error()).isEqualTo(ErrorCode.OK);
      }
      assertThat(members.leader()).isNotEqualTo(leader);
    }
  }

  @Test
  void an_observer_joins_and_leaves() throws Exception {
    try (ThreeMembers members = started();
        WireClient client = WireClient.open(members.client(members.follower()))) {
      String line = members.add(4, "observer");
      members.start(4);

      changed(client.call(joining(line)));
      members.awaitMode(4, "observer");
      changed(client.call(leaving(4)));

      members.awaitShut(4);
      members.stop(4);
    }
  }

  @Test
  void who_has_left_serves_again_when_it_is_added_again() throws Exception {
    try (ThreeMembers members = started();
        WireClient client = WireClient.open(members.client(members.leader()))) {
      int member = members.follower();
      changed(client.call(leaving(member)));
      members.awaitShut(member);

      changed(client.call(joining("server." + member + '=' + members.line(member))));

      members.awaitServing(member);
    }
  }

  @Test
  void clients_come_in_at_another_port_and_those_that_are_there_stay() throws Exception {
    try (ThreeMembers members = started();
        WireClient client = WireClient.open(members.client(members.leader()))) {
      int member = members.follower();
      try (WireClient there = WireClient.open(members.client(member))) {
        String line = members.line(member);
        String other = members.withAnotherClientPort(member);
        assertThat(other).isNotEqualTo(line);

        changed(client.call(joining("server." + member + '=' + other)));

        members.awaitServing(member);
        WireClient.open(members.client(member)).close();
        assertThat(there.call(create("/a")).error()).isEqualTo(ErrorCode.OK);
        assertThat(members.word(member, "conf")).contains(other);
      }
      members.stop(member);
      members.start(member);
      members.awaitServing(member);
    }
  }

  @Test
  void what_cannot_be_is_refused_with_the_reason() throws Exception {
    try (ThreeMembers members = started();
        WireClient client = WireClient.open(members.client(members.leader()));
        WireClient other = WireClient.open(members.client(members.follower()))) {
      String before = config(client);
      long version = Long.parseLong(before.substring(before.lastIndexOf('=') + 1), 16);
      String absent = members.add(4, "participant");

      assertThat(client.call(new Request.Reconfig(null, "3", null, version + 1)).error())
          .isEqualTo(ErrorCode.BAD_VERSION);
      assertThat(client.call(joining("server.4=nonsense")).error())
          .isEqualTo(ErrorCode.BAD_ARGUMENTS);
      client.send(joining(absent));
      Request proposal = new Request.Exists(Command.PROPOSAL_PATH, false);
      Eventually.holds("a change under way", () -> other.call(proposal).error() == ErrorCode.OK);
      assertThat(other.call(joining(absent)).error()).isEqualTo(ErrorCode.RECONFIG_IN_PROGRESS);
      assertThat(client.receive().error()).isEqualTo(ErrorCode.NEW_CONFIG_NO_QUORUM);

      assertThat(config(client)).isEqualTo(before);
      assertThat(client.call(create("/after")).error()).isEqualTo(ErrorCode.OK);
      String observes = members.line(3).replace("participant", "observer");
      assertThat(
              servers(
                  changed(
                      client.call(
                          new Request.Reconfig("server.3=" + observes, null, null, version)))))
          .isEqualTo("1 2 3");
    }
  }

  @Test
  void it_is_off_unless_it_is_switched_on_and_needs_permission() throws Exception {
    try (ThreeMembers members = ThreeMembers.in(dir.resolve("off")).startAll();
        WireClient client = WireClient.open(members.client(1))) {
      assertThat(client.call(leaving(3)).error()).isEqualTo(ErrorCode.RECONFIG_DISABLED);
    }
    try (ThreeMembers members =
            ThreeMembers.in(dir.resolve("on")).with("reconfigEnabled", "true").startAll();
        WireClient client = WireClient.open(members.client(1))) {
      Eventually.holds("the members are in the tree", () -> !config(client).isEmpty());
      assertThat(client.call(leaving(3)).error()).isEqualTo(ErrorCode.NO_AUTH);
    }
  }

  @Test
  void the_members_are_in_a_file_with_their_version_from_which_a_member_starts_again()
      throws Exception {
    try (ThreeMembers members = started();
        WireClient client = WireClient.open(members.client(members.leader()))) {
      int restarted = members.follower();
      String line = members.add(4, "observer");
      members.start(4);

      String text = changed(client.call(joining(line)));

      String version = text.substring(text.lastIndexOf('=') + 1);
      for (int id : members.running()) {
        Path file = members.configFile(id);
        Path dynamic = file.resolveSibling("zoo.cfg.dynamic." + version);
        Eventually.holds("the file of " + id, () -> Files.exists(dynamic));
        assertThat(dynamic).content().isEqualTo(text.substring(0, text.lastIndexOf("version=")));
        Eventually.get(
            "zoo.cfg of " + id, () -> Files.readString(file), t -> t.endsWith(dynamic + "\n"));
        assertThat(file).content().doesNotContain("server.");
      }
      members.stop(restarted);
      members.start(restarted);
      members.awaitServing(restarted);
      try (WireClient there = WireClient.open(members.client(restarted))) {
        assertThat(config(there)).isEqualTo(text);
      }
    }
  }

  /** Three members that may be changed, once it is written down who they are. */
  private ThreeMembers started() throws IOException {
    ThreeMembers members =
        ThreeMembers.in(dir).with("reconfigEnabled", "true").with("skipACL", "yes").startAll();
    try (WireClient client = WireClient.open(members.client(1))) {
      Eventually.holds("the members are in the tree", () -> !config(client).isEmpty());
    }
    return members;
  }

  private static Request joining(String line) {
    return new Request.Reconfig(line, null, null, -1);
  }

  private static Request leaving(int id) {
    return new Request.Reconfig(null, Integer.toString(id), null, -1);
  }

  private static String changed(Received answer) {
    assertThat(answer.error()).isEqualTo(ErrorCode.OK);
    return text(answer.as(Reply.DataStat.class).data());
  }

  private static String config(WireClient client) {
    Received answer = client.call(new Request.GetData("/zookeeper/config", false));
    return text(answer.as(Reply.DataStat.class).data());
  }

  private static String text(@Nullable Data data) {
    return Objects.requireNonNull(data).asText();
  }

  /** The ids, with blanks. */
  private static String servers(String text) {
    return text.lines()
        .filter(each -> each.startsWith("server."))
        .map(each -> each.substring("server.".length(), each.indexOf('=')))
        .collect(Collectors.joining(" "));
  }

  private static Request create(String path) {
    return new Request.Create(OpCode.CREATE, path, null, Acl.OPEN, 0, 0);
  }
}
