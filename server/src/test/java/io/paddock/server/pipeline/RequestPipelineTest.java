package io.paddock.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.AddWatchMode;
import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Id;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Request;
import io.paddock.protocol.message.WatcherType;
import io.paddock.server.fixture.SteppedLedger;
import io.paddock.server.fixture.TestLoop;
import io.paddock.state.command.Command;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** spec/semantics.md, sections 9.3 and 12; spec/wire.md, sections 5 and 10. */
class RequestPipelineTest {
  private final SteppedLedger ledger = new SteppedLedger();
  private final TestLoop loop = new TestLoop(ledger);
  private TestLoop.Client a = loop.client(1);
  private TestLoop.Client b = loop.client(2);

  /** Zxids 1 and 2 are the sessions, 3 is /x. */
  @BeforeEach
  void createX() {
    other(create("/x", "0"));
    loop.turn();
  }

  @Test
  void a_read_with_nothing_before_it_is_answered_at_once() {
    a.send(new Request.GetData("/x", false));

    assertThat(a.sees()).containsExactly("1 zxid 3 \"0\" version 0");
  }

  @Test
  void replies_come_in_the_order_of_the_requests() {
    a.send(set("1"), new Request.Ping(), set("2"), get(), new Request.WhoAmI(), set("3"));
    assertThat(a.sees()).isEmpty();

    loop.commit();

    assertThat(a.sees())
        .containsExactly(
            "1 zxid 4 version 1",
            "-2 zxid 4 ok",
            "3 zxid 5 version 2",
            "4 zxid 5 \"2\" version 2",
            "5 zxid 5 Clients[clients=[ClientInfo[scheme=ip, user=10.0.0.1]]]",
            "6 zxid 6 version 3");
  }

  @Test
  void a_read_between_two_writes_sees_the_first_and_not_the_second() {
    a.send(set("first"), get(), set("second"), get());

    loop.commit();

    assertThat(a.sees())
        .containsExactly(
            "1 zxid 4 version 1",
            "2 zxid 4 \"first\" version 1",
            "3 zxid 5 version 2",
            "4 zxid 5 \"second\" version 2");
  }

  @Test
  void a_read_does_not_wait_for_the_writes_of_others() {
    b.send(set("b"));

    a.send(get());

    assertThat(a.sees()).containsExactly("1 zxid 3 \"0\" version 0");
  }

  @Test
  void a_read_behind_a_write_waits_though_others_commit_meanwhile() {
    a.send(set("a"), get());
    other(new Command.SetData(2, "/x", Data.of("other"), -1));
    loop.turn();
    assertThat(a.sees()).isEmpty();

    loop.commit();

    assertThat(a.sees()).containsExactly("1 zxid 5 version 2", "2 zxid 5 \"a\" version 2");
  }

  @Test
  void a_watcher_hears_of_a_change_before_anybody_on_the_loop_can_read_it() {
    b.send(new Request.GetData("/x", true));
    b.sees();
    b.send(set("b"), get());

    loop.commit();

    assertThat(b.sees())
        .containsExactly(
            "event zxid 4 NODE_DATA_CHANGED /x", "2 zxid 4 version 1", "3 zxid 4 \"b\" version 1");
  }

  @Test
  void a_watch_left_by_a_read_behind_a_write_hears_of_the_next_write_and_not_of_that_one() {
    a.send(set("1"), new Request.GetData("/x", true), set("2"));

    loop.commit();

    assertThat(a.sees())
        .containsExactly(
            "1 zxid 4 version 1",
            "2 zxid 4 \"1\" version 1",
            "event zxid 5 NODE_DATA_CHANGED /x",
            "3 zxid 5 version 2");
  }

  @Test
  void a_failed_write_is_answered_in_its_place_with_the_zxid_of_the_state() {
    a.send(new Request.SetData("/x", Data.EMPTY, 7), new Request.Delete("/none", -1), get());

    loop.commit();

    assertThat(a.sees())
        .containsExactly("1 zxid 3 BAD_VERSION", "2 zxid 3 NO_NODE", "3 zxid 3 \"0\" version 0");
  }

  @Test
  void what_needs_no_state_to_be_refused_is_refused_in_its_place() {
    a.send(
        set("1"),
        new Request.Create(OpCode.CREATE, "/y", null, Acl.OPEN, 9, 0),
        new Request.Create(OpCode.CREATE_TTL, "/y", null, Acl.OPEN, 5, 1),
        new Request.DeleteContainer("/x"),
        new Request.Reconfig(null, null, "server.1=h:1:2", -1));
    assertThat(a.sees()).isEmpty();

    loop.commit();

    assertThat(a.sees())
        .containsExactly(
            "1 zxid 4 version 1",
            "2 zxid 4 BAD_ARGUMENTS",
            "3 zxid 4 UNIMPLEMENTED",
            "4 zxid 4 BAD_ARGUMENTS",
            "5 zxid 4 RECONFIG_DISABLED");
  }

