package io.paddock.it.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.ClientInfo;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Id;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.Request;
import io.paddock.testgen.tls.TlsFiles;
import io.paddock.testkit.embedded.EmbeddedServer;
import io.paddock.testkit.script.WireClient;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** spec/operations.md, section 1.2; spec/wire.md, section 3; spec/semantics.md, section 8.1. */
class EncryptedPortTest {
  private static final String ALICE = "CN=alice,O=Test";

  @TempDir static Path dir;

  private static TlsFiles serverFiles = new TlsFiles(Path.of("."), "");
  private static TlsFiles alice = serverFiles;
  private static TlsFiles stranger = serverFiles;

  @BeforeAll
  static void makeFiles() {
    serverFiles = TlsFiles.make(dir, "server", "CN=localhost");
    alice = TlsFiles.make(dir, "alice", ALICE);
    stranger = TlsFiles.make(dir, "stranger", "CN=stranger");
  }

  @ParameterizedTest
  @ValueSource(strings = {".p12", ".jks", ".pem"})
  void a_trusted_certificate_opens_a_session_and_is_its_identity(String ending) {
    try (EmbeddedServer server = secure(ending, Map.of());
        WireClient client = clients().open(secureAddress(server), alice)) {
      assertThat(whoAmI(client))
          .containsExactlyInAnyOrder(
              new ClientInfo("ip", "127.0.0.1"), new ClientInfo("x509", ALICE));
    }
  }

  @Test
  void an_acl_may_name_the_certificate() {
    List<Acl> onlyAlice = List.of(new Acl(Acl.ALL, new Id("x509", ALICE)));
    try (EmbeddedServer server = secure(".p12", Map.of());
        WireClient owner = clients().open(secureAddress(server), alice);
        WireClient other = WireClient.open(server.address())) {
      owner.call(new Request.Create(OpCode.CREATE, "/a", Data.of("x"), onlyAlice, 0, 0));

      assertThat(owner.call(new Request.GetData("/a", false)).error()).isEqualTo(ErrorCode.OK);
      assertThat(other.call(new Request.GetData("/a", false)).error()).isEqualTo(ErrorCode.NO_AUTH);
    }
  }

  @Test
  void the_super_users_certificate_opens_everything() {
    List<Acl> nobody = List.of(new Acl(Acl.READ, new Id("digest", "nobody:x")));
    try (EmbeddedServer server =
            secure(".p12", Map.of("X509AuthenticationProvider.superUser", ALICE));
        WireClient root = clients().open(secureAddress(server), alice)) {
      root.call(new Request.Create(OpCode.CREATE, "/a", Data.of("x"), nobody, 0, 0));

      assertThat(root.call(new Request.SetData("/a", Data.of("y"), -1)).error())
          .isEqualTo(ErrorCode.OK);
      assertThat(whoAmI(root)).contains(new ClientInfo("super", ALICE));
    }
  }

  @Test
  void a_strangers_certificate_is_refused() {
    try (EmbeddedServer server = secure(".p12", Map.of())) {
      assertNotServed(server, stranger);
      assertStillServes(server);
    }
  }

  @Test
  void no_certificate_is_refused_where_one_is_needed() {
    try (EmbeddedServer server = secure(".p12", Map.of())) {
      assertNotServed(server, null);
    }
  }

  @Test
  void no_certificate_will_do_where_one_is_only_wanted_but_a_strangers_will_not() {
    try (EmbeddedServer server = secure(".p12", Map.of("ssl.clientAuth", "want"));
        WireClient client = clients().open(secureAddress(server), null)) {
      assertThat(whoAmI(client)).containsExactly(new ClientInfo("ip", "127.0.0.1"));
      assertNotServed(server, stranger);
    }
  }

  @Test
  void enforced_certificates_let_nobody_else_do_anything() {
    Map<String, String> enforced =
        Map.of(
            "ssl.clientAuth", "want",
            "enforce.auth.enabled", "true",
            "enforce.auth.schemes", "x509");
    try (EmbeddedServer server = secure(".p12", enforced);
        WireClient known = clients().open(secureAddress(server), alice);
        WireClient unknown = clients().open(secureAddress(server), null)) {
      assertThat(known.call(new Request.Exists("/", false)).error()).isEqualTo(ErrorCode.OK);
      assertThat(unknown.call(new Request.Exists("/", false)).error())
          .isEqualTo(ErrorCode.SESSION_CLOSED_REQUIRE_SASL_AUTH);
      unknown.receiveEnd();
    }
  }

  @Test
  void a_plain_client_on_the_secure_port_is_closed() {
    try (EmbeddedServer server = secure(".p12", Map.of());
        WireClient client = new WireClient(secureAddress(server))) {
      client.send(WireClient.newSession(30_000));
      // TLS may say why before it closes.
      assertThat(client.receiveRest().length).isLessThan(16);
      assertStillServes(server);
    }
  }

