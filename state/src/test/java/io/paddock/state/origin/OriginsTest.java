package io.paddock.state.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.state.origin.Origins.Mark;
import java.util.List;
import org.junit.jupiter.api.Test;

class OriginsTest {
  private final Origins origins = Origins.NONE.with(new Mark(2, 100, 7));

  @Test
  void an_unknown_origin_begins_with_batch_one() {
    assertThat(origins.isNext(new Mark(1, 5, 1))).isTrue();
    assertThat(origins.isNext(new Mark(1, 5, 2))).isFalse();
  }

  @Test
  void only_the_very_next_batch_is_next() {
    assertThat(origins.isNext(new Mark(2, 100, 8))).isTrue();
    assertThat(origins.isNext(new Mark(2, 100, 7))).isFalse();
    assertThat(origins.isNext(new Mark(2, 100, 1))).isFalse();
    assertThat(origins.isNext(new Mark(2, 100, 9))).isFalse();
  }

  @Test
  void a_later_incarnation_begins_anew_and_an_earlier_one_is_over() {
    assertThat(origins.isNext(new Mark(2, 101, 1))).isTrue();
    assertThat(origins.isNext(new Mark(2, 101, 8))).isFalse();
    assertThat(origins.isNext(new Mark(2, 99, 8))).isFalse();
    assertThat(origins.isNext(new Mark(2, 99, 1))).isFalse();
  }

  @Test
  void marks_are_kept_by_origin_whatever_the_order_they_came_in() {
    Origins many = Origins.NONE;
    for (int origin : new int[] {5, 1, 255, 3, 1, 5, 0}) {
      Mark last = many.find(origin);
      many = many.with(new Mark(origin, 1, last == null ? 1 : last.batch() + 1));
    }

    assertThat(many)
        .containsExactly(
            new Mark(0, 1, 1),
            new Mark(1, 1, 2),
            new Mark(3, 1, 1),
            new Mark(5, 1, 2),
            new Mark(255, 1, 1));
    assertThat(many.find(4)).isNull();
    assertThat(Origins.of(List.of(new Mark(0, 1, 1), new Mark(2, 1, 1))).size()).isEqualTo(2);
  }

  @Test
  void the_digest_depends_on_every_part_of_every_mark() {
    assertThat(origins.digest()).isNotEqualTo(Origins.NONE.digest());
    assertThat(origins.with(new Mark(2, 100, 8)).digest()).isNotEqualTo(origins.digest());
    assertThat(origins.with(new Mark(2, 101, 7)).digest()).isNotEqualTo(origins.digest());
    assertThat(origins.with(new Mark(2, 100, 7)).digest()).isEqualTo(origins.digest());
  }

  @Test
  void marks_out_of_order_are_refused() {
    List<Mark> marks = List.of(new Mark(2, 1, 1), new Mark(2, 1, 1));

    assertThatThrownBy(() -> Origins.of(marks))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("out of order");
  }
}
