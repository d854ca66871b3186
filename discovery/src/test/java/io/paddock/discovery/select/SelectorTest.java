package io.paddock.discovery.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SelectorTest {
  private static final List<String> NAMES = List.of("a", "b", "c");

  @Test
  void of_nothing_nothing_is_chosen() {
    for (Selector each :
        List.of(
            Selector.random(new Random(1)),
            Selector.roundRobin(),
            Selector.sticky(Selector.roundRobin()),
            Selector.weighted(name -> 1, new Random(1)))) {
      assertThat(each.choose(List.of())).isEmpty();
    }
  }

  @Test
  void round_robin_takes_one_after_the_other_and_goes_on_when_the_list_changes() {
    Selector selector = Selector.roundRobin();

    assertThat(Stream.generate(() -> selector.choose(NAMES)).limit(4).map(each -> each.orElse("")))
        .containsExactly("a", "b", "c", "a");
    assertThat(selector.choose(List.of("x", "y"))).contains("x");
  }

  @Test
  void random_takes_each_about_as_often_as_another() {
    assertThat(counts(Selector.random(new Random(7))).values()).allMatch(n -> n > 800);
  }

  @Test
  void sticky_stays_until_its_choice_is_gone() {
    Selector selector = Selector.sticky(Selector.roundRobin());

    assertThat(selector.choose(NAMES)).contains("a");
    assertThat(selector.choose(List.of("z", "a"))).contains("a");
    assertThat(selector.choose(List.of("y", "z"))).contains("z");
    assertThat(selector.choose(List.of("z", "y"))).contains("z");
  }

  @Test
  void weighted_takes_each_as_often_as_its_weight_says() {
    Map<String, Integer> weights = Map.of("a", 1, "b", 2, "c", 0);

    Map<String, Integer> counts =
        counts(Selector.weighted(name -> weights.getOrDefault(name, 0), new Random(7)));

    assertThat(counts).containsOnlyKeys("a", "b");
    assertThat(counts.getOrDefault("a", 0)).isBetween(900, 1100);
    assertThat(counts(Selector.weighted(name -> -1, new Random(7)))).hasSize(3);
  }

  private static Map<String, Integer> counts(Selector selector) {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < 3000; i++) {
      counts.merge(selector.choose(NAMES).orElse(""), 1, Integer::sum);
    }
    return counts;
  }
}