  @Test
  void the_largest_data_and_many_requests_in_a_row_come_through_whole() {
    byte[] bytes = new byte[1_000_000];
    new Random(7).nextBytes(bytes);
    Data large = Data.of(bytes);
    try (EmbeddedServer server = secure(".p12", Map.of());
        WireClient client = clients().open(secureAddress(server), alice)) {
      client.call(new Request.Create(OpCode.CREATE, "/large", large, open(), 0, 0));
      List<Request> reads = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        reads.add(new Request.GetData("/large", false));
      }
      client.sendAll(reads);
      for (int i = 0; i < reads.size(); i++) {
        assertThat(client.receive().as(Reply.DataStat.class).data()).isEqualTo(large);
      }
    }
  }

  @Test
  void four_letter_words_work_inside_tls() {
    try (EmbeddedServer server = secure(".p12", Map.of());
        WireClient client = clients().connect(secureAddress(server), alice)) {
      client.sendRaw("ruok".getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(client.receiveRest(), StandardCharsets.UTF_8)).isEqualTo("imok");
    }
  }

  @Test
  void a_unified_port_takes_both() {
    try (EmbeddedServer server = unified(Map.of());
        WireClient plain = WireClient.open(server.address());
        WireClient encrypted = clients().open(server.address(), alice)) {
      encrypted.call(new Request.Create(OpCode.CREATE, "/a", Data.of("x"), open(), 0, 0));

      assertThat(plain.call(new Request.GetData("/a", false)).error()).isEqualTo(ErrorCode.OK);
      assertThat(whoAmI(plain)).containsExactly(new ClientInfo("ip", "127.0.0.1"));
      assertThat(whoAmI(encrypted)).contains(new ClientInfo("x509", ALICE));
    }
  }

  @Test
  void four_bytes_are_enough_for_a_word_on_a_unified_port() {
    try (EmbeddedServer server = unified(Map.of());
        WireClient plain = new WireClient(server.address())) {
      plain.sendRaw("ruok".getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(plain.receiveRest(), StandardCharsets.UTF_8)).isEqualTo("imok");
    }
  }

  @Test
  void garbage_that_begins_like_tls_is_closed() {
    try (EmbeddedServer server = unified(Map.of())) {
      for (int seed = 0; seed < 20; seed++) {
        byte[] garbage = new byte[200];
        new Random(seed).nextBytes(garbage);
        garbage[0] = 0x16;
        garbage[1] = 3;
        garbage[2] = 3;
        garbage[3] = 0; // a short record, so that it is all there
        garbage[4] &= 0x7f;
        try (WireClient client = new WireClient(server.address())) {
          client.sendRaw(garbage);
          assertThat(client.receiveRest().length).as("seed %d", seed).isLessThan(16);
        }
      }
      assertStillServes(server);
    }
  }

  @Test
  void who_begins_tls_and_falls_silent_is_closed() {
    byte[] endsTooEarly = new byte[200];
    endsTooEarly[0] = 0x16;
    endsTooEarly[1] = 3;
    endsTooEarly[2] = 3;
    endsTooEarly[4] = (byte) 0xff;
    try (EmbeddedServer server = unified(Map.of("nio.sessionlessCnxnTimeout", "300"));
        WireClient client = new WireClient(server.address());
        WireClient other = new WireClient(server.address())) {
      client.sendRaw(new byte[] {0x16, 3, 1});
      other.sendRaw(endsTooEarly);

      assertThat(client.receiveRest().length).isLessThan(16);
      assertThat(other.receiveRest().length).isLessThan(16);
    }
  }

  @Test
  void an_old_version_of_tls_is_refused() throws Exception {
    try (EmbeddedServer server = secure(".p12", Map.of("ssl.enabledProtocols", "TLSv1.3"));
        SSLSocket socket = clients().socket(alice)) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      socket.connect(secureAddress(server));

      assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
      assertStillServes(server);
    }
  }

  @Test
  void conf_names_both_ports() {
    try (EmbeddedServer server = secure(".p12", Map.of());
        WireClient client = new WireClient(server.address())) {
      client.sendRaw("conf".getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(client.receiveRest(), StandardCharsets.UTF_8))
          .contains("clientPort=" + server.address().getPort() + "\n")
          .contains("secureClientPort=" + secureAddress(server).getPort() + "\n");
    }
  }

  private static void assertNotServed(EmbeddedServer server, @Nullable TlsFiles own) {
    // With TLS 1.3 the client is done before the server has looked at its certificate, so that the
    // refusal may come with the first bytes that are read.
    assertThatThrownBy(() -> clients().open(secureAddress(server), own).close())
        .isInstanceOfAny(AssertionError.class, UncheckedIOException.class);
  }

  private static void assertStillServes(EmbeddedServer server) {
    try (WireClient client = WireClient.open(server.address())) {
      assertThat(client.call(new Request.Exists("/", false)).error()).isEqualTo(ErrorCode.OK);
    }
  }

  private static List<ClientInfo> whoAmI(WireClient client) {
    return client.call(new Request.WhoAmI()).as(Reply.Clients.class).clients();
  }

  private static List<Acl> open() {
    return List.of(new Acl(Acl.ALL, Id.ANYONE));
  }

  private static TlsClients clients() {
    return new TlsClients(serverFiles);
  }

  private static InetSocketAddress secureAddress(EmbeddedServer server) {
    return Objects.requireNonNull(server.server().secureAddress());
  }

  private static EmbeddedServer secure(String ending, Map<String, String> more) {
    Map<String, String> settings = settings(ending);
    settings.put("secureClientPort", "0");
    settings.put("secureClientPortAddress", "127.0.0.1");
    settings.putAll(more);
    return EmbeddedServer.start(settings);
  }

  private static EmbeddedServer unified(Map<String, String> more) {
    Map<String, String> settings = settings(".p12");
    settings.put("client.portUnification", "true");
    settings.putAll(more);
    return EmbeddedServer.start(settings);
  }

  private static Map<String, String> settings(String ending) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("ssl.keyStore.location", serverFiles.file(ending).toString());
    settings.put("ssl.trustStore.location", alice.trust(ending).toString());
    if (!ending.equals(".pem")) {
      settings.put("ssl.keyStore.password", TlsFiles.PASSWORD);
      settings.put("ssl.trustStore.password", TlsFiles.PASSWORD);
    }
    return settings;
  }
}
