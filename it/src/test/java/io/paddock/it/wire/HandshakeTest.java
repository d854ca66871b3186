package io.paddock.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.codec.ConnectCodec;
import io.paddock.protocol.codec.JuteWriter;
import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.AddWatchMode;
import io.paddock.protocol.message.ConnectRequest;
import io.paddock.protocol.message.ConnectResponse;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.Request;
import io.paddock.protocol.message.SessionPassword;
import io.paddock.testkit.embedded.EmbeddedServer;
import io.paddock.testkit.junit.PaddockExtension;
import io.paddock.testkit.script.Received;
import io.paddock.testkit.script.WireClient;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** spec/wire.md, sections 4 and 10. */
class HandshakeTest {
  /** A session that ends soon, but not while the machine stands still for a moment. */
  private static final int SHORT_MS = 4_000;

  /** The sessions of these tests last from 200 ms to 60 s. */
  @RegisterExtension static final PaddockExtension PADDOCK = new PaddockExtension();

  @ParameterizedTest
  @CsvSource({"5000, 5000", "0, 200", "-1, 200", "199, 200", "60000, 60000", "60001, 60000"})
  void the_timeout_is_brought_within_bounds(int asked, int granted) {
    try (WireClient client = connect()) {
      assertThat(client.handshake(WireClient.newSession(asked)).timeoutMs()).isEqualTo(granted);
    }
  }

  @Test
  void the_version_is_ignored_and_the_answer_is_0() {
    try (WireClient client = connect()) {
      ConnectResponse response =
          client.handshake(new ConnectRequest(7, 0, 5000, 0, password(), false));

      assertThat(response.protocolVersion()).isZero();
      assertThat(response.isAccepted()).isTrue();
      assertThat(response.password().size()).isEqualTo(16);
      assertThat(response.readOnly()).isFalse();
    }
  }

  @Test
  void an_old_client_without_the_read_only_byte_is_answered_without_it() {
    try (WireClient client = connect()) {
      ConnectResponse response =
          client.handshake(new ConnectRequest(0, 0, 5000, 0, password(), null));

      assertThat(response.isAccepted()).isTrue();
      assertThat(response.readOnly()).isNull();
    }
  }

  @Test
  void any_password_will_do_for_a_new_session() {
    for (Data each : Arrays.asList(null, Data.EMPTY, Data.of("x".repeat(100)))) {
      try (WireClient client = connect()) {
        assertThat(client.handshake(new ConnectRequest(0, 0, 5000, 0, each, false)).isAccepted())
            .isTrue();
      }
    }
  }

  @Test
  void bytes_after_the_last_field_are_ignored() {
    JuteWriter out = new JuteWriter();
    ConnectCodec.write(out, WireClient.newSession(5000));
    byte[] longer = Arrays.copyOf(out.toBytes(), out.position() + 20);
    try (WireClient client = connect()) {
      client.sendRaw(Frames.withLength(longer, longer.length - 4));

      assertThat(client.receiveHandshake().isAccepted()).isTrue();
    }
  }

  @Test
  void session_ids_differ_and_begin_with_the_server() {
    try (WireClient a = connect();
        WireClient b = connect()) {
      long first = a.handshake(WireClient.newSession(5000)).sessionId();
      long second = b.handshake(WireClient.newSession(5000)).sessionId();

      assertThat(second).isEqualTo(first + 1);
      assertThat(first >>> 56).isEqualTo(1);
    }
  }

  @Test
  void requests_may_come_with_the_handshake_and_are_answered_after_it() {
    try (WireClient client = connect()) {
      client.send(WireClient.newSession(5000));
      client.sendAll(List.of(Frames.create("/early", "1"), new Request.GetData("/early", false)));

      assertThat(client.receiveHandshake().isAccepted()).isTrue();
      assertThat(client.receive().as(Reply.Path.class).path()).isEqualTo("/early");
      assertThat(client.receive().as(Reply.DataStat.class).data()).isEqualTo(Data.of("1"));
    }
  }

