package io.paddock.state.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Id;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AclFixupTest {
  private static final AclSchemes PLAIN = new AclSchemes(false, false);
  private static final AclSchemes ALL = new AclSchemes(true, true);
  private static final Id BOB = new Id("digest", "bob:hash");
  private static final Id IP = new Id("ip", "10.1.2.3");

  @Test
  void a_null_or_empty_list_is_refused() {
    assertThat(AclFixup.of(null, List.of(), PLAIN).error()).isEqualTo(ErrorCode.INVALID_ACL);
    assertThat(AclFixup.of(List.of(), List.of(), PLAIN).error()).isEqualTo(ErrorCode.INVALID_ACL);
  }

  @Test
  void duplicates_go_and_the_order_stays() {
    Acl digest = acl(Acl.READ, "digest", "u:h");
    Acl world = new Acl(Acl.ALL, Id.ANYONE);

    AclFixup fixup = AclFixup.of(List.of(digest, world, digest, world), List.of(), PLAIN);

    assertThat(fixup.acl()).containsExactly(digest, world);
    assertThat(fixup.error()).isEqualTo(ErrorCode.OK);
  }

  @Test
  void auth_becomes_one_entry_for_each_user_the_requester_is() {
    Id sasl = new Id("sasl", "alice");
    List<Id> identities = List.of(IP, BOB, sasl, new Id("super", ""), new Id("x509", "CN=a"));
    List<Acl> auth = List.of(acl(Acl.READ, "auth", null));

    assertThat(AclFixup.of(auth, identities, PLAIN).acl()).containsExactly(new Acl(Acl.READ, BOB));
    assertThat(AclFixup.of(auth, identities, ALL).acl())
        .containsExactly(
            new Acl(Acl.READ, BOB),
            new Acl(Acl.READ, sasl),
            new Acl(Acl.READ, new Id("x509", "CN=a")));
  }

  @Test
  void auth_of_somebody_who_is_nobody_is_refused() {
    assertThat(error("auth", "", IP)).isEqualTo(ErrorCode.INVALID_ACL);
  }

  @Test
  void permissions_are_stored_as_they_are() {
    Acl none = acl(0, "world", "anyone");
    Acl unknown = acl(-1, "world", "anyone");

    assertThat(AclFixup.of(List.of(none, unknown), List.of(), PLAIN).acl())
        .containsExactly(none, unknown);
  }

  @Test
  void ids_must_be_valid_for_their_scheme() {
    for (String good : List.of("u:h", ":h", "u:h:")) {
      assertThat(error("digest", good)).as(good).isEqualTo(ErrorCode.OK);
    }
    for (String bad : List.of("u", "u:", "a:b:c", "", "::")) {
      assertThat(error("digest", bad)).as(bad).isEqualTo(ErrorCode.INVALID_ACL);
    }
    assertThat(error("world", "everyone")).isEqualTo(ErrorCode.INVALID_ACL);
    assertThat(error("ip", "10.0.0.0/8")).isEqualTo(ErrorCode.OK);
    assertThat(error("ip", "10.0.0.0/99")).isEqualTo(ErrorCode.INVALID_ACL);
    assertThat(error("super", "")).isEqualTo(ErrorCode.INVALID_ACL);
    assertThat(error("nonsense", "x")).isEqualTo(ErrorCode.INVALID_ACL);
  }

  @Test
  void sasl_and_x509_are_valid_only_where_they_are_configured() {
    assertThat(error("sasl", "alice")).isEqualTo(ErrorCode.INVALID_ACL);
    assertThat(error("x509", "CN=a")).isEqualTo(ErrorCode.INVALID_ACL);
    for (String good : List.of("alice", "alice/host", "alice@REALM", "alice/host@REALM")) {
      assertThat(errorOfAll("sasl", good)).as(good).isEqualTo(ErrorCode.OK);
    }
    for (String bad : List.of("", "a@b@c", "a/b/c@R", "a@R/x")) {
      assertThat(errorOfAll("sasl", bad)).as(bad).isEqualTo(ErrorCode.INVALID_ACL);
    }
    assertThat(errorOfAll("x509", "CN=a,O=b")).isEqualTo(ErrorCode.OK);
    assertThat(errorOfAll("x509", "nonsense")).isEqualTo(ErrorCode.INVALID_ACL);
    assertThat(errorOfAll("x509", "")).isEqualTo(ErrorCode.INVALID_ACL);
  }

  @Test
  void null_parts_are_refused_each_in_its_way() {
    assertThat(error(null, "x")).isEqualTo(ErrorCode.INVALID_ACL);
    assertThat(error(null, null)).isEqualTo(ErrorCode.INVALID_ACL);
    assertThat(error("world", null)).isEqualTo(ErrorCode.MARSHALLING_ERROR);
  }

  @Test
  void a_list_of_many_entries_is_done_in_good_time() {
    List<Acl> many = new ArrayList<>();
    for (int i = 0; i < 60_000; i++) {
      many.add(new Acl(i, Id.ANYONE));
    }

    assertThat(AclFixup.of(many, List.of(), PLAIN).acl()).hasSize(60_000);
  }

  private static ErrorCode error(@Nullable String scheme, @Nullable String id, Id... identities) {
    return AclFixup.of(List.of(acl(1, scheme, id)), List.of(identities), PLAIN).error();
  }

  private static ErrorCode errorOfAll(String scheme, String id) {
    return AclFixup.of(List.of(acl(1, scheme, id)), List.of(), ALL).error();
  }

  private static Acl acl(int perms, @Nullable String scheme, @Nullable String id) {
    return new Acl(perms, new Id(scheme, id));
  }
}
