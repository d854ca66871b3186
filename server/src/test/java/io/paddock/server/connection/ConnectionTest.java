package io.paddock.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.ConnectRequest;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Request;
import io.paddock.protocol.message.SessionPassword;
import io.paddock.server.config.LimitsConfig.LargeRequests;
import io.paddock.server.config.LimitsConfig.Throttle;
import io.paddock.server.config.ServerConfig;
import io.paddock.server.fixture.SteppedLedger;
import io.paddock.server.fixture.TestLoop;
import io.paddock.server.fixture.TestSocket;
import io.paddock.server.loop.CommitFollower;
import io.paddock.server.session.Heartbeats;
import io.paddock.server.session.Service;
import io.paddock.server.session.Service.Phase;
import io.paddock.server.session.SessionIdSource;
import io.paddock.state.command.Command;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** spec/wire.md, section 4; spec/semantics.md, section 13. */
class ConnectionTest {
  private static final long S = 1_000_000_000;

  private final SteppedLedger ledger = new SteppedLedger();
  private final TestLoop loop = new TestLoop(ledger);
  private final Service service = Service.shut();
  private final ServerConfig config =
      ServerConfig.builder().port(0).dataDir(Path.of("unused")).build();
  private final TestSocket socket = new TestSocket();
  private final ConnectionScope scope = scope(loop, Throttle.NONE);
  private final Connection connection = new Connection(scope, socket);

  private ConnectionScope scope(TestLoop on, Throttle throttle) {
    return new ConnectionScope(
        0,
        new ConnectionRules(
            config.sessions(),
            config.limits(),
            new SessionIdSource(7, 1),
            new Heartbeats(),
            new ServerLoad(1),
            service,
            new SessionThrottle(throttle, 0),
            () -> {}),
        on.scope(),
        new CommitFollower(on.scope(), ledger.commits()));
  }

  @Test
  void while_nobody_is_served_a_handshake_just_gets_the_connection_closed() {
    connection.handshake(create(false));

    assertThat(socket.sees()).containsExactly("closed");
    assertThat(ledger.submitted()).isEmpty();
  }

  @Test
  void a_session_begins_when_its_command_is_passed() {
    service.set(Phase.OPEN, false);
    connection.handshake(create(false));
    assertThat(socket.sees()).isEmpty();

    loop.commit();

    assertThat(socket.sees()).containsExactly("attached readOnly false");
  }

  @Test
  void without_a_leader_for_a_moment_a_handshake_waits() {
    service.set(Phase.HOLDING, false);
    connection.handshake(create(false));

    service.set(Phase.OPEN, false);
    connection.checkService();
    loop.commit();

    assertThat(socket.sees()).containsExactly("attached readOnly false");
  }

  @Test
  void without_a_leader_for_longer_a_handshake_that_waits_is_closed_and_who_is_there_stays() {
    TestSocket other = new TestSocket();
    Connection there = new Connection(scope, other);
    service.set(Phase.OPEN, false);
    there.handshake(create(false));
    loop.commit();
    connection.handshake(create(false));

    service.set(Phase.READING, false);
    connection.checkService();
    there.checkService();

    assertThat(socket.sees()).containsExactly("closed");
    assertThat(other.sees()).containsExactly("attached readOnly false");
  }

  @Test
  void without_a_leader_for_too_long_everybody_goes() {
    service.set(Phase.OPEN, false);
    connection.handshake(create(false));
    loop.commit();
    socket.sees();

    service.set(Phase.SHUT, false);
    connection.checkService();

    assertThat(socket.sees()).containsExactly("closed");
  }

  @Test
  void who_has_seen_more_than_this_server_waits_until_it_has_caught_up() {
    service.set(Phase.OPEN, false);
    connection.handshake(request(0, null, 2, false));
    assertThat(ledger.submitted()).isEmpty();

    ledger.commit(new Command.CreateSession(5, Data.EMPTY, 10_000, List.of()));
    ledger.commit(new Command.CreateSession(6, Data.EMPTY, 10_000, List.of()));
    ledger.reachBarriers();
    loop.turn();
    loop.commit();

    assertThat(socket.sees()).containsExactly("attached readOnly false");
  }

  @Test
  void who_has_seen_more_than_there_is_anywhere_is_closed() {
    service.set(Phase.OPEN, false);
    connection.handshake(request(0, null, 99, false));
    ledger.reachBarriers();
    loop.turn();

    assertThat(socket.sees()).containsExactly("closed");
    assertThat(ledger.submitted()).isEmpty();
  }

  @Test
  void a_client_that_only_reads_gets_a_session_of_this_server_while_there_is_no_leader() {
    service.set(Phase.SHUT, true);

    connection.handshake(create(true));

    assertThat(socket.sees()).containsExactly("attached readOnly true");
    assertThat(ledger.submitted()).isEmpty();
  }

