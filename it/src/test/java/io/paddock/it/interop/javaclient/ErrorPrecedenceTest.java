package io.paddock.it.interop.javaclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jute.Record;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooDefs.OpCode;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.proto.AddWatchRequest;
import org.apache.zookeeper.proto.CheckVersionRequest;
import org.apache.zookeeper.proto.CreateRequest;
import org.apache.zookeeper.proto.CreateTTLRequest;
import org.apache.zookeeper.proto.DeleteRequest;
import org.apache.zookeeper.proto.ExistsRequest;
import org.apache.zookeeper.proto.GetACLRequest;
import org.apache.zookeeper.proto.GetAllChildrenNumberRequest;
import org.apache.zookeeper.proto.GetChildren2Request;
import org.apache.zookeeper.proto.GetChildrenRequest;
import org.apache.zookeeper.proto.GetDataRequest;
import org.apache.zookeeper.proto.ReconfigRequest;
import org.apache.zookeeper.proto.RemoveWatchesRequest;
import org.apache.zookeeper.proto.ReplyHeader;
import org.apache.zookeeper.proto.SetACLRequest;
import org.apache.zookeeper.proto.SetDataRequest;
import org.apache.zookeeper.proto.SetWatches;
import org.apache.zookeeper.proto.SyncRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which error wins, for requests that no well-behaved client sends: every result that spec/wire.md,
 * section 9 lists.
 *
 * <p>The tree: {@code a} open; {@code a/full} with a child; {@code closed} without any permission,
 * with a child {@code closed/x}; {@code eph} ephemeral.
 */
@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
@TestInstance(Lifecycle.PER_CLASS)
class ErrorPrecedenceTest {
  private static final List<ACL> OPEN = Ids.OPEN_ACL_UNSAFE;
  private static final List<ACL> NONE = Arrays.asList(new ACL(0, Ids.ANYONE_ID_UNSAFE));
  private static final List<ACL> BAD = Arrays.asList(new ACL(31, new Id("nobody", "x")));
  private static final byte[] DATA = new byte[3];
  private static final int OK = 0;

  private final ServerProcess server;
  private final Clients clients;

  ErrorPrecedenceTest(ServerProcess server) {
    this.server = server;
    clients = new Clients(server);
  }

  @BeforeAll
  void plant() throws Exception {
    ZooKeeper zk = clients.connect();
    for (String path : List.of("/a", "/a/full", "/a/full/x", "/closed", "/closed/x")) {
      zk.create(path, DATA, OPEN, CreateMode.PERSISTENT);
    }
    zk.create("/eph", DATA, OPEN, CreateMode.EPHEMERAL);
    zk.setACL("/closed", NONE, -1);
  }

  @AfterAll
  void uproot() {
    clients.close();
  }

