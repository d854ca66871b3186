package io.paddock.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthSettingsTest {
  private static final String PROVIDERS = "org.apache.zookeeper.server.auth.";

  @TempDir private Path dir;

  @Test
  void enforced_schemes_are_taken() {
    AuthConfig auth =
        builder()
            .set("enforce.auth.enabled", "true")
            .set("enforce.auth.schemes", "digest, ip")
            .build()
            .auth();

    assertThat(auth.enforcedSchemes()).containsExactlyInAnyOrder("digest", "ip");
  }

  @Test
  void schemes_alone_enforce_nothing() {
    assertThat(builder().set("enforce.auth.schemes", "digest").build().auth().enforcedSchemes())
        .isEmpty();
  }

  @Test
  void to_enforce_needs_schemes() {
    assertThatThrownBy(() -> builder().set("enforce.auth.enabled", "true").build())
        .hasMessage("enforce.auth.enabled=true: enforce.auth.schemes must say which");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sasl", "x509", "world", "kerberos"})
  void a_scheme_that_nobody_could_have_is_refused(String scheme) {
    assertThatThrownBy(
            () ->
                builder()
                    .set("enforce.auth.enabled", "true")
                    .set("enforce.auth.schemes", scheme)
                    .build())
        .hasMessage(
            "enforce.auth.schemes=%s: with these settings no client could have an identity of scheme %s"
                .formatted(scheme, scheme));
  }

  @Test
  void digest_cannot_be_enforced_and_switched_off() {
    assertThatThrownBy(
            () ->
                builder()
                    .set("enforce.auth.enabled", "true")
                    .set("enforce.auth.schemes", "digest")
                    .set("DigestAuthenticationProvider.enabled", "false")
                    .build())
        .hasMessageContaining("could have an identity of scheme digest");
  }

  @Test
  void a_digest_algorithm_that_the_jvm_does_not_know_is_refused() {
    assertThat(
            builder()
                .set("DigestAuthenticationProvider.digestAlg", "SHA3-256")
                .build()
                .auth()
                .digestAlgorithm())
        .isEqualTo("SHA3-256");
    assertThatThrownBy(
            () -> builder().set("DigestAuthenticationProvider.digestAlg", "ROT13").build())
        .hasMessage(
            "DigestAuthenticationProvider.digestAlg=ROT13: must be a digest algorithm of the JVM,"
                + " such as SHA1, SHA-256 or SHA3-256");
  }

  @Test
  void a_super_digest_without_a_colon_is_named() {
    ServerConfig config = builder().set("DigestAuthenticationProvider.superDigest", "root").build();

    assertThat(config.notices())
        .containsExactly(
            "DigestAuthenticationProvider.superDigest is not user:hash: nobody can be the super"
                + " user.");
  }

  @Test
  void names_of_the_ensemble_are_a_list() {
    assertThat(builder().set("ensembleAuthName", "a, b,").build().auth().ensembleNames())
        .containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void the_provider_for_x509_makes_its_acls_valid() {
    ServerConfigBuilder builder =
        builder().set("authProvider.x509", PROVIDERS + "X509AuthenticationProvider");

    assertThat(builder.build().auth().x509Acls()).isTrue();
    assertThat(builder().build().auth().x509Acls()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {PROVIDERS + "SASLAuthenticationProvider", "com.example.Mine", ""})
  void a_provider_that_is_not_here_is_refused(String provider) {
    assertThatThrownBy(() -> builder().set("authProvider.1", provider).build())
        .hasMessage(
            "authProvider.1="
                + provider
                + ": this provider is not part of Paddock: its clients could not authenticate");
  }

  private ServerConfigBuilder builder() {
    return ServerConfig.builder().port(2181).dataDir(dir);
  }
}