  @Test
  void it_reads_and_watches_and_writes_nothing() {
    service.set(Phase.SHUT, true);
    connection.handshake(create(true));
    socket.sees();

    connection.request(1, new Request.GetData("/zookeeper", true), 10);
    connection.request(2, create("/a"), 10);
    connection.request(3, new Request.Sync("/"), 10);
    connection.request(4, new Request.Ping(), 10);
    connection.request(5, new Request.Auth(0, "digest", Data.of("a:b")), 10);
    connection.request(6, new Request.CloseSession(), 10);

    assertThat(socket.sees())
        .containsExactly(
            "1 zxid 0 \"\" version 0",
            "2 zxid 0 NOT_READ_ONLY",
            "3 zxid 0 NOT_READ_ONLY",
            "-2 zxid 0 ok",
            "5 zxid 0 ok",
            "6 zxid 0 ok",
            "closed");
    assertThat(ledger.submitted()).isEmpty();
  }

  @Test
  void other_clients_are_sent_on() {
    service.set(Phase.SHUT, true);
    connection.handshake(create(false));
    assertThat(socket.sees()).containsExactly("closed");
  }

  @Test
  void a_session_of_the_ensemble_looks_for_another_server() {
    ledger.commit(new Command.CreateSession(5, SessionPassword.of(5), 10_000, List.of()));
    loop.turn();
    service.set(Phase.SHUT, true);

    connection.handshake(request(5, SessionPassword.of(5), 0, true));

    assertThat(socket.sees()).containsExactly("closed");
  }

  @Test
  void a_session_that_nobody_knows_is_refused() {
    service.set(Phase.SHUT, true);

    connection.handshake(request(5, SessionPassword.of(5), 0, true));

    assertThat(socket.sees()).containsExactly("refused readOnly true", "closed");
  }

  @Test
  void when_there_is_a_leader_again_who_only_reads_has_to_come_again() {
    service.set(Phase.SHUT, true);
    connection.handshake(create(true));
    socket.sees();

    service.set(Phase.OPEN, false);
    connection.checkService();

    assertThat(socket.sees()).containsExactly("closed");
  }

  @Test
  void who_only_reads_and_is_silent_for_its_timeout_is_closed() {
    service.set(Phase.SHUT, true);
    loop.scope().setNowNanos(0);
    connection.handshake(create(true));
    socket.sees();

    loop.scope().setNowNanos(10 * S);
    connection.checkSession();
    assertThat(socket.sees()).isEmpty();
    loop.scope().setNowNanos(10 * S + 1);
    connection.checkSession();
    assertThat(socket.sees()).containsExactly("closed");
  }

  @Test
  void a_server_that_stops_answers_what_was_asked_and_takes_no_more() {
    service.set(Phase.OPEN, false);
    connection.handshake(create(false));
    loop.commit();
    connection.request(1, create("/a"), 10);
    socket.sees();

    assertThat(connection.retire()).isFalse();
    assertThat(connection.takesFrames()).isFalse();
    loop.commit();

    assertThat(connection.retire()).isTrue();
    assertThat(socket.sees())
        .containsExactly("part", "1 zxid 2 /a", "-2 zxid 2 CONNECTION_LOSS", "closed");
    assertThat(connection.retire()).isTrue();
    assertThat(socket.sees()).isEmpty();
  }

  @Test
  void who_has_no_session_when_the_server_stops_hears_nothing() {
    service.set(Phase.OPEN, false);

    assertThat(connection.retire()).isTrue();

    assertThat(socket.sees()).containsExactly("closed");
  }

  @Test
  void who_connects_beyond_the_throttle_is_closed_without_an_answer() {
    service.set(Phase.OPEN, false);
    ConnectionScope narrow = scope(loop, new Throttle(1, 1000, 1));
    new Connection(narrow, socket).handshake(create(false));
    loop.commit();
    assertThat(socket.sees()).containsExactly("attached readOnly false");

    new Connection(narrow, socket).handshake(create(false));
    loop.commit();

    assertThat(socket.sees()).containsExactly("closed");
    assertThat(narrow.rules().throttle().refused()).isEqualTo(1);
  }

  @Test
  void a_large_write_for_which_there_is_no_room_closes_its_connection_and_no_other() {
    service.set(Phase.OPEN, false);
    TestLoop limited = new TestLoop(ledger, TestLoop.rules(new LargeRequests(100, 250)));
    ConnectionScope shared = scope(limited, Throttle.NONE);
    Connection first = new Connection(shared, socket);
    TestSocket other = new TestSocket();
    Connection second = new Connection(shared, other);
    first.handshake(create(false));
    second.handshake(create(false));
    limited.commit();
    socket.sees();
    other.sees();

    first.request(1, create("/a"), 150);
    second.request(1, create("/b"), 100);
    second.request(2, create("/c"), 101);
    limited.commit();

    assertThat(socket.sees()).hasSize(1);
    assertThat(other.sees()).containsExactly("closed");
    assertThat(limited.scope().largeRefused()).isEqualTo(1);
    assertThat(limited.scope().largeBytes()).isZero();
    first.request(2, create("/d"), 250);
    first.gone();
    assertThat(limited.scope().largeBytes()).isZero();
  }

  private static Request create(String path) {
    return new Request.Create(OpCode.CREATE, path, null, Acl.OPEN, 0, 0);
  }

  private static ConnectRequest create(boolean readOnly) {
    return request(0, null, 0, readOnly);
  }

  private static ConnectRequest request(
      long session, @Nullable Data password, long seen, boolean readOnly) {
    return new ConnectRequest(0, seen, 10_000, session, password, readOnly);
  }
}