  @Test
  void a_client_that_has_seen_more_than_the_server_is_sent_away_without_a_word() {
    try (WireClient client = connect()) {
      client.send(new ConnectRequest(0, Long.MAX_VALUE, 5000, 0, password(), false));

      client.receiveEnd();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16, 27, 28, 43})
  void a_handshake_that_ends_too_early_is_closed_without_a_word(int length) {
    JuteWriter out = new JuteWriter();
    ConnectCodec.write(out, WireClient.newSession(5000));
    try (WireClient client = connect()) {
      client.sendRaw(Frames.cut(out.toBytes(), length));

      client.receiveEnd();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abcd",
        "reqs",
        "kill",
        "GET / HTTP/1.1\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000"
      })
  void what_is_no_handshake_is_closed_without_a_word(String text) {
    try (WireClient client = connect()) {
      client.sendRaw(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));

      client.receiveEnd();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void noise_instead_of_a_handshake_does_no_harm(long seed) {
    byte[] noise = new byte[5000];
    new Random(seed).nextBytes(noise);
    try (WireClient client = connect()) {
      client.sendRaw(noise);
      client.receiveRest();
    } catch (java.io.UncheckedIOException closedWhileSending) {
      assertThat(closedWhileSending).hasMessageNotContaining("timed out");
    }
    WireClient.open(PADDOCK.server().address()).close();
  }

  @Test
  void whoever_says_nothing_is_closed_after_a_while() {
    try (EmbeddedServer server = EmbeddedServer.start(Map.of("nio.sessionlessCnxnTimeout", "500"));
        WireClient silent = new WireClient(server.address());
        WireClient halfway = new WireClient(server.address())) {
      halfway.sendRaw(new byte[] {0, 0, 0});

      silent.receiveEnd();
      halfway.receiveEnd();
    }
  }

  @Test
  void a_session_is_found_again_with_its_ephemerals_by_id_and_password() {
    ConnectResponse session;
    try (WireClient first = connect()) {
      session = first.handshake(WireClient.newSession(30_000));
      first.call(ephemeral("/mine"));
    }
    try (WireClient second = connect()) {
      ConnectResponse again = second.handshake(attach(session, session.password()));

      assertThat(again.isAccepted()).isTrue();
      assertThat(again.sessionId()).isEqualTo(session.sessionId());
      assertThat(second.call(new Request.GetEphemerals(null)).as(Reply.Names.class).names())
          .containsExactly("/mine");
      second.closeSession();
    }
  }

  @Test
  void the_connection_that_had_the_session_is_closed_when_another_has_it() {
    try (WireClient first = connect();
        WireClient second = connect()) {
      ConnectResponse session = first.handshake(WireClient.newSession(30_000));

      assertThat(second.handshake(attach(session, session.password())).isAccepted()).isTrue();

      first.receiveEnd();
      assertThat(second.call(new Request.Ping()).error()).isEqualTo(ErrorCode.OK);
    }
  }

  @Test
  void a_wrong_password_is_refused_and_leaves_the_owner_alone() {
    try (WireClient owner = connect();
        WireClient thief = connect()) {
      ConnectResponse session = owner.handshake(WireClient.newSession(30_000));

      assertRefused(thief, attach(session, Data.of("0123456789abcdef")));

      assertThat(owner.call(new Request.Ping()).error()).isEqualTo(ErrorCode.OK);
    }
  }

  @Test
  void a_null_password_is_a_wrong_one() {
    try (WireClient owner = connect();
        WireClient thief = connect()) {
      ConnectResponse session = owner.handshake(WireClient.newSession(30_000));

      assertRefused(thief, attach(session, null));
    }
  }

  @Test
  void an_unknown_session_is_refused_as_a_wrong_password_is() {
    try (WireClient client = connect()) {
      long unknown = 0x0100_0000_0000_0001L;
      Data right = SessionPassword.of(unknown);

      assertRefused(client, new ConnectRequest(0, 0, 5000, unknown, right, false));
    }
  }

  @Test
  void a_closed_session_is_unknown_and_its_ephemerals_are_gone() {
    ConnectResponse session;
    try (WireClient client = connect()) {
      session = client.handshake(WireClient.newSession(30_000));
      client.call(ephemeral("/closed"));
      client.closeSession();
    }
    try (WireClient client = connect()) {
      assertRefused(client, attach(session, session.password()));
    }
    try (WireClient other = WireClient.open(PADDOCK.server().address())) {
      assertThat(other.call(new Request.Exists("/closed", false)).error())
          .isEqualTo(ErrorCode.NO_NODE);
    }
  }

  @Test
  void nothing_behind_the_end_of_a_session_is_done_or_answered() {
    try (WireClient client = WireClient.open(PADDOCK.server().address())) {
      client.sendAll(
          List.of(
              Frames.create("/before", "1"),
              new Request.CloseSession(),
              Frames.create("/after", "1"),
              new Request.Ping()));

      assertThat(client.receive().error()).isEqualTo(ErrorCode.OK);
      assertThat(client.receive().error()).isEqualTo(ErrorCode.OK);
      client.receiveEnd();
    }
    try (WireClient other = WireClient.open(PADDOCK.server().address())) {
      assertThat(other.call(new Request.Exists("/before", false)).error()).isEqualTo(ErrorCode.OK);
      assertThat(other.call(new Request.Exists("/after", false)).error())
          .isEqualTo(ErrorCode.NO_NODE);
    }
  }

  @Test
  void a_session_that_is_silent_ends_and_its_connection_is_closed() {
    try (WireClient other = WireClient.open(PADDOCK.server().address());
        WireClient silent = connect()) {
      // Before the session begins, which may be over soon on a busy machine.
      other.call(new Request.AddWatch("/silent", AddWatchMode.PERSISTENT));
      silent.handshake(WireClient.newSession(SHORT_MS));
      silent.call(ephemeral("/silent"));
      assertThat(type(other.receive())).isEqualTo(EventType.NODE_CREATED);

      silent.receiveEnd();

      assertThat(type(other.receive())).isEqualTo(EventType.NODE_DELETED);
      assertThat(other.call(new Request.Exists("/silent", false)).error())
          .isEqualTo(ErrorCode.NO_NODE);
    }
  }

  @Test
  void a_session_that_pings_lives_on() {
    try (WireClient client = connect()) {
      client.handshake(WireClient.newSession(SHORT_MS));
      for (int i = 0; i < 12; i++) {
        assertThat(client.isSilentFor(SHORT_MS / 10)).isTrue();
        assertThat(client.call(new Request.Ping()).error()).isEqualTo(ErrorCode.OK);
      }
    }
  }

  @Test
  void a_session_whose_connection_was_reset_lives_until_its_timeout() throws Exception {
    try (WireClient other = WireClient.open(PADDOCK.server().address())) {
      WireClient client = connect();
      other.call(new Request.AddWatch("/reset", AddWatchMode.PERSISTENT));
      long beganNanos = System.nanoTime();
      client.handshake(WireClient.newSession(SHORT_MS));
      client.call(ephemeral("/reset"));
      assertThat(type(other.receive())).isEqualTo(EventType.NODE_CREATED);

      client.socket().setSoLinger(true, 0);
      client.close();

      assertThat(type(other.receive())).isEqualTo(EventType.NODE_DELETED);
      assertThat(System.nanoTime() - beganNanos).isGreaterThan(SHORT_MS * 1_000_000L);
    }
  }

  private static EventType type(Received received) {
    return Objects.requireNonNull(received.event()).type();
  }

  private static void assertRefused(WireClient client, ConnectRequest request) {
    ConnectResponse response = client.handshake(request);
    assertThat(response).isEqualTo(ConnectResponse.refused(false));
    client.receiveEnd();
  }

  private static ConnectRequest attach(ConnectResponse session, @Nullable Data password) {
    return new ConnectRequest(0, 0, 30_000, session.sessionId(), password, false);
  }

  private static Request ephemeral(String path) {
    return new Request.Create(OpCode.CREATE, path, null, Acl.OPEN, 1, 0);
  }

  private static Data password() {
    return Data.wrap(new byte[SessionPassword.BYTES]);
  }

  private static WireClient connect() {
    return new WireClient(PADDOCK.server().address());
  }
}