  private record Case(String title, int expected, int opcode, Record body) {
    @Override
    public String toString() {
      return title + " gives " + expected;
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_request_is_answered_by_the_first_check_that_fails(Case each) throws Exception {
    try (RawSession raw = new RawSession(server)) {
      assertThat(raw.call(each.opcode(), each.body()).getErr()).isEqualTo(each.expected());
      // None of these costs the connection.
      assertThat(raw.call(OpCode.exists, new ExistsRequest("/", false)).getErr()).isEqualTo(OK);
    }
  }

  Stream<Case> cases() {
    return Stream.of(
            creations(), creationsOfOtherKinds(), deletions(), changes(), reads(), others())
        .flatMap(List::stream);
  }

  private List<Case> creations() {
    String in = clients.chroot();
    return List.of(
        create("an empty path", -8, "", OPEN, 0),
        create("a path without a slash", -8, "a", OPEN, 0),
        create("the root", -110, "/", OPEN, 0),
        create("two slashes", -8, "//", OPEN, 0),
        create("a trailing slash", -8, in + "/a/", OPEN, 0),
        create("an empty component: its parent is missing first", -101, in + "/a//b", OPEN, 0),
        create("a dot in the middle: its parent is missing first", -101, in + "/a/./b", OPEN, 0),
        create("two dots at the end", -8, in + "/a/..", OPEN, 0),
        create("two dots below a closed parent", -102, in + "/closed/..", OPEN, 0),
        create("a NUL", -8, in + "/a/\0", OPEN, 0),
        create("a control character", -8, in + "/a/\u0007", OPEN, 0),
        create("a character of the private use area", -8, in + "/a/\uf8ff", OPEN, 0),
        create("a null path", -5, null, OPEN, 0),
        create("unknown flags", -8, in + "/a/n", OPEN, 7),
        create("unknown flags before the missing parent", -8, in + "/none/n", OPEN, -1),
        create("an empty ACL", -114, in + "/a/n", List.of(), 0),
        create("a null ACL", -114, in + "/a/n", null, 0),
        create("a bad ACL before the missing parent", -114, in + "/none/n", BAD, 0),
        create("a bad ACL before the closed parent", -114, in + "/closed/n", BAD, 0),
        create("an ACL with a null scheme", -114, in + "/a/n", aclOf(null, "x"), 0),
        create("an ACL with a null id", -5, in + "/a/n", aclOf("digest", null), 0),
        create("a missing parent", -101, in + "/none/n", OPEN, 0),
        create("a closed parent before the existing node", -102, in + "/closed/x", OPEN, 0),
        create("an existing node", -110, in + "/a/full", OPEN, 0),
        create("an ephemeral parent", -108, in + "/eph/n", OPEN, 0),
        create("permissions of zero", OK, in + "/a/perms0", NONE, 0),
        create("a node below /zookeeper", OK, "/zookeeper" + in, OPEN, 1),
        create("the parent /zookeeper/quota itself", -110, "/zookeeper/quota", OPEN, 0));
  }

  private List<Case> creationsOfOtherKinds() {
    String in = clients.chroot();
    return List.of(
        create("a sequential child without a prefix", OK, in + "/a/", OPEN, 2),
        createTtl("a TTL of zero", -8, in + "/a/t1", 5, 0),
        createTtl("a TTL beyond forty bits", -8, in + "/a/t2", 5, 0x100_0000_0000L),
        createTtl("the largest TTL", OK, in + "/a/t3", 5, 0xff_ffff_ffffL),
        createTtl("a TTL on a plain node", -8, in + "/a/t4", 0, 5),
        createTtl("a TTL on an ephemeral node", -8, in + "/a/t5", 1, 5),
        new Case(
            "a TTL mode in a plain create", -8, OpCode.create, createOf(in + "/a/t6", OPEN, 5)),
        new Case("a TTL mode in create2", -8, OpCode.create2, createOf(in + "/a/t7", OPEN, 6)),
        new Case(
            "a TTL mode in createContainer",
            -8,
            OpCode.createContainer,
            createOf(in + "/a/t8", OPEN, 5)),
        new Case(
            "createContainer with flags 0",
            OK,
            OpCode.createContainer,
            createOf(in + "/a/c0", OPEN, 0)));
  }

  private List<Case> deletions() {
    String in = clients.chroot();
    return List.of(
        delete("the root", -8, "/", -1),
        delete("/zookeeper", -8, "/zookeeper", -1),
        delete("/zookeeper/quota", -8, "/zookeeper/quota", -1),
        delete("/zookeeper/config", -8, "/zookeeper/config", -1),
        delete("a path without a slash", -8, "a", -1),
        delete("a NUL", -8, in + "/\0", -1),
        delete("a null path", -5, null, -1),
        delete("a trailing slash", -101, in + "/a/", -1),
        delete("a missing node", -101, in + "/none", -1),
        delete("a missing parent", -101, in + "/none/x", -1),
        delete("a closed parent before the missing node", -102, in + "/closed/none", -1),
        delete("a closed parent before the version", -102, in + "/closed/x", 9),
        delete("a wrong version of a node with children", -103, in + "/a/full", 9),
        delete("version -2 matches nothing", -103, in + "/a/full", -2),
        delete("a node with children", -111, in + "/a/full", -1));
  }

  private List<Case> changes() {
    String in = clients.chroot();
    return List.of(
        setData("a trailing slash", -8, in + "/a/", -1),
        setData("an empty path", -8, "", -1),
        setData("a missing node", -101, in + "/none", 9),
        setData("a closed node before the version", -102, in + "/closed", 9),
        setData("a wrong version", -103, in + "/a", 9),
        setData("the root", OK, "/", -1),
        setAcl("a bad path before the bad ACL", -8, in + "/a/", BAD, -1),
        setAcl("a bad ACL before the missing node", -114, in + "/none", BAD, -1),
        setAcl("an empty ACL on a closed node", -114, in + "/closed", List.of(), -1),
        setAcl("a missing node", -101, in + "/none", OPEN, -1),
        setAcl("a closed node before the version", -102, in + "/closed", OPEN, 9),
        setAcl("a wrong version", -103, in + "/a", OPEN, 9));
  }

  private List<Case> reads() {
    String in = clients.chroot();
    return List.of(
        new Case("getData of the empty path", OK, OpCode.getData, new GetDataRequest("", false)),
        getData("a path without a slash", -101, "b"),
        getData("a trailing slash", -101, in + "/a/"),
        getData("a null path", -5, null),
        getData("a missing node", -101, in + "/none"),
        getData("a closed node", -102, in + "/closed"),
        exists("a NUL", -8, in + "/\0"),
        exists("a missing node", -101, in + "/none"),
        exists("a closed node", -102, in + "/closed"),
        exists("a null path", -5, null),
        new Case(
            "getChildren of a closed node",
            -102,
            OpCode.getChildren,
            new GetChildrenRequest(in + "/closed", false)),
        new Case(
            "getChildren2 of the empty path",
            OK,
            OpCode.getChildren2,
            new GetChildren2Request("", false)),
        new Case(
            "getAllChildrenNumber of a closed node",
            -102,
            OpCode.getAllChildrenNumber,
            new GetAllChildrenNumberRequest(in + "/closed")),
        new Case("getACL of a closed node", -102, OpCode.getACL, new GetACLRequest(in + "/closed")),
        new Case("getACL of a missing node", -101, OpCode.getACL, new GetACLRequest(in + "/none")));
  }

  private List<Case> others() {
    String in = clients.chroot();
    return List.of(
        new Case("sync of a missing node", OK, OpCode.sync, new SyncRequest(in + "/none")),
        new Case("sync of null", OK, OpCode.sync, new SyncRequest(null)),
        new Case(
            "addWatch on what is no path", OK, OpCode.addWatch, new AddWatchRequest("no/path", 0)),
        new Case(
            "addWatch of an unknown mode", -5, OpCode.addWatch, new AddWatchRequest(in + "/a", 2)),
        new Case(
            "removeWatches of an unknown type",
            -5,
            OpCode.removeWatches,
            new RemoveWatchesRequest(in + "/a", 9)),
        new Case(
            "removeWatches without a watch",
            -121,
            OpCode.removeWatches,
            new RemoveWatchesRequest(in + "/a", 3)),
        new Case(
            "setWatches with a null list",
            -5,
            OpCode.setWatches,
            new SetWatches(0, List.of(), null, List.of())),
        new Case(
            "reconfig while it is off",
            -123,
            OpCode.reconfig,
            new ReconfigRequest("server.2=127.0.0.1:1:2;3", null, null, -1)));
  }

  @Test
  void a_request_that_ends_too_early_is_answered_and_the_connection_stays() throws Exception {
    try (RawSession raw = new RawSession(server)) {
      assertThat(raw.callWithBytes(OpCode.getData, new byte[] {0, 0}).getErr()).isEqualTo(-5);
      assertThat(raw.callWithBytes(OpCode.create, new byte[0]).getErr()).isEqualTo(-5);
      assertThat(raw.callWithBytes(OpCode.getData, new byte[] {-1, -1, -1, -7, 0}).getErr())
          .isEqualTo(-5);
      assertThat(raw.call(OpCode.exists, new ExistsRequest("/", false)).getErr()).isEqualTo(OK);
    }
  }

  @Test
  void bytes_after_the_last_field_are_ignored() throws Exception {
    try (RawSession raw = new RawSession(server)) {
      byte[] body = {0, 0, 0, 1, '/', 0, 9, 9, 9};
      assertThat(raw.callWithBytes(OpCode.exists, body).getErr()).isEqualTo(OK);
    }
  }

  @Test
  void an_unknown_opcode_is_answered_and_costs_the_connection() throws Exception {
    for (int opcode : new int[] {0, -1, 10, 23, 99, 108, 1_000_000}) {
      try (RawSession raw = new RawSession(server)) {
        ReplyHeader reply = raw.callWithBytes(opcode, new byte[0]);
        assertThat(reply.getErr()).as("opcode %d", opcode).isEqualTo(-6);
        assertThat(reply.getZxid()).isEqualTo(-1);
        assertThat(raw.isClosedByServer()).isTrue();
      }
    }
  }

  @Test
  void check_alone_is_an_unknown_opcode() throws Exception {
    try (RawSession raw = new RawSession(server)) {
      assertThat(raw.call(OpCode.check, new CheckVersionRequest("/", 0)).getErr()).isEqualTo(-6);
      assertThat(raw.isClosedByServer()).isTrue();
    }
  }

  @Test
  void a_list_of_operations_that_cannot_be_decoded_is_refused_as_a_whole() throws Exception {
    try (RawSession raw = new RawSession(server)) {
      // One MultiHeader of the unknown type 77.
      byte[] body = {0, 0, 0, 77, 0, -1, -1, -1, -1};
      ReplyHeader reply = raw.callWithBytes(OpCode.multi, body);
      assertThat(reply.getErr()).isEqualTo(-5);
      assertThat(raw.call(OpCode.exists, new ExistsRequest("/", false)).getErr()).isEqualTo(OK);
    }
  }

  @Test
  void a_failed_write_carries_a_zxid_that_is_not_behind_what_the_client_has_seen()
      throws IOException, KeeperException {
    try (RawSession raw = new RawSession(server)) {
      long before =
          raw.call(OpCode.setData, new SetDataRequest(clients.chroot() + "/a", DATA, -1)).getZxid();
      long failed =
          raw.call(OpCode.setData, new SetDataRequest(clients.chroot() + "/a", DATA, 99)).getZxid();
      assertThat(failed).isGreaterThanOrEqualTo(before);
    }
  }

  private static List<ACL> aclOf(@Nullable String scheme, @Nullable String id) {
    return Arrays.asList(new ACL(Perms.ALL, new Id(scheme, id)));
  }

  private static CreateRequest createOf(@Nullable String path, @Nullable List<ACL> acl, int flags) {
    return new CreateRequest(path, DATA, acl, flags);
  }

  private static Case create(
      String title, int expected, @Nullable String path, @Nullable List<ACL> acl, int flags) {
    return new Case("create of " + title, expected, OpCode.create, createOf(path, acl, flags));
  }

  private static Case createTtl(
      String title, int expected, @Nullable String path, int flags, long ttl) {
    return new Case(
        "create with " + title,
        expected,
        OpCode.createTTL,
        new CreateTTLRequest(path, DATA, OPEN, flags, ttl));
  }

  private static Case delete(String title, int expected, @Nullable String path, int version) {
    return new Case(
        "delete of " + title, expected, OpCode.delete, new DeleteRequest(path, version));
  }

  private static Case setData(String title, int expected, @Nullable String path, int version) {
    return new Case(
        "setData of " + title, expected, OpCode.setData, new SetDataRequest(path, DATA, version));
  }

  private static Case setAcl(
      String title, int expected, @Nullable String path, @Nullable List<ACL> acl, int version) {
    return new Case(
        "setACL with " + title, expected, OpCode.setACL, new SetACLRequest(path, acl, version));
  }

  private static Case getData(String title, int expected, @Nullable String path) {
    return new Case(
        "getData of " + title, expected, OpCode.getData, new GetDataRequest(path, false));
  }

  private static Case exists(String title, int expected, @Nullable String path) {
    return new Case("exists of " + title, expected, OpCode.exists, new ExistsRequest(path, false));
  }
}