  @Test
  void what_cannot_be_decoded_is_refused_in_its_place_and_the_connection_stays() {
    a.send(set("1"));
    a.pipeline().unreadable(77, ErrorCode.MARSHALLING_ERROR, false, "");
    a.send(get());

    loop.commit();

    assertThat(a.sees())
        .containsExactly(
            "1 zxid 4 version 1", "77 zxid 4 MARSHALLING_ERROR", "2 zxid 4 \"1\" version 1");
  }

  @Test
  void an_unknown_operation_is_the_last_one_answered() {
    a.send(set("1"));
    a.pipeline().unreadable(77, ErrorCode.UNIMPLEMENTED, true, "operation 23");
    a.send(get());

    loop.commit();

    assertThat(a.sees())
        .containsExactly("1 zxid 4 version 1", "77 zxid -1 UNIMPLEMENTED", "closed");
  }

  @Test
  void a_sync_is_answered_when_the_barrier_is_reached_and_holds_back_what_is_behind_it() {
    a.send(new Request.Sync("/x"), set("1"), get(), new Request.Sync(null), get());
    assertThat(ledger.submitted()).isEmpty();
    other(new Command.SetData(2, "/x", Data.of("other"), -1));
    loop.turn();
    assertThat(a.sees()).isEmpty();

    ledger.reachBarriers();
    loop.turn();
    assertThat(a.sees()).containsExactly("1 zxid 4 /x");
    assertThat(ledger.submitted()).hasSize(1);

    loop.commit();
    assertThat(a.sees()).containsExactly("2 zxid 5 version 2", "3 zxid 5 \"1\" version 2");

    ledger.reachBarriers();
    loop.turn();
    assertThat(a.sees()).containsExactly("4 zxid 5 null", "5 zxid 5 \"1\" version 2");
  }

  @Test
  void a_read_behind_a_sync_cannot_see_a_write_that_came_after_it() {
    a.send(new Request.Sync("/x"), get(), set("later"));
    ledger.reachBarriers();
    loop.turn();

    loop.commit();

    assertThat(a.sees())
        .containsExactly("1 zxid 3 /x", "2 zxid 3 \"0\" version 0", "3 zxid 4 version 1");
  }

  @Test
  void a_sync_behind_a_write_waits_for_it() {
    a.send(set("1"), new Request.Sync("/x"));
    ledger.reachBarriers();
    loop.turn();
    assertThat(a.sees()).isEmpty();

    loop.commit();

    assertThat(a.sees()).containsExactly("1 zxid 4 version 1", "2 zxid 4 /x");
  }

  @Test
  void auth_overtakes_what_waits() {
    a.send(set("1"), new Request.Auth(0, "digest", Data.of("bob:pw")), new Request.WhoAmI());

    assertThat(a.sees()).containsExactly("2 zxid 0 ok");
    loop.commit();
    assertThat(a.sees())
        .containsExactly(
            "1 zxid 4 version 1",
            "3 zxid 4 Clients[clients=[ClientInfo[scheme=ip, user=10.0.0.1],"
                + " ClientInfo[scheme=digest, user=bob]]]");
  }

  @Test
  void an_identity_counts_for_the_writes_behind_it() {
    List<Acl> bobs =
        List.of(new Acl(Acl.ALL, new Id("digest", "bob:ikIaKsbtGweaHnb/jKn7OHqbunM=")));
    other(new Command.Create(2, "/bobs", null, bobs, CreateMode.PERSISTENT, 0));
    loop.turn();
    a.send(
        new Request.SetData("/bobs", Data.EMPTY, -1),
        new Request.Auth(0, "digest", Data.of("bob:pw")),
        new Request.SetData("/bobs", Data.EMPTY, -1),
        new Request.GetData("/bobs", false));

    loop.commit();

    assertThat(a.sees())
        .containsExactly(
            "2 zxid 0 ok", "1 zxid 4 NO_AUTH", "3 zxid 5 version 1", "4 zxid 5 \"\" version 1");
  }

  @Test
  void a_refused_auth_is_answered_and_ends_the_connection() {
    a.send(new Request.Auth(0, "world", Data.of("anyone")), get());

    assertThat(a.sees()).containsExactly("1 zxid 0 AUTH_FAILED", "closed");
  }

  @Test
  void nobody_is_more_than_a_hundred_people() {
    for (int i = 0; i < 99; i++) {
      a.send(new Request.Auth(0, "digest", Data.of("user" + i)));
    }
    assertThat(a.sees()).hasSize(99).allMatch(line -> line.endsWith("ok"));

    a.send(new Request.Auth(0, "digest", Data.of("one too many")));

    assertThat(a.sees()).containsExactly("100 zxid 0 AUTH_FAILED", "closed");
  }

  @Test
  void sasl_without_configuration_gets_an_empty_token() {
    a.send(new Request.Sasl(Data.EMPTY));

    assertThat(a.sees()).containsExactly("1 zxid 0 Token[]");
  }

