package io.paddock.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FrameLimitsTest {
  @Test
  void the_default_frame_is_one_byte_short_of_a_mebibyte() {
    FrameLimits limits = FrameLimits.DEFAULT;
    assertThatCode(() -> limits.checkFrame(1048575)).doesNotThrowAnyException();
    assertCloses(
        () -> limits.checkFrame(1048576),
        "frame length 1048576 is not in 0..1048575 (jute.maxbuffer)");
  }

  @Test
  void a_negative_length_closes_the_connection() {
    assertCloses(() -> FrameLimits.DEFAULT.checkFrame(-1), "frame length -1 is not in 0..1048575");
    assertCloses(() -> FrameLimits.DEFAULT.checkRequest(Integer.MIN_VALUE), "frame length -21474");
  }

  @Test
  void a_request_has_room_for_its_header() {
    assertThatCode(() -> FrameLimits.DEFAULT.checkFrame(0)).doesNotThrowAnyException();
    assertThatCode(() -> FrameLimits.DEFAULT.checkRequest(8)).doesNotThrowAnyException();
    assertCloses(() -> FrameLimits.DEFAULT.checkRequest(7), "leaves no room for a request header");
    assertCloses(() -> FrameLimits.DEFAULT.checkRequest(1048576), "frame length 1048576");
  }

  @Test
  void a_field_may_be_longer_than_a_frame_by_the_extra_size() {
    assertThat(FrameLimits.of(10_000).fieldBytesMax()).isEqualTo(20_000);
    assertThat(FrameLimits.of(10_000, 5_000).fieldBytesMax()).isEqualTo(15_000);
    assertThat(FrameLimits.of(10_000, 1).fieldBytesMax()).isEqualTo(11_024);
    assertThat(FrameLimits.of(500).fieldBytesMax()).isEqualTo(1_524);
  }

  @Test
  void limits_do_not_overflow() {
    assertThat(FrameLimits.of(Integer.MAX_VALUE).fieldBytesMax()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void a_limit_without_room_for_any_request_is_no_limit() {
    assertThatThrownBy(() -> FrameLimits.of(7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("7 bytes a frame");
    assertThat(new FrameLimits(8, 0).fieldBytesMax()).isZero();
    assertThatThrownBy(() -> new FrameLimits(8, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertCloses(ThrowingCallable check, String why) {
    assertThatThrownBy(check)
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> {
              assertThat(e.closes()).isTrue();
              assertThat(e.answer()).isNull();
            })
        .hasMessageContaining(why);
  }
}
