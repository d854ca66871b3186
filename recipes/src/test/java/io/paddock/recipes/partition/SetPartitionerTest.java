package io.paddock.recipes.partition;

import static io.paddock.recipes.stage.Stage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.api.Client;
import io.paddock.recipes.stage.OwnStage;
import io.paddock.recipes.stage.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnStage.class)
public class SetPartitionerTest {
  private static final Set<String> ITEMS = Set.of("a", "b", "c", "d", "e");
  private static final Duration QUIET = Duration.ofMillis(100);

  private final Stage stage;

  protected SetPartitionerTest(Stage stage) {
    this.stage = stage;
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private static SetPartitioner start(Client client, String who) {
    return SetPartitioner.start(client, "/shared", ITEMS, who, QUIET);
  }

  /** The part of each, when all have one and together the whole set. */
  private static List<Set<String>> shared(SetPartitioner... all) {
    List<Set<String>> seen = new ArrayList<>();
    eventually(
        () -> {
          seen.clear();
          seen.addAll(partsOf(all));
          assertThat(seen.stream().flatMap(Set::stream)).doesNotHaveDuplicates();
          return seen.stream().noneMatch(Set::isEmpty)
              && seen.stream().mapToInt(Set::size).sum() == ITEMS.size();
        });
    return seen;
  }

  // Each is looked at once: whose turn it is may change at any moment.
  private static List<Set<String>> partsOf(SetPartitioner... all) {
    List<Set<String>> parts = new ArrayList<>();
    for (SetPartitioner each : all) {
      if (each.state() == PartitionState.RELEASE) {
        each.releaseSet();
      }
      parts.add(each.part());
    }
    return parts;
  }

  @Test
  void each_item_is_with_one_and_all_share_anew_when_somebody_comes_or_goes() {
    Client client = stage.connect();
    SetPartitioner one = start(client, "one");
    assertThat(one.awaitAcquired(Stage.PATIENCE)).isTrue();
    assertThat(one.part()).isEqualTo(ITEMS);
    SetPartitioner two = start(stage.connect(), "two");
    SetPartitioner three = start(stage.connect(), "three");

    assertThat(shared(one, two, three))
        .containsExactly(Set.of("a", "d"), Set.of("c"), Set.of("b", "e"));
    three.close();
    assertThat(three.state()).isEqualTo(PartitionState.FAILURE);
    assertThat(three.part()).isEmpty();
    assertThat(shared(one, two)).containsExactly(Set.of("a", "c", "e"), Set.of("b", "d"));
    two.close();
    assertThat(shared(one)).containsExactly(ITEMS);
    one.close();
    eventually(() -> client.children("/shared/party").isEmpty());
    for (String item : ITEMS) {
      eventually(() -> client.children("/shared/locks/" + item).isEmpty());
    }
  }

  @Test
  void who_loses_its_session_fails_and_the_others_get_its_part() {
    Stage.Actor actor = stage.mortal();
    SetPartitioner lost = start(actor.client(), "one");
    SetPartitioner other = start(stage.connect(), "two");
    assertThat(shared(lost, other)).hasSize(2);
    actor.loseSession();

    eventually(() -> lost.state() == PartitionState.FAILURE);
    assertThat(shared(other)).containsExactly(ITEMS);
  }
}