  @Test
  void the_end_of_a_session_is_told_to_watchers_then_answered_then_the_connection_closes() {
    a.send(ephemeral("/e"));
    loop.commit();
    a.sees();
    b.send(new Request.Exists("/e", true));
    b.sees();
    a.send(new Request.Exists("/e", true), new Request.CloseSession(), get(), set("never"));
    a.sees();

    loop.commit();

    assertThat(a.sees()).containsExactly("event zxid 5 NODE_DELETED /e", "3 zxid 5 ok", "closed");
    assertThat(b.sees()).containsExactly("event zxid 5 NODE_DELETED /e");
    b.send(get());
    assertThat(b.sees()).containsExactly("2 zxid 5 \"0\" version 0");
  }

  @Test
  void a_write_behind_the_end_of_its_session_is_not_answered() {
    a.send(set("1"));
    ledger.commit(new Command.CloseSession(1));
    loop.commit();

    assertThat(a.sees()).containsExactly("closed");
  }

  @Test
  void a_connection_that_is_gone_is_forgotten_with_its_watches_and_its_writes_go_on() {
    a.send(new Request.GetData("/x", true), set("1"));
    a.sees();
    a.pipeline().gone();
    loop.commit();

    assertThat(a.sees()).isEmpty();
    assertThat(loop.scope().watches().pathCount()).isZero();
    assertThat(loop.scope().sessions().get(1)).isNull();
    assertThat(loop.scope().outstanding()).isZero();
    assertThat(loop.scope().submittedBytes()).isZero();
    b.send(get());
    assertThat(b.sees()).containsExactly("1 zxid 4 \"1\" version 1");
  }

  @Test
  void outstanding_requests_and_bytes_are_counted_until_they_are_answered() {
    a.send(set("1"), get(), set("2"));
    assertThat(a.pipeline().queued()).isEqualTo(3);
    assertThat(loop.scope().outstanding()).isEqualTo(3);
    assertThat(loop.scope().submittedBytes()).isEqualTo(100);
    assertThat(loop.scope().waitsForCommits()).isTrue();

    loop.commit();

    assertThat(a.pipeline().queued()).isZero();
    assertThat(loop.scope().outstanding()).isZero();
    assertThat(loop.scope().submittedBytes()).isZero();
    assertThat(loop.scope().waitsForCommits()).isFalse();
  }

  @Test
  void a_multi_that_fails_tells_of_each_step() {
    a.send(
        new Request.Multi(
            List.of(create("/a", "1"), new Request.Check("/x", 9), new Request.Delete("/x", -1))));

    loop.commit();

    assertThat(a.sees())
        .containsExactly(
            "1 zxid 3 Multi[results=[Failed[err=0], Failed[err=-103], Failed[err=-2]]]");
  }

  @Test
  void a_step_that_is_refused_without_a_state_fails_in_its_place_of_the_multi() {
    Request.Step ttl = new Request.Create(OpCode.CREATE_TTL, "/t", null, Acl.OPEN, 5, 1);
    a.send(
        new Request.Multi(List.of(create("/a", "1"), ttl)),
        new Request.Multi(List.of(new Request.Check("/x", 9), ttl)));

    loop.commit();

    assertThat(a.sees())
        .containsExactly(
            "1 zxid 3 Multi[results=[Failed[err=0], Failed[err=-6]]]",
            "2 zxid 3 Multi[results=[Failed[err=-103], Failed[err=-2]]]");
  }

  @Test
  void watches_are_found_and_removed_by_type() {
    a.send(
        new Request.RemoveWatches("/x", WatcherType.ANY),
        new Request.AddWatch("/x", AddWatchMode.PERSISTENT),
        new Request.CheckWatches("/x", WatcherType.PERSISTENT),
        new Request.CheckWatches("/x", WatcherType.DATA),
        new Request.RemoveWatches("/x", WatcherType.PERSISTENT),
        new Request.CheckWatches("/x", WatcherType.ANY));

    assertThat(a.sees())
        .containsExactly(
            "1 zxid 3 NO_WATCHER",
            "2 zxid 3 Errno[err=0]",
            "3 zxid 3 ok",
            "4 zxid 3 NO_WATCHER",
            "5 zxid 3 ok",
            "6 zxid 3 NO_WATCHER");
  }

  private void other(Request.Create request) {
    other(
        new Command.Create(
            2, request.path(), request.data(), request.acl(), CreateMode.PERSISTENT, 0));
  }

  private void other(Command command) {
    ledger.commit(command);
  }

  private static Request.Create create(String path, String data) {
    return new Request.Create(OpCode.CREATE, path, Data.of(data), Acl.OPEN, 0, 0);
  }

  private static Request.Create ephemeral(String path) {
    return new Request.Create(OpCode.CREATE, path, null, Acl.OPEN, 1, 0);
  }

  private static Request set(String data) {
    return new Request.SetData("/x", Data.of(data), -1);
  }

  private static Request get() {
    return new Request.GetData("/x", false);
  }
}
