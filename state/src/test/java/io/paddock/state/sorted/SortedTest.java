package io.paddock.state.sorted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.testgen.Seeded;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SortedTest {
  @Test
  void it_is_a_sorted_set_whatever_is_done_to_it() {
    Seeded.check("sorted against TreeSet", 100, SortedTest::againstSet);
  }

  private static void againstSet(Seeded random) {
    int range = random.pick(10, 100, 2_000);
    TreeSet<Integer> model = new TreeSet<>();
    Sorted<Integer> sorted = Sorted.empty(Comparator.naturalOrder());
    for (int i = 0; i < 500; i++) {
      int number = random.below(range);
      Sorted<Integer> before = sorted;
      List<Integer> copy = List.copyOf(model);
      if (random.chance(60)) {
        sorted = sorted.with(number);
        model.add(number);
      } else {
        sorted = sorted.without(number);
        model.remove(number);
      }
      assertThat(sorted.find(number)).isEqualTo(model.contains(number) ? number : null);
      assertThat(sorted.size()).isEqualTo(model.size());
      assertThat(sorted.isEmpty()).isEqualTo(model.isEmpty());
      if (i % 20 == 0) {
        assertThat(before).containsExactlyElementsOf(copy);
        assertThat(sorted).containsExactlyElementsOf(model);
        int from = random.below(range);
        assertThat(sorted.from(from)).containsExactlyElementsOf(model.tailSet(from));
      }
    }
  }

  @Test
  void a_search_takes_few_steps_however_the_elements_came() {
    Sorted<Integer> up = Sorted.empty(Comparator.naturalOrder());
    Sorted<Integer> down = Sorted.empty(Comparator.naturalOrder());
    for (int i = 0; i < 4_096; i++) {
      up = up.with(i);
      down = down.with(-i);
    }
    for (int i = 0; i < 4_000; i++) {
      up = up.without(i);
    }
    assertThat(steps(up, 4_095)).isLessThanOrEqualTo(12);
    assertThat(steps(down, 0)).isLessThanOrEqualTo(24);
    assertThat(steps(down, -4_095)).isLessThanOrEqualTo(24);
  }

  private static int steps(Sorted<Integer> sorted, int number) {
    AtomicInteger steps = new AtomicInteger();
    Integer found =
        sorted.find(
            element -> {
              steps.incrementAndGet();
              return Integer.compare(number, element);
            });
    assertThat(found).isEqualTo(number);
    return steps.get();
  }

  @Test
  void an_equal_element_takes_the_place_of_the_old_one() {
    Sorted<String> sorted = Sorted.<String>empty(String.CASE_INSENSITIVE_ORDER).with("a").with("b");

    assertThat(sorted.with("A")).containsExactly("A", "b");
    assertThat(sorted).containsExactly("a", "b");
  }

  @Test
  void taking_away_what_is_not_there_changes_nothing() {
    Sorted<Integer> sorted = Sorted.ofAscending(Comparator.naturalOrder(), List.of(1, 3, 5));

    assertThat(sorted.without(2)).isSameAs(sorted);
    assertThat(sorted.without(6)).isSameAs(sorted);
    assertThat(sorted.find(4)).isNull();
  }

  @Test
  void it_is_built_from_a_sorted_list() {
    for (int size = 0; size < 70; size++) {
      List<Integer> numbers = IntStream.range(0, size).boxed().toList();
      assertThat(Sorted.ofAscending(Comparator.<Integer>naturalOrder(), numbers))
          .containsExactlyElementsOf(numbers);
    }
  }

  @Test
  void a_list_out_of_order_is_refused() {
    Comparator<Integer> order = Comparator.naturalOrder();

    assertThatThrownBy(() -> Sorted.ofAscending(order, List.of(1, 2, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("elements 1 and 2 do not ascend");
  }

  @Test
  void an_iterator_that_is_at_its_end_says_so() {
    Comparator<Integer> order = Comparator.naturalOrder();

    assertThatThrownBy(() -> Sorted.empty(order).iterator().next())
        .isInstanceOf(NoSuchElementException.class);
  }
}
