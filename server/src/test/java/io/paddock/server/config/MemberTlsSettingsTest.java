package io.paddock.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.server.config.MemberTls.Verifies;
import io.paddock.server.config.TlsConfig.Secret;
import io.paddock.server.config.TlsConfig.StoreType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemberTlsSettingsTest {
  @TempDir private Path dir;

  @BeforeEach
  void thisIsServer1() throws IOException {
    Files.writeString(dir.resolve("myid"), "1\n");
  }

  @Test
  void without_being_asked_members_do_not_encrypt() {
    assertThat(member().set("ssl.quorum.keyStore.location", "/k.jks").build().ensemble().tls())
        .isNull();
  }

  @Test
  void members_encrypt_and_check_each_others_hosts() {
    MemberTls tls = tls(encrypted().set("ssl.quorum.keyStore.password", "secret"));

    assertThat(tls.dials()).isTrue();
    assertThat(tls.takesBoth()).isFalse();
    assertThat(tls.keyStore().type()).isEqualTo(StoreType.JKS);
    assertThat(tls.keyStore().password()).isEqualTo(new Secret("secret"));
    assertThat(tls.trustStore().file()).isEqualTo(Path.of("/t.pem"));
    assertThat(tls.protocols()).containsExactly("TLSv1.3", "TLSv1.2");
    assertThat(tls.cipherSuites()).isEmpty();
    assertThat(tls.verifies()).isEqualTo(Verifies.BOTH);
  }

  @Test
  void the_check_of_hosts_can_be_switched_off_for_one_side_or_both() {
    assertThat(tls(encrypted().set("ssl.quorum.clientHostnameVerification", "false")).verifies())
        .isEqualTo(Verifies.DIALLED);
    assertThat(tls(encrypted().set("ssl.quorum.hostnameVerification", "false")).verifies())
        .isEqualTo(Verifies.NOBODY);
  }

  @Test
  void both_stores_are_needed_on_the_way_to_encryption_too() {
    assertThatThrownBy(() -> member().set("portUnification", "true").build())
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("no ssl.quorum.keyStore.location: with portUnification=true");
    ServerConfigBuilder keyOnly =
        member().set("sslQuorum", "true").set("ssl.quorum.keyStore.location", "/k.jks");
    assertThatThrownBy(keyOnly::build)
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("no ssl.quorum.trustStore.location: with sslQuorum=true");
  }

  @Test
  void a_protection_that_is_not_there_is_refused() {
    for (String key : new String[] {"ssl.quorum.crl", "ssl.quorum.ocsp"}) {
      ServerConfigBuilder asked = encrypted().set(key, "true");
      assertThatThrownBy(asked::build)
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("this version does not check this of a member's certificate");
    }
    ServerConfigBuilder weaker = encrypted().set("ssl.quorum.clientAuth", "none");
    assertThatThrownBy(weaker::build)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("members always show a certificate");
  }

  private static MemberTls tls(ServerConfigBuilder builder) {
    return Objects.requireNonNull(builder.build().ensemble().tls());
  }

  private ServerConfigBuilder encrypted() {
    return member()
        .set("sslQuorum", "true")
        .set("ssl.quorum.keyStore.location", "/k.jks")
        .set("ssl.quorum.trustStore.location", "/t.pem");
  }

  private ServerConfigBuilder member() {
    ServerConfigBuilder builder = ServerConfig.builder().port(2181).dataDir(dir);
    for (int id = 1; id <= 3; id++) {
      builder.set("server." + id, "127.0.0.1:288" + id + ":388" + id);
    }
    return builder;
  }
}
