package io.paddock.it.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.it.process.Eventually;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.admin.ZooKeeperAdmin;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Changes of running members as Apache's client asks for them. */
@Timeout(300)
@SuppressWarnings("try") // Closing the client may be interrupted.
class ReconfigByAdminTest {
  private static final int SESSION_MS = 20_000;

  @TempDir private Path dir;

  @Test
  void members_join_and_leave_and_watchers_of_the_members_hear_of_it() throws Exception {
    try (ThreeMembers members =
            ThreeMembers.in(dir).with("reconfigEnabled", "true").with("skipACL", "yes").startAll();
        ZooKeeperAdmin admin = connect(members)) {
      Eventually.get("the members", () -> config(admin), text -> !text.isEmpty());
      CountDownLatch heard = new CountDownLatch(1);
      admin.getConfig(
          event -> {
            if (event.getType() == EventType.NodeDataChanged) {
              heard.countDown();
            }
          },
          new Stat());
      String line = members.add(4, "participant");
      members.start(4);
      Stat stat = new Stat();

      String joined = text(admin.reconfigure(line, null, null, -1, stat));

      assertThat(joined).contains(line).endsWith("version=" + Long.toHexString(stat.getMzxid()));
      assertThat(heard.await(60, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(() -> admin.reconfigure(null, "4", null, 1, new Stat()))
          .isInstanceOf(KeeperException.BadVersionException.class);
      String left = text(admin.reconfigure(null, "4", null, stat.getMzxid(), new Stat()));
      assertThat(left).doesNotContain("server.4");
      assertThat(config(admin)).isEqualTo(left);
    }
  }

  private static ZooKeeperAdmin connect(ThreeMembers members) throws Exception {
    String address = "127.0.0.1:" + members.client(members.follower()).getPort();
    return new ZooKeeperAdmin(address, SESSION_MS, event -> {});
  }

  private static String config(ZooKeeperAdmin admin) throws Exception {
    return text(admin.getConfig(false, new Stat()));
  }

  private static String text(byte[] data) {
    return new String(data, StandardCharsets.UTF_8);
  }
}
