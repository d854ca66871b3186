package io.paddock.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DigestAuthTest {
  private final DigestAuth digest = new DigestAuth("SHA1");

  @Test
  void user_and_password_become_user_and_hash() {
    assertThat(digest.idOf("bob:pw")).isEqualTo("bob:ikIaKsbtGweaHnb/jKn7OHqbunM=");
  }

  @Test
  void only_the_first_colon_separates() {
    assertThat(digest.idOf("bob:p:w")).startsWith("bob:").isNotEqualTo(digest.idOf("bob:p"));
  }

  @Test
  void text_without_a_colon_is_all_user() {
    assertThat(digest.idOf("bob")).isEqualTo("bob:SBgazSKz7a68ikR4aKfffOYpkgo=");
  }

  @Test
  void nothing_at_all_has_a_hash_too() {
    assertThat(digest.idOf("")).isEqualTo(":2jmj7l5rSw0yVb/vlWAYkK/YBwk=");
  }

  @Test
  void letters_outside_ascii_are_hashed_as_utf_8() {
    assertThat(digest.idOf("bøb:pä")).isEqualTo("bøb:XDQbn8Tbp9ibv++hl7emXOYcO/Y=");
  }

  @Test
  void another_algorithm_gives_another_hash() {
    assertThat(new DigestAuth("SHA-256").idOf("bob:pw"))
        .isEqualTo("bob:lXdkgIa9O1CDDWAryQ0pe9wUYi2LkG6M7Uocn/Vyn2g=");
  }
}
