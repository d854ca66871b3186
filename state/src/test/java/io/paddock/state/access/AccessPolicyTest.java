package io.paddock.state.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Id;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccessPolicyTest {
  private static final Id BOB = new Id("digest", "bob:hash");
  private static final Id IP = new Id("ip", "10.1.2.3");

  @Test
  void one_of_the_wanted_permissions_is_enough() {
    List<Acl> acl = List.of(new Acl(Acl.ADMIN, Id.ANYONE));

    assertThat(AccessPolicy.allows(acl, Acl.READ | Acl.ADMIN, List.of(), false)).isTrue();
    assertThat(AccessPolicy.allows(acl, Acl.READ, List.of(), false)).isFalse();
  }

  @Test
  void an_entry_counts_for_whom_it_names() {
    assertThat(allows("digest", "bob:hash", BOB)).isTrue();
    assertThat(allows("digest", "bob:other", BOB)).isFalse();
    assertThat(allows("ip", "10.0.0.0/8", BOB, IP)).isTrue();
    assertThat(allows("ip", "11.0.0.0/8", IP)).isFalse();
    assertThat(allows("sasl", "a", new Id("sasl", "a"))).isTrue();
    assertThat(allows("x509", "CN=a", new Id("x509", "CN=a"))).isTrue();
    assertThat(allows("digest", "bob:hash")).isFalse();
  }

  @Test
  void entries_and_identities_with_missing_parts_match_nothing() {
    assertThat(allows("digest", null, new Id("digest", null))).isFalse();
    assertThat(allows(null, "x", new Id(null, "x"))).isFalse();
    assertThat(allows("ip", null, IP)).isFalse();
    assertThat(allows("ip", "10.0.0.0/8", new Id("ip", null))).isFalse();
    assertThat(allows("ip", "nonsense", IP)).isFalse();
    assertThat(allows("nonsense", "x", new Id("nonsense", "x"))).isFalse();
  }

  @Test
  void a_super_user_an_empty_list_and_skipped_checks_allow_everything() {
    List<Acl> nobody = List.of(new Acl(0, Id.ANYONE));

    assertThat(AccessPolicy.allows(nobody, Acl.READ, List.of(new Id("super", "")), false)).isTrue();
    assertThat(AccessPolicy.allows(nobody, Acl.READ, List.of(), true)).isTrue();
    assertThat(AccessPolicy.allows(List.of(), Acl.READ, List.of(), false)).isTrue();
    assertThat(AccessPolicy.allows(nobody, Acl.READ, List.of(BOB), false)).isFalse();
  }

  @Test
  void only_the_hashes_of_digest_ids_are_hidden() {
    Acl ip = new Acl(Acl.READ, IP);
    List<Acl> acl =
        List.of(
            new Acl(Acl.ALL, BOB),
            new Acl(2, new Id("digest", "alone")),
            ip,
            new Acl(1, new Id("digest", null)));

    assertThat(AccessPolicy.redacted(acl))
        .containsExactly(
            new Acl(Acl.ALL, new Id("digest", "bob:x")),
            new Acl(2, new Id("digest", "alone:x")),
            ip,
            new Acl(1, new Id("digest", null)));
  }

  private static boolean allows(@Nullable String scheme, @Nullable String id, Id... identities) {
    List<Acl> acl = List.of(new Acl(Acl.READ, new Id(scheme, id)));
    return AccessPolicy.allows(acl, Acl.READ, List.of(identities), false);
  }
}
