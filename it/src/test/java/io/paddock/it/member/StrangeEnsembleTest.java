package io.paddock.it.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.Eventually;
import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.Request;
import io.paddock.testkit.script.WireClient;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two ensembles whose server lines were mixed up. */
@Timeout(300)
class StrangeEnsembleTest {
  @TempDir private Path dir;

  @Test
  void a_member_of_another_ensemble_is_shut_out_and_keeps_its_own_data() throws Exception {
    try (ThreeMembers one = ThreeMembers.in(dir.resolve("one")).startAll();
        ThreeMembers other = ThreeMembers.in(dir.resolve("other")).startAll()) {
      create(one, "/of-one");
      create(other, "/of-other");
      one.stop(3);
      other.stop(3);
      String right = Files.readString(one.configFile(3));
      String wrong = Files.readString(other.configFile(3)).replace(dir + "/other", dir + "/one");

      Files.writeString(one.configFile(3), wrong);
      one.start(3);

      for (int i = 0; i < 3; i++) {
        create(other, "/meanwhile-" + i);
      }
      other.awaitLeadersFigure("zk_synced_followers\t1\n");
      assertThat(other.word(3, "srvr")).contains("not currently serving");
      one.stop(3);
      Files.writeString(one.configFile(3), right);
      one.start(3);
      one.awaitServing(3);
      try (WireClient client = WireClient.open(one.client(3))) {
        client.call(new Request.Sync("/"));
        assertThat(client.call(new Request.Exists("/of-one", false)).error())
            .isEqualTo(ErrorCode.OK);
        assertThat(client.call(new Request.Exists("/of-other", false)).error())
            .isEqualTo(ErrorCode.NO_NODE);
      }
      other.start(3);
      other.awaitServing(3);
    }
  }

  private static void create(ThreeMembers members, String path) {
    try (WireClient client = WireClient.open(members.client(members.leader()))) {
      Request request = new Request.Create(OpCode.CREATE, path, null, Acl.OPEN, 0, 0);
      assertThat(client.call(request).error()).isEqualTo(ErrorCode.OK);
      Eventually.holds(
          "the members are in the tree",
          () ->
              client
                      .call(new Request.Exists("/zookeeper/config", false))
                      .as(Reply.StatOnly.class)
                      .stat()
                      .mzxid()
                  > 0);
    }
  }
}
