package io.paddock.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Id;
import io.paddock.server.auth.AuthResult.Accepted;
import io.paddock.server.auth.AuthResult.Closed;
import io.paddock.server.auth.AuthResult.Refused;
import io.paddock.server.config.AuthConfig;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of spec/semantics.md, sections 8.1 and 8.4. */
class AuthPolicyTest {
  private static final String BOB = "bob:ikIaKsbtGweaHnb/jKn7OHqbunM=";
  private static final Id BOB_ID = new Id("digest", BOB);
  private static final String ADDRESS = "10.0.0.9";

  private final AuthPolicy policy = policy(null, Set.of(), null);

  @Test
  void digest_gives_the_identity_of_the_user() {
    assertThat(authenticate("digest", Data.of("bob:pw"))).isEqualTo(new Accepted(List.of(BOB_ID)));
  }

  @Test
  void digest_without_data_is_refused() {
    assertThat(authenticate("digest", null)).isEqualTo(new Refused("scheme digest without data"));
  }

  @Test
  void the_super_users_digest_gives_super_and_the_user_itself() {
    AuthPolicy withSuper = policy(BOB, Set.of(), null);

    assertThat(withSuper.authenticate("digest", Data.of("bob:pw"), ADDRESS))
        .isEqualTo(new Accepted(List.of(new Id("super", ""), BOB_ID)));
    assertThat(withSuper.authenticate("digest", Data.of("bob:other"), ADDRESS))
        .isInstanceOfSatisfying(
            Accepted.class,
            a -> assertThat(a.identities()).extracting(Id::scheme).containsExactly("digest"));
  }

  @Test
  void digest_can_be_switched_off() {
    AuthPolicy off =
        new AuthPolicy(new AuthConfig(false, "SHA1", BOB, Set.of(), null, false, null));

    assertThat(off.authenticate("digest", Data.of("bob:pw"), ADDRESS))
        .isEqualTo(new Refused("scheme digest is switched off"));
  }

  @Test
  void ip_accepts_anything_and_adds_the_address_again() {
    Accepted ip = new Accepted(List.of(new Id("ip", ADDRESS)));

    assertThat(authenticate("ip", null)).isEqualTo(ip);
    assertThat(authenticate("ip", Data.of("1.2.3.4"))).isEqualTo(ip);
  }

  @ParameterizedTest
  @ValueSource(strings = {"world", "super", "auth", "x509", "sasl", "kerberos", "", "Digest"})
  void every_other_scheme_is_refused(String scheme) {
    assertThat(authenticate(scheme, Data.of("bob:pw"))).isInstanceOf(Refused.class);
  }

  @Test
  void no_scheme_is_refused() {
    assertThat(authenticate(null, Data.of("bob:pw"))).isEqualTo(new Refused("no scheme"));
  }

  @Test
  void a_hostile_scheme_reaches_the_log_short_and_on_one_line() {
    AuthResult result = authenticate("x\nFAKE LOG LINE " + "y".repeat(10_000), null);

    assertThat(result)
        .isInstanceOfSatisfying(
            Refused.class,
            r ->
                assertThat(r.reason())
                    .hasSizeLessThan(100)
                    .doesNotContain("\n")
                    .startsWith("scheme x?FAKE"));
  }

  @Test
  void any_ensemble_will_do_unless_names_are_set() {
    assertThat(authenticate("ensemble", Data.of("any"))).isEqualTo(new Accepted(List.of()));
  }

  @Test
  void an_ensemble_of_another_name_is_closed_without_a_reply() {
    AuthPolicy named = policy(null, Set.of(), Set.of("east", "west"));

    assertThat(named.authenticate("ensemble", Data.of("west"), ADDRESS))
        .isEqualTo(new Accepted(List.of()));
    assertThat(named.authenticate("ensemble", null, ADDRESS)).isEqualTo(new Accepted(List.of()));
    assertThat(named.authenticate("ensemble", Data.of("north"), ADDRESS))
        .isEqualTo(new Closed("this is not ensemble north"));
  }

  @Test
  void a_certificate_gives_its_subject_and_super_to_the_one_who_may_do_everything() {
    AuthPolicy withSuper = policy(null, Set.of(), null);

    assertThat(withSuper.ofCertificate("CN=bob,O=x")).containsExactly(new Id("x509", "CN=bob,O=x"));
    assertThat(withSuper.ofCertificate("CN=root"))
        .containsExactly(new Id("x509", "CN=root"), new Id("super", "CN=root"));
  }

  @Test
  void without_enforcement_everybody_may_request() {
    assertThat(policy.mayRequest(List.of())).isTrue();
  }

  @Test
  void an_enforced_scheme_asks_for_an_identity_of_it() {
    AuthPolicy enforced = policy(null, Set.of("digest"), null);
    Id ip = AuthPolicy.ofAddress(ADDRESS);

    assertThat(enforced.mayRequest(List.of(ip))).isFalse();
    assertThat(enforced.mayRequest(List.of(ip, BOB_ID))).isTrue();
    assertThat(enforced.mayRequest(List.of(new Id(null, null)))).isFalse();
  }

  private AuthResult authenticate(@Nullable String scheme, @Nullable Data data) {
    return policy.authenticate(scheme, data, ADDRESS);
  }

  private static AuthPolicy policy(
      @Nullable String superDigest, Set<String> enforced, @Nullable Set<String> ensembles) {
    return new AuthPolicy(
        new AuthConfig(true, "SHA1", superDigest, enforced, ensembles, false, "CN=root"));
  }
}
