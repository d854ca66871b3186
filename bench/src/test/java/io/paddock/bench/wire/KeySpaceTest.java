package io.paddock.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySpaceTest {

  @Test
  void znodes_are_spread_over_the_parents_in_turn() {
    KeySpace keys = new KeySpace("/a/b", 3, 10, 0);

    assertThat(keys.znodePath(NameLetter.CREATED, 7)).isEqualTo("/a/b/p00001/c0000000007");
  }

  @Test
  void the_limits_are_accepted() {
    KeySpace keys =
        new KeySpace("/x", KeySpace.PARENTS_MAX, KeySpace.ZNODES_MAX, KeySpace.VALUE_BYTES_MAX);

    assertThat(keys.parents()).isEqualTo(99_999);
  }

  @Test
  void one_above_each_limit_is_refused() {
    assertThatThrownBy(() -> new KeySpace("/x", KeySpace.PARENTS_MAX + 1, 1, 0))
        .hasMessageContaining("parents 100000");
    assertThatThrownBy(() -> new KeySpace("/x", 1, KeySpace.ZNODES_MAX + 1, 0))
        .hasMessageContaining("znodes 1000000000");
    assertThatThrownBy(() -> new KeySpace("/x", 1, 1, KeySpace.VALUE_BYTES_MAX + 1))
        .hasMessageContaining("value size 1048001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "bench", "/bench/", "//bench", "/a//b", "/größe", "/a b"})
  void a_root_that_is_no_plain_path_is_refused(String root) {
    assertThatThrownBy(() -> new KeySpace(root, 1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("root '" + root + "'");
  }
}
