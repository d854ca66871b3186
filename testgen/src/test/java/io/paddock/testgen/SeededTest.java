package io.paddock.testgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeededTest {
  private static final Pattern REPLAY = Pattern.compile("-Dpaddock\\.seed=(0x[0-9a-f]+)");

  // A replay of another test gives this property to all; here it would decide what is tested.
  private final @Nullable String replayed = System.getProperty(Seeded.SEED_PROPERTY);

  @BeforeEach
  void forgetReplay() {
    System.clearProperty(Seeded.SEED_PROPERTY);
  }

  @AfterEach
  void restoreReplay() {
    if (replayed != null) {
      System.setProperty(Seeded.SEED_PROPERTY, replayed);
    }
  }

  @Test
  void the_same_seed_gives_the_same_values() {
    assertThat(sample(new Seeded(42))).isEqualTo(sample(new Seeded(42)));
    assertThat(sample(new Seeded(42))).isNotEqualTo(sample(new Seeded(43)));
  }

  @Test
  void every_run_has_another_seed() {
    Set<Long> seeds = new HashSet<>();
    Seeded.check("seeds", 100, random -> seeds.add(random.seed()));
    assertThat(seeds).hasSize(100 * Integer.getInteger(Seeded.RUNS_PROPERTY, 1));
  }

  @Test
  void a_failure_names_the_seed_and_the_seed_repeats_it() {
    List<String> seen = new ArrayList<>();
    Seeded.Body fails =
        random -> {
          String text = random.nasty(20);
          if (random.below(5) == 0) {
            seen.add(text);
            throw new IllegalStateException("found " + text.length());
          }
        };
    String message = messageOf(fails, 1000);
    assertThat(message).startsWith("numbers failed; repeat with -D").contains("found ");

    Matcher replay = REPLAY.matcher(message);
    assertThat(replay.find()).isTrue();
    System.setProperty(Seeded.SEED_PROPERTY, replay.group(1));
    try {
      messageOf(fails, 1000);
    } finally {
      System.clearProperty(Seeded.SEED_PROPERTY);
    }
    assertThat(seen).hasSize(2);
    assertThat(seen.get(1)).isEqualTo(seen.get(0));
  }

  @Test
  void a_fixed_seed_means_one_run() {
    System.setProperty(Seeded.SEED_PROPERTY, "7");
    List<Long> seeds = new ArrayList<>();
    try {
      Seeded.check("once", 50, random -> seeds.add(random.seed()));
    } finally {
      System.clearProperty(Seeded.SEED_PROPERTY);
    }
    assertThat(seeds).containsExactly(7L);
  }

  @Test
  void the_number_of_runs_can_be_multiplied() {
    String before = System.getProperty(Seeded.RUNS_PROPERTY, "1");
    System.setProperty(Seeded.RUNS_PROPERTY, "3");
    List<Long> seeds = new ArrayList<>();
    try {
      Seeded.check("thrice", 4, random -> seeds.add(random.seed()));
    } finally {
      System.setProperty(Seeded.RUNS_PROPERTY, before);
    }
    assertThat(seeds).hasSize(12);
  }

  @Test
  void bounds_are_kept_and_reached() {
    Seeded random = new Seeded(1);
    Set<Integer> between = new HashSet<>();
    Set<Integer> sizes = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      between.add(random.between(-1, 1));
      sizes.add(random.size(3));
      assertThat(random.ascii(5).length()).isLessThanOrEqualTo(5);
      assertThat(random.name(3)).matches("[a-z]{1,3}");
      assertThat(random.bytesUpTo(4).length).isBetween(0, 4);
      assertThat(random.list(2, Seeded::anyInt)).hasSizeLessThanOrEqualTo(2);
    }
    assertThat(between).containsExactlyInAnyOrder(-1, 0, 1);
    assertThat(sizes).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(random.between(Integer.MAX_VALUE, Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void weights_decide_how_often() {
    Seeded random = new Seeded(1);
    int[] counts = new int[3];
    for (int i = 0; i < 1000; i++) {
      counts[random.weighted(0, 9, 1)]++;
    }
    assertThat(counts[0]).isZero();
    assertThat(counts[1]).isGreaterThan(5 * counts[2]);
    assertThat(counts[2]).isPositive();
  }

  @Test
  void a_shuffle_keeps_the_elements() {
    List<Integer> numbers = List.of(1, 2, 3, 4, 5, 6, 7, 8);
    List<Integer> shuffled = new Seeded(5).shuffled(numbers);
    assertThat(shuffled).containsExactlyInAnyOrderElementsOf(numbers).isNotEqualTo(numbers);
  }

  @Test
  void edges_are_likely() {
    Seeded random = new Seeded(1);
    Set<Integer> ints = new HashSet<>();
    Set<Long> longs = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      ints.add(random.anyInt());
      longs.add(random.anyLong());
    }
    assertThat(ints).contains(0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE);
    assertThat(longs).contains(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static String messageOf(Seeded.Body body, int runs) {
    List<String> messages = new ArrayList<>();
    assertThatThrownBy(() -> Seeded.check("numbers", runs, body))
        .isInstanceOf(AssertionError.class)
        .satisfies(e -> messages.add(String.valueOf(e.getMessage())));
    return messages.get(0);
  }

  private static List<Object> sample(Seeded random) {
    List<Object> values = new ArrayList<>();
    values.add(random.anyInt());
    values.add(random.anyLong());
    values.add(random.nasty(10));
    values.add(random.unicode(10));
    values.add(random.split().anyLong());
    values.add(random.pick("a", "b", "c"));
    values.add(Objects.toString(random.orNull(50, r -> r.name(3))));
    values.add(random.flip());
    return values;
  }
}
