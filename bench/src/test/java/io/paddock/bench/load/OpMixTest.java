package io.paddock.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpMixTest {

  @Test
  void one_name_is_a_mix_of_that_alone() {
    OpMix mix = OpMix.parse("create");

    assertThat(mix.kinds()).containsExactly(OpKind.CREATE);
    assertThat(mix.cumulativeWeights()).containsExactly(1);
    assertThat(mix).hasToString("create");
  }

  @Test
  void shares_are_weights_that_need_not_add_up_to_a_hundred() {
    OpMix mix = OpMix.parse("get=9, set=1");

    assertThat(mix.kinds()).containsExactly(OpKind.SET, OpKind.GET);
    assertThat(mix.cumulativeWeights()).containsExactly(1, 10);
    assertThat(mix).hasToString("set=1,get=9");
  }

  @Test
  void names_are_found_whatever_their_case() {
    assertThat(OpMix.parse("getchildren").kinds()).containsExactly(OpKind.GET_CHILDREN);
  }

  @Test
  void an_unknown_operation_is_refused_with_all_that_are_known() {
    assertThatThrownBy(() -> OpMix.parse("get=1,put=2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'put'")
        .hasMessageContaining("ephemeral-seq");
  }

  @Test
  void the_close_that_the_tool_sends_itself_is_no_operation_of_a_mix() {
    assertThatThrownBy(() -> OpMix.parse("close")).hasMessageContaining("unknown operation");
  }

  @Test
  void the_same_operation_twice_is_refused() {
    assertThatThrownBy(() -> OpMix.parse("get=1,get=2")).hasMessageContaining("given twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"get=0", "get=-1", "get=x", "get=", "get=1000001", "get=1.5"})
  void a_share_that_is_no_positive_whole_number_is_refused(String mix) {
    assertThatThrownBy(() -> OpMix.parse(mix)).hasMessageContaining("whole number from 1 to");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "get,,set", "=5"})
  void a_part_without_a_name_is_refused(String mix) {
    assertThatThrownBy(() -> OpMix.parse(mix)).hasMessageContaining("unknown operation ''");
  }
}
