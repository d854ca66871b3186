package io.paddock.it.interop.javaclient;

import static io.paddock.it.interop.javaclient.Refusal.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import io.paddock.it.process.ServerSetup;
import java.util.Arrays;
import java.util.List;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.ClientInfo;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.data.Stat;
import org.apache.zookeeper.server.auth.DigestAuthenticationProvider;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Who may do what (spec/semantics.md, section 8). */
@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
class AclTest {
  private static final String BOB = "bob:ikIaKsbtGweaHnb/jKn7OHqbunM=";

  private final Clients clients;
  private final ZooKeeper bob;
  private final ZooKeeper stranger;

  AclTest(ServerProcess server) {
    clients = new Clients(server);
    bob = clients.connect();
    bob.addAuthInfo("digest", "bob:pw".getBytes(UTF_8));
    stranger = clients.connect();
  }

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void scheme_auth_is_expanded_to_the_identities_of_the_creator() throws Exception {
    bob.addAuthInfo("digest", "bill:pw".getBytes(UTF_8));
    bob.create("/a", null, Ids.CREATOR_ALL_ACL, CreateMode.PERSISTENT);

    assertThat(bob.getACL("/a", null))
        .extracting(acl -> acl.getId().getScheme() + ":" + acl.getId().getId())
        .containsExactly(
            "digest:" + BOB, "digest:bill:" + digestOf("bill:pw").substring("bill:".length()));
  }

  @Test
  void scheme_auth_of_somebody_without_an_identity_is_refused() {
    assertRefused(
        Code.INVALIDACL,
        () -> stranger.create("/a", null, Ids.CREATOR_ALL_ACL, CreateMode.PERSISTENT));
  }

