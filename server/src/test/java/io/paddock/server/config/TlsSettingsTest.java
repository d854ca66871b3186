package io.paddock.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.server.config.TlsConfig.ClientAuth;
import io.paddock.server.config.TlsConfig.Secret;
import io.paddock.server.config.TlsConfig.Store;
import io.paddock.server.config.TlsConfig.StoreType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsSettingsTest {
  @TempDir private Path dir;

  @Test
  void without_a_port_for_it_nothing_is_encrypted() {
    assertThat(builder().port(2181).set("ssl.keyStore.location", "/k.jks").build().tls()).isNull();
  }

  @Test
  void a_secure_port_with_its_stores() {
    ServerConfig config =
        secure()
            .set("secureClientPortAddress", "10.0.0.1")
            .set("ssl.keyStore.password", "secret")
            .build();

    assertThat(config.clientPort()).isNull();
    assertThat(config.tls())
        .isNotNull()
        .satisfies(
            tls -> {
              assertThat(tls.port()).isEqualTo(new ClientPortConfig("10.0.0.1", 2281, -1, false));
              assertThat(tls.unified()).isFalse();
              assertThat(tls.clientAuth()).isEqualTo(ClientAuth.NEED);
              assertThat(tls.protocols()).containsExactly("TLSv1.3", "TLSv1.2");
              assertThat(tls.cipherSuites()).isEmpty();
              assertThat(tls.keyStore())
                  .isEqualTo(
                      new Store(
                          "ssl.keyStore.location",
                          Path.of("/k.jks"),
                          StoreType.JKS,
                          new Secret("secret")));
            });
    assertThat(config.auth().x509Acls()).isTrue();
  }

  @Test
  void a_password_is_in_no_text() {
    ServerConfig config = secure().set("ssl.keyStore.password", "tiger").build();

    assertThat(config.toString()).doesNotContain("tiger").contains("***");
  }

  @Test
  void a_password_in_a_file_wins() throws IOException {
    Path file = Files.writeString(dir.resolve("pw"), "from file\nnext line\n");

    ServerConfig config =
        secure()
            .set("ssl.keyStore.password", "direct")
            .set("ssl.keyStore.passwordPath", file.toString())
            .build();

    assertThat(config.tls())
        .isNotNull()
        .satisfies(tls -> assertThat(tls.keyStore().password()).isEqualTo(new Secret("from file")));
  }

  @Test
  void a_password_file_must_be_there() {
    assertThatThrownBy(() -> secure().set("ssl.keyStore.passwordPath", "/no/such/file").build())
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("ssl.keyStore.passwordPath=/no/such/file: cannot be read: ");
  }

  @ParameterizedTest
  @CsvSource({"a.jks, JKS", "a.pem, PEM", "a.P12, PKCS12", "a.bcfks, BCFKS"})
  void the_type_of_a_store_is_in_its_name(String name, StoreType type) {
    ServerConfig config = secure().set("ssl.trustStore.location", "/x/" + name).build();

    assertThat(config.tls())
        .isNotNull()
        .satisfies(
            tls ->
                assertThat(tls.trustStore())
                    .isEqualTo(
                        new Store("ssl.trustStore.location", Path.of("/x/" + name), type, null)));
  }

  @Test
  void a_store_of_another_name_needs_its_type() {
    assertThat(
            secure()
                .set("ssl.keyStore.location", "/k")
                .set("ssl.keyStore.type", "pkcs12")
                .build()
                .tls())
        .isNotNull()
        .satisfies(tls -> assertThat(tls.keyStore().type()).isEqualTo(StoreType.PKCS12));
    assertThatThrownBy(() -> secure().set("ssl.keyStore.location", "/k.store").build())
        .hasMessage(
            "ssl.keyStore.location=/k.store: its name must end in .jks, .pem, .p12 or .bcfks, or"
                + " ssl.keyStore.type must say what it is");
  }

  @Test
  void an_encrypted_port_needs_a_key() {
    assertThatThrownBy(() -> builder().set("secureClientPort", "2281").build())
        .hasMessage("no ssl.keyStore.location: an encrypted port needs a certificate and its key");
  }

  @Test
  void who_asks_for_certificates_must_say_which_to_trust() {
    ServerConfigBuilder keyOnly =
        builder().set("secureClientPort", "2281").set("ssl.keyStore.location", "/k.jks");

    assertThatThrownBy(keyOnly::build)
        .hasMessage(
            "no ssl.trustStore.location: with ssl.clientAuth=need the server must know whose"
                + " certificates to trust");
    assertThat(keyOnly.set("ssl.clientAuth", "none").build().tls()).isNotNull();
  }

  @Test
  void the_plain_port_may_take_both() {
    ServerConfig config =
        builder()
            .port(2181)
            .set("client.portUnification", "true")
            .set("ssl.keyStore.location", "/k.jks")
            .set("ssl.clientAuth", "none")
            .build();

    assertThat(config.clientPort()).isNotNull();
    assertThat(config.tls())
        .isNotNull()
        .satisfies(
            tls -> {
              assertThat(tls.port()).isNull();
              assertThat(tls.unified()).isTrue();
            });
  }

  @Test
  void certificates_may_be_enforced_where_clients_show_them() {
    ServerConfigBuilder enforced =
        secure().set("enforce.auth.enabled", "true").set("enforce.auth.schemes", "x509");

    assertThat(enforced.build().auth().enforcedSchemes()).containsExactly("x509");
    assertThatThrownBy(() -> enforced.set("ssl.clientAuth", "none").build())
        .hasMessageContaining("no client could have an identity of scheme x509");
  }

  private ServerConfigBuilder secure() {
    return builder()
        .set("secureClientPort", "2281")
        .set("ssl.keyStore.location", "/k.jks")
        .set("ssl.trustStore.location", "/t.jks");
  }

  private ServerConfigBuilder builder() {
    return ServerConfig.builder().dataDir(dir);
  }
}
