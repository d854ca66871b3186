package io.paddock.protocol.message;

import static io.paddock.protocol.message.ErrorCode.BAD_ARGUMENTS;
import static io.paddock.protocol.message.ErrorCode.OK;
import static io.paddock.protocol.message.ErrorCode.UNIMPLEMENTED;
import static io.paddock.protocol.message.OpCode.CREATE;
import static io.paddock.protocol.message.OpCode.CREATE2;
import static io.paddock.protocol.message.OpCode.CREATE_CONTAINER;
import static io.paddock.protocol.message.OpCode.CREATE_TTL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CreateRulesTest {
  private static final long LONGEST = 0xFF_FFFF_FFFFL;

  // Rows: operation. Columns: flags 0 to 6. A container, too, whether by operation or by flags.
  @Test
  void each_operation_takes_its_flags() {
    assertThat(verdicts(CREATE, true, 0)).containsExactly(OK, OK, OK, OK, OK, BAD, BAD);
    assertThat(verdicts(CREATE2, true, 0)).containsExactly(OK, OK, OK, OK, OK, BAD, BAD);
    assertThat(verdicts(CREATE_CONTAINER, true, 0))
        .containsExactly(OK, BAD, BAD, BAD, OK, BAD, BAD);
    assertThat(verdicts(CREATE_TTL, true, 1)).containsExactly(BAD, BAD, BAD, BAD, BAD, OK, OK);
  }

  private static final ErrorCode BAD = BAD_ARGUMENTS;

  @Test
  void ttl_flags_are_unimplemented_while_extended_types_are_off() {
    for (OpCode op : List.of(CREATE, CREATE2, CREATE_CONTAINER, CREATE_TTL)) {
      assertThat(verdicts(op, false, 0).subList(5, 7))
          .containsExactly(UNIMPLEMENTED, UNIMPLEMENTED);
      assertThat(verdicts(op, false, LONGEST + 1).subList(5, 7))
          .containsExactly(UNIMPLEMENTED, UNIMPLEMENTED);
    }
    assertThat(verdicts(CREATE_TTL, false, 1).subList(0, 5)).containsOnly(BAD);
    assertThat(verdicts(CREATE, false, 0).subList(0, 5)).containsOnly(OK);
  }

  @Test
  void flags_of_no_mode_are_bad_before_anything_else() {
    for (int flags : new int[] {-1, 7, 8, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      assertThat(CreateRules.check(create(CREATE, flags, 0), true)).isEqualTo(BAD);
      assertThat(CreateRules.check(create(CREATE_TTL, flags, 0), false)).isEqualTo(BAD);
    }
  }

  @Test
  void a_time_to_live_is_from_1_to_40_bits_of_milliseconds() {
    assertThat(ttl(1)).isEqualTo(OK);
    assertThat(ttl(LONGEST)).isEqualTo(OK);
    assertThat(ttl(0)).isEqualTo(BAD);
    assertThat(ttl(-1)).isEqualTo(BAD);
    assertThat(ttl(LONGEST + 1)).isEqualTo(BAD);
    assertThat(ttl(Long.MIN_VALUE)).isEqualTo(BAD);
    assertThat(ttl(Long.MAX_VALUE)).isEqualTo(BAD);
  }

  @Test
  void a_negative_time_to_live_is_refused_for_other_flags_too() {
    assertThat(CreateRules.check(create(CREATE_TTL, 0, -1), true)).isEqualTo(BAD);
  }

  @Test
  void the_mode_follows_the_flags_and_the_operation() {
    assertThat(CreateRules.mode(create(CREATE, 3, 0))).isEqualTo(CreateMode.EPHEMERAL_SEQUENTIAL);
    assertThat(CreateRules.mode(create(CREATE, 4, 0))).isEqualTo(CreateMode.CONTAINER);
    assertThat(CreateRules.mode(create(CREATE_CONTAINER, 0, 0))).isEqualTo(CreateMode.CONTAINER);
    assertThat(CreateRules.mode(create(CREATE_TTL, 5, 9)))
        .isEqualTo(CreateMode.PERSISTENT_WITH_TTL);
    assertThatThrownBy(() -> CreateRules.mode(create(CREATE, 7, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("flags 7");
  }

  private static ErrorCode ttl(long ttlMs) {
    return CreateRules.check(create(CREATE_TTL, 6, ttlMs), true);
  }

  private static List<ErrorCode> verdicts(OpCode op, boolean extendedTypes, long ttlMs) {
    List<ErrorCode> verdicts = new ArrayList<>();
    for (int flags = 0; flags <= 6; flags++) {
      verdicts.add(CreateRules.check(create(op, flags, ttlMs), extendedTypes));
    }
    return verdicts;
  }

  private static Request.Create create(OpCode op, int flags, long ttlMs) {
    return new Request.Create(op, "/a", null, Acl.OPEN, flags, ttlMs);
  }
}
