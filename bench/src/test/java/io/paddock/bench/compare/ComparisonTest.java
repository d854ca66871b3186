package io.paddock.bench.compare;

import static io.paddock.bench.compare.Goal.atLeast;
import static io.paddock.bench.compare.Goal.atMost;
import static io.paddock.bench.compare.Goal.noMoreThan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.bench.report.Json;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Row ROW =
      new Row(
          "set-32x16",
          "set 32×16, 128 B",
          List.of(
              new Metric("throughput", "ops/s", atLeast(1.5)),
              new Metric("p50", "ms", null),
              new Metric("server CPU", "ms/1000", atMost(0.5))));
  private static final Setting SETTING =
      new Setting(
          LocalDate.of(2026, 1, 2),
          "2 cores",
          "bench/compare --rounds 3",
          1,
          new ServerFacts("ZooKeeper", "3.9.5", "17.0.15"),
          new ServerFacts("Paddock", "0.1.0", "25"));

  private final Samples first = new Samples();
  private final Samples second = new Samples();

  @Test
  void medians_ratios_and_goals_stand_side_by_side() {
    threeRounds();

    String[] lines = Tables.text(comparison()).split("\n");
    assertThat(lines[0]).isEqualTo("first:  ZooKeeper 3.9.5, JDK 17.0.15");
    assertThat(lines[3].split(" {2,}"))
        .containsExactly(
            "set 32×16, 128 B", "throughput", "100,000", "200,000", "2.00", "≥ 1.50", "met");
    assertThat(lines[4].strip().split(" {2,}")).containsExactly("p50", "5.00", "2.50", "0.50");
    assertThat(lines[5].strip().split(" {2,}"))
        .containsExactly("server CPU", "12.0", "9.00", "0.75", "≤ 0.50", "missed");
  }

  @Test
  void markdown_shows_the_spread_and_what_was_compared() {
    threeRounds();

    assertThat(Tables.markdown(comparison()))
        .startsWith("# ZooKeeper and Paddock side by side\n\n- date: 2026-01-02\n")
        .contains("- command: `bench/compare --rounds 3`\n", "- second: Paddock 0.1.0, JDK 25\n")
        .contains(
            "| set 32×16, 128 B | throughput, ops/s | 100,000 (90,000–120,000)"
                + " | 200,000 (180,000–240,000) | 2.00 | ≥ 1.50 | met |\n");
  }

  @Test
  void the_json_holds_every_round() {
    threeRounds();

    assertThat(Json.text(comparison().toMap()))
        .contains("\"date\": \"2026-01-02\"", "\"first\": \"ZooKeeper 3.9.5, JDK 17.0.15\"")
        .contains("\"row\": \"set-32x16\"", "\"metric\": \"throughput\"")
        .contains("120000.0,", "\"secondMedian\": 200000.0", "\"ratio\": 2.0")
        .contains("\"goal\": \"≥ 1.50\"", "\"verdict\": \"met\"");
  }

  @Test
  void a_row_that_one_side_lacks_is_left_out() {
    first.add(ROW, List.of(1.0, 1.0, 1.0));

    assertThat(comparison().lines()).isEmpty();
  }

  @Test
  void figures_that_do_not_fit_the_row_are_refused() {
    assertThatThrownBy(() -> first.add(ROW, List.of(1.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("set-32x16: 1 figures");
  }

  @Test
  void the_median_is_the_middle_or_the_mean_of_the_two_in_the_middle() {
    assertThat(Samples.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2.0);
    assertThat(Samples.median(List.of(4.0, 1.0, 2.0, 100.0))).isEqualTo(3.0);
    assertThat(Samples.median(List.of())).isNaN();
  }

  @Test
  void a_goal_is_met_at_its_limit() {
    assertThat(atMost(0.5).isMetBy(2, 1)).isTrue();
    assertThat(atMost(0.5).isMetBy(1, 0.501)).isFalse();
    assertThat(atLeast(1.5).isMetBy(2, 3)).isTrue();
    assertThat(atLeast(1.5).isMetBy(1, 1.499)).isFalse();
    assertThat(atMost(0.5).isMetBy(1, Double.NaN)).isFalse();
  }

  @Test
  void a_goal_by_itself_does_not_look_at_the_first_server() {
    assertThat(noMoreThan(0.3).isMetBy(0, 0.3)).isTrue();
    assertThat(noMoreThan(0.3).isMetBy(100, 0.301)).isFalse();
    assertThat(noMoreThan(0.3).text("s")).isEqualTo("≤ 0.300 s");
    assertThat(noMoreThan(0).text("")).isEqualTo("≤ 0");
  }

  @Test
  void there_is_no_ratio_to_nothing() {
    Row outage = new Row("kill", "killed", List.of(new Metric("errors", "", noMoreThan(0))));
    first.add(outage, List.of(0.0));
    second.add(outage, List.of(0.0));
    Comparison comparison = Comparison.of(SETTING, List.of(outage), first, second);

    assertThat(Tables.markdown(comparison)).contains("| killed | errors | 0 | 0 | – | ≤ 0 | met |");
    assertThat(Tables.text(comparison).split("\n")[3].split(" {2,}"))
        .containsExactly("killed", "errors", "0", "0", "–", "≤ 0", "met");
  }

  private void threeRounds() {
    first.add(ROW, List.of(90_000.0, 5.0, 12.0));
    first.add(ROW, List.of(120_000.0, 5.0, 12.0));
    first.add(ROW, List.of(100_000.0, 5.0, 12.0));
    second.add(ROW, List.of(180_000.0, 2.5, 9.0));
    second.add(ROW, List.of(240_000.0, 2.5, 9.0));
    second.add(ROW, List.of(200_000.0, 2.5, 9.0));
  }

  private Comparison comparison() {
    return Comparison.of(SETTING, List.of(ROW), first, second);
  }
}
