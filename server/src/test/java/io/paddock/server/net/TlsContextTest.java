package io.paddock.server.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBufAllocator;
import io.paddock.server.config.ConfigException;
import io.paddock.server.config.MemberTls;
import io.paddock.server.config.ServerConfig;
import io.paddock.server.config.ServerConfigBuilder;
import io.paddock.server.config.TlsConfig;
import io.paddock.testgen.tls.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsContextTest {
  @TempDir static Path dir;

  @BeforeAll
  static void makeFiles() {
    TlsFiles.make(dir, "server", "CN=localhost");
  }

  @ParameterizedTest
  @ValueSource(strings = {".p12", ".jks", ".pem"})
  void every_format_of_stores_is_read(String ending) {
    SSLEngine engine = engine(settings(ending));

    assertThat(engine.getUseClientMode()).isFalse();
    assertThat(engine.getNeedClientAuth()).isTrue();
    assertThat(engine.getEnabledProtocols()).containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
  }

  @ParameterizedTest
  @ValueSource(strings = {".p12", ".jks", ".pem"})
  void members_have_a_context_for_both_directions(String ending) {
    TlsFiles files = new TlsFiles(dir, "server");
    MemberTls tls =
        new MemberTls(
            true,
            false,
            store(files.file(ending), ending),
            store(files.trust(ending), ending),
            List.of("TLSv1.3"),
            List.of(),
            MemberTls.Verifies.BOTH);

    SSLContext context = TlsContext.ofMembers(tls);

    assertThat(context.createSSLEngine("localhost", 1).getSupportedProtocols()).contains("TLSv1.3");
  }

  private static TlsConfig.Store store(Path file, String ending) {
    TlsConfig.StoreType type =
        switch (ending) {
          case ".p12" -> TlsConfig.StoreType.PKCS12;
          case ".jks" -> TlsConfig.StoreType.JKS;
          default -> TlsConfig.StoreType.PEM;
        };
    return new TlsConfig.Store(
        "x", file, type, new TlsConfig.Secret(ending.equals(".pem") ? "" : TlsFiles.PASSWORD));
  }

  @Test
  void whether_clients_show_certificates_is_as_set() {
    assertThat(engine(settings(".p12").set("ssl.clientAuth", "want")).getWantClientAuth()).isTrue();
    SSLEngine none = engine(settings(".p12").set("ssl.clientAuth", "none"));
    assertThat(none.getWantClientAuth() || none.getNeedClientAuth()).isFalse();
  }

  @Test
  void versions_and_ciphers_are_as_set() {
    SSLEngine engine =
        engine(
            settings(".p12")
                .set("ssl.enabledProtocols", "TLSv1.2")
                .set("ssl.ciphersuites", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"));

    assertThat(engine.getEnabledProtocols()).containsExactly("TLSv1.2");
    assertThat(engine.getEnabledCipherSuites())
        .containsExactly("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
  }

  @ParameterizedTest
  @ValueSource(strings = {".p12", ".jks"})
  void a_wrong_password_is_named_without_being_shown(String ending) {
    assertThatThrownBy(() -> engine(settings(ending).set("ssl.keyStore.password", "wrong horse")))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(
            "ssl.keyStore.location=" + dir.resolve("server" + ending) + ": cannot be used as ")
        .hasMessageNotContaining("wrong horse");
  }

  @ParameterizedTest
  @ValueSource(strings = {".p12", ".jks", ".pem"})
  void a_missing_store_is_named(String ending) {
    String missing = dir.resolve("missing" + ending).toString();

    assertThatThrownBy(() -> engine(settings(ending).set("ssl.keyStore.location", missing)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("ssl.keyStore.location=" + missing)
        .hasMessageEndingWith("there is no such file");
    assertThatThrownBy(() -> engine(settings(ending).set("ssl.trustStore.location", missing)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("ssl.trustStore.location=" + missing);
  }

  @ParameterizedTest
  @ValueSource(strings = {".p12", ".jks", ".pem", ".bcfks"})
  void what_is_no_store_is_named(String ending) throws IOException {
    Path garbage = Files.writeString(dir.resolve("garbage" + ending), "no store at all");

    assertThatThrownBy(
            () -> engine(settings(".p12").set("ssl.keyStore.location", garbage.toString())))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("ssl.keyStore.location=" + garbage + ": cannot be used as ");
  }

  @Test
  void a_version_that_the_jvm_does_not_know_is_refused() {
    assertThatThrownBy(() -> engine(settings(".p12").set("ssl.enabledProtocols", "TLSv9")))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("ssl.enabledProtocols or ssl.ciphersuites cannot be used: ");
  }

  @Test
  void a_cipher_that_the_jvm_does_not_know_is_refused() {
    assertThatThrownBy(() -> engine(settings(".p12").set("ssl.ciphersuites", "ROT13")))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("ssl.enabledProtocols or ssl.ciphersuites cannot be used: ");
  }

  private static SSLEngine engine(ServerConfigBuilder settings) {
    TlsConfig config = Objects.requireNonNull(settings.build().tls());
    return TlsContext.of(config).handler(ByteBufAllocator.DEFAULT).engine();
  }

  private static ServerConfigBuilder settings(String ending) {
    TlsFiles files = new TlsFiles(dir, "server");
    return ServerConfig.builder()
        .dataDir(dir)
        .set("secureClientPort", "0")
        .set("ssl.keyStore.location", files.file(ending).toString())
        .set("ssl.keyStore.password", ending.equals(".pem") ? "" : TlsFiles.PASSWORD)
        .set("ssl.trustStore.location", files.trust(ending).toString())
        .set("ssl.trustStore.password", TlsFiles.PASSWORD);
  }
}
