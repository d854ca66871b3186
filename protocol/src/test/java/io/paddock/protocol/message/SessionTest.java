package io.paddock.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.testgen.Seeded;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionTest {
  @Test
  void the_password_is_that_of_a_recorded_session() {
    byte[] password = SessionPassword.of(0x01000018fac90000L).toBytes();
    assertThat(HexFormat.of().formatHex(password)).isEqualTo("dd574531a628c8b9833ec7035f98656e");
  }

  @Test
  void the_password_is_what_the_standard_generator_gives() {
    Seeded.check(
        "passwords",
        1000,
        r -> {
          long id = r.anyLong();
          byte[] expected = new byte[SessionPassword.BYTES];
          new Random(id ^ 0xB3415C00L).nextBytes(expected);
          assertThat(SessionPassword.of(id)).isEqualTo(Data.of(expected));
        });
  }

  @Test
  void ids_begin_with_the_server_and_the_clock() {
    assertThat(SessionIds.first(1, 0)).isEqualTo(0x0100_0000_0000_0000L);
    assertThat(SessionIds.first(1, 0x01_2345_6789L)).isEqualTo(0x0101_2345_6789_0000L);
    assertThat(SessionIds.first(254, 0xffff_ff01_2345_6789L)).isEqualTo(0xfe01_2345_6789_0000L);
    assertThat(SessionIds.first(0, 1)).isEqualTo(0x0001_0000L);
  }

  @Test
  void a_server_id_fits_one_byte_and_is_not_that_of_ttl_owners() {
    for (int id : new int[] {-1, 255, 256}) {
      assertThatThrownBy(() -> SessionIds.first(id, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("server id " + id + " is not in 0..254");
    }
  }

  @Test
  void an_id_that_could_be_another_owner_is_not_usable() {
    assertThat(SessionIds.isUsable(1)).isTrue();
    assertThat(SessionIds.isUsable(0xfeff_ffff_ffff_ffffL)).isTrue();
    assertThat(SessionIds.isUsable(0x8000_0000_0000_0001L)).isTrue();
    assertThat(SessionIds.isUsable(0)).isFalse();
    assertThat(SessionIds.isUsable(0x8000_0000_0000_0000L)).isFalse();
    assertThat(SessionIds.isUsable(0xff00_0000_0000_0000L)).isFalse();
    assertThat(SessionIds.isUsable(-1)).isFalse();
  }

  @Test
  void a_response_with_a_timeout_is_a_session() {
    Data password = SessionPassword.of(7);
    ConnectResponse accepted = ConnectResponse.accepted(4000, 7, password, null);
    assertThat(accepted).isEqualTo(new ConnectResponse(0, 4000, 7, password, null));
    assertThat(accepted.isAccepted()).isTrue();
  }

  @Test
  void a_refused_session_has_no_timeout_no_id_and_a_password_of_zeros() {
    ConnectResponse refused = ConnectResponse.refused(true);
    assertThat(refused).isEqualTo(new ConnectResponse(0, 0, 0, Data.of(new byte[16]), true));
    assertThat(refused.isAccepted()).isFalse();
  }

  @Test
  void only_a_client_that_says_so_accepts_a_read_only_server() {
    assertThat(new ConnectRequest(0, 0, 0, 0, null, true).acceptsReadOnly()).isTrue();
    assertThat(new ConnectRequest(0, 0, 0, 0, null, false).acceptsReadOnly()).isFalse();
    assertThat(new ConnectRequest(0, 0, 0, 0, null, null).acceptsReadOnly()).isFalse();
  }

  @Test
  void secrets_are_not_in_the_text_form() {
    Data secret = Data.of("secret");
    assertThat(new ConnectRequest(0, 0, 0, 1, secret, null).toString()).doesNotContain("secret");
    assertThat(ConnectResponse.accepted(1, 1, secret, null).toString()).doesNotContain("secret");
    assertThat(new Request.Auth(0, "digest", secret).toString())
        .contains("digest")
        .doesNotContain("secret");
    assertThat(new Request.Sasl(secret).toString()).doesNotContain("secret");
    assertThat(new Reply.Token(secret).toString()).doesNotContain("secret");
  }
}
