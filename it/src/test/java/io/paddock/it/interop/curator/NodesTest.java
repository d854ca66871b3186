package io.paddock.it.interop.curator;

import static io.paddock.it.interop.curator.Frameworks.SECONDS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.Eventually;
import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import io.paddock.it.process.TcpRelay;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.nodes.GroupMember;
import org.apache.curator.framework.recipes.nodes.PersistentNode;
import org.apache.curator.framework.recipes.nodes.PersistentTtlNode;
import org.apache.zookeeper.CreateMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Curator's nodes that come back, and groups made of them. */
@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
class NodesTest {
  private final ServerProcess server;
  private final Frameworks frameworks;
  private final CuratorFramework watching;

  NodesTest(ServerProcess server) {
    this.server = server;
    frameworks = new Frameworks(server);
    watching = frameworks.connect();
  }

  @AfterEach
  void close() {
    frameworks.close();
  }

  @Test
  void a_persistent_node_comes_back_when_somebody_deletes_it() throws Exception {
    try (PersistentNode node =
        new PersistentNode(
            frameworks.connect(), CreateMode.EPHEMERAL, false, "/n", "here".getBytes(UTF_8))) {
      node.start();
      assertThat(node.waitForInitialCreate(SECONDS, TimeUnit.SECONDS)).isTrue();
      long first = watching.checkExists().forPath("/n").getCzxid();
      watching.delete().forPath("/n");
      Eventually.holds(
          "it is there again",
          () ->
              watching.checkExists().forPath("/n") != null
                  && watching.checkExists().forPath("/n").getCzxid() > first);
      node.setData("changed".getBytes(UTF_8));
      Eventually.holds(
          "its data follow",
          () -> new String(watching.getData().forPath("/n"), UTF_8).equals("changed"));
    }
    Eventually.holds("it goes with its owner", () -> watching.checkExists().forPath("/n") == null);
  }

  @Test
  void a_persistent_node_comes_back_with_a_new_session() throws Exception {
    try (TcpRelay relay = new TcpRelay(server.port())) {
      CuratorFramework shaky = frameworks.connect(relay.address(), Frameworks.SHORT_SESSION_MS);
      PersistentNode node =
          new PersistentNode(shaky, CreateMode.EPHEMERAL, false, "/n", new byte[0]);
      node.start();
      assertThat(node.waitForInitialCreate(SECONDS, TimeUnit.SECONDS)).isTrue();
      long first = watching.checkExists().forPath("/n").getEphemeralOwner();
      relay.refuse();
      Eventually.holds("the session ends", () -> watching.checkExists().forPath("/n") == null);
      relay.restore();
      Eventually.holds("the node is back", () -> watching.checkExists().forPath("/n") != null);
      assertThat(watching.checkExists().forPath("/n").getEphemeralOwner()).isNotEqualTo(first);
      node.close();
    }
  }

  @Test
  void a_ttl_node_lives_as_long_as_it_is_touched() throws Exception {
    PersistentTtlNode node =
        new PersistentTtlNode(frameworks.connect(), "/ttl", 1_000, "x".getBytes(UTF_8));
    node.start();
    assertThat(node.waitForInitialCreate(SECONDS, TimeUnit.SECONDS)).isTrue();
    Eventually.holds(
        "it is touched again and again",
        () -> {
          // Both are made again if the one who touches stood still for longer than they live.
          var touched = watching.checkExists().forPath("/ttl/touch");
          return touched != null
              && touched.getVersion() >= 3
              && watching.checkExists().forPath("/ttl") != null;
        });
    node.close();
    Eventually.holds("it is forgotten", () -> watching.checkExists().forPath("/ttl") == null);
  }

  @Test
  void a_group_knows_its_members() throws Exception {
    GroupMember first = new GroupMember(frameworks.connect(), "/group", "one", "1".getBytes(UTF_8));
    try (GroupMember second = new GroupMember(frameworks.connect(), "/group", "two")) {
      first.start();
      second.start();
      Eventually.holds(
          "both are seen",
          () ->
              second.getCurrentMembers().keySet().equals(Set.of("one", "two"))
                  && new String(second.getCurrentMembers().get("one"), UTF_8).equals("1"));
      first.close();
      Eventually.holds("one has left", () -> !second.getCurrentMembers().containsKey("one"));
    }
  }
}