  @Test
  void each_permission_opens_exactly_its_operations() throws Exception {
    for (int perms : new int[] {Perms.READ, Perms.WRITE, Perms.CREATE, Perms.DELETE, Perms.ADMIN}) {
      String path = "/p" + perms;
      bob.create(path, null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
      bob.create(path + "/old", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
      bob.setACL(path, world(perms), -1);

      check(perms == Perms.READ, () -> stranger.getData(path, false, null));
      check(perms == Perms.READ, () -> stranger.getChildren(path, false));
      check(perms == Perms.READ, () -> stranger.getAllChildrenNumber(path));
      check(perms == Perms.READ, () -> stranger.exists(path, false));
      check(perms == Perms.WRITE, () -> stranger.setData(path, null, -1));
      check(
          perms == Perms.CREATE,
          () -> stranger.create(path + "/new", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT));
      check(perms == Perms.DELETE, () -> stranger.delete(path + "/old", -1));
      check(perms == Perms.READ || perms == Perms.ADMIN, () -> stranger.getACL(path, new Stat()));
      check(perms == Perms.ADMIN, () -> stranger.setACL(path, Ids.OPEN_ACL_UNSAFE, -1));
    }
  }

  @Test
  void permissions_are_not_inherited() throws Exception {
    bob.create("/a", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    bob.create("/a/b", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    bob.setACL("/a", Ids.CREATOR_ALL_ACL, -1);

    assertRefused(Code.NOAUTH, () -> stranger.getData("/a", false, null));
    assertThat(stranger.getData("/a/b", false, null)).isNull();
  }

  @Test
  void set_acl_raises_the_acl_version_and_nothing_else() throws Exception {
    bob.create("/a", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    Stat before = bob.exists("/a", false);
    Stat after = bob.setACL("/a", Ids.READ_ACL_UNSAFE, 0);

    assertThat(after.getAversion()).isEqualTo(1);
    after.setAversion(0);
    assertThat(after).isEqualTo(before);
  }

  @Test
  void a_stale_acl_version_is_refused() throws Exception {
    bob.create("/a", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    bob.setACL("/a", Ids.OPEN_ACL_UNSAFE, 0);
    assertRefused(Code.BADVERSION, () -> bob.setACL("/a", Ids.OPEN_ACL_UNSAFE, 0));
    assertRefused(Code.NONODE, () -> bob.setACL("/b", Ids.OPEN_ACL_UNSAFE, 0));
  }

  @Test
  void duplicate_entries_are_dropped_and_unknown_permission_bits_kept() throws Exception {
    List<ACL> acl =
        Arrays.asList(
            new ACL(Perms.READ, Ids.ANYONE_ID_UNSAFE),
            new ACL(Perms.READ, Ids.ANYONE_ID_UNSAFE),
            new ACL(64 + Perms.ADMIN, Ids.ANYONE_ID_UNSAFE),
            new ACL(0, new Id("digest", BOB)));
    bob.create("/a", null, acl, CreateMode.PERSISTENT);

    assertThat(bob.getACL("/a", null)).isEqualTo(Arrays.asList(acl.get(0), acl.get(2), acl.get(3)));
  }

  @Test
  void who_may_not_change_the_acl_does_not_see_its_digests() throws Exception {
    List<ACL> acl =
        Arrays.asList(
            new ACL(Perms.READ, Ids.ANYONE_ID_UNSAFE), new ACL(Perms.ALL, new Id("digest", BOB)));
    bob.create("/a", null, acl, CreateMode.PERSISTENT);

    assertThat(bob.getACL("/a", null)).isEqualTo(acl);
    assertThat(stranger.getACL("/a", null).get(1).getId()).isEqualTo(new Id("digest", "bob:x"));
  }

  @Test
  void an_address_matches_by_its_leading_bits() throws Exception {
    bob.create("/near", null, ip("127.0.0.0/8"), CreateMode.PERSISTENT);
    bob.create("/exact", null, ip("127.0.0.1"), CreateMode.PERSISTENT);
    bob.create("/far", null, ip("10.0.0.0/8"), CreateMode.PERSISTENT);

    assertThat(stranger.getData("/near", false, null)).isNull();
    assertThat(stranger.getData("/exact", false, null)).isNull();
    assertRefused(Code.NOAUTH, () -> stranger.getData("/far", false, null));
    assertRefused(
        Code.INVALIDACL, () -> bob.create("/bad", null, ip("10.0.0.0/33"), CreateMode.PERSISTENT));
  }

  @Test
  void the_super_user_passes_every_check() throws Exception {
    bob.create("/a", null, Ids.CREATOR_ALL_ACL, CreateMode.PERSISTENT);
    ZooKeeper root = clients.connect();
    assertRefused(Code.NOAUTH, () -> root.getData("/a", false, null));
    root.addAuthInfo("digest", ServerSetup.SUPER_AUTH.getBytes(UTF_8));

    assertThat(root.getData("/a", false, null)).isNull();
    root.setACL("/a", Ids.OPEN_ACL_UNSAFE, -1);
    assertThat(root.getACL("/a", null)).isEqualTo(Ids.OPEN_ACL_UNSAFE);
    assertThat(stranger.getData("/a", false, null)).isNull();
  }

  @Test
  void who_am_i_lists_the_identities_of_the_connection() throws Exception {
    assertThat(stranger.whoAmI()).containsExactly(new ClientInfo("ip", "127.0.0.1"));
    assertThat(bob.whoAmI())
        .containsExactlyInAnyOrder(
            new ClientInfo("ip", "127.0.0.1"), new ClientInfo("digest", "bob"));
  }

  @Test
  void an_unknown_scheme_fails_authentication_and_ends_the_connection() throws Exception {
    EventLog events = new EventLog();
    ZooKeeper zk = clients.connect(events);
    zk.addAuthInfo("nonsense", "x".getBytes(UTF_8));

    events.await(KeeperState.AuthFailed);
    assertRefused(Code.AUTHFAILED, () -> zk.exists("/", false));
  }

  @Test
  void an_event_is_not_told_to_who_may_not_read_the_node() throws Exception {
    bob.create("/a", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    bob.create("/b", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    EventLog events = new EventLog();
    stranger.exists("/a", events);
    stranger.exists("/b", events);
    bob.setACL("/a", Ids.CREATOR_ALL_ACL, -1);
    bob.setData("/a", null, -1);
    bob.setData("/b", null, -1);

    events.expect(EventType.NodeDataChanged, "/b");
    assertThat(events.rest()).isEmpty();
  }

  private static List<ACL> world(int perms) {
    return Arrays.asList(new ACL(perms, Ids.ANYONE_ID_UNSAFE));
  }

  private static List<ACL> ip(String address) {
    return Arrays.asList(new ACL(Perms.ALL, new Id("ip", address)));
  }

  private static String digestOf(String userAndPassword) throws Exception {
    return DigestAuthenticationProvider.generateDigest(userAndPassword);
  }

  private static void check(boolean allowed, ThrowingCallable call) throws Exception {
    if (allowed) {
      assertThatCode(call).doesNotThrowAnyException();
    } else {
      assertRefused(Code.NOAUTH, call);
    }
  }
}
