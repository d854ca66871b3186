package io.paddock.recipes.partition;

import static io.paddock.recipes.stage.Stage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.api.Client;
import io.paddock.recipes.stage.OwnStage;
import io.paddock.recipes.stage.Stage;
import java.time.Duration;
import java.util.HashSet;
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

  private static boolean shared(List<SetPartitioner> all) {
    Set<String> together = new HashSet<>();
    int sum = 0;
    for (SetPartitioner each : all) {
      if (each.state() == PartitionState.RELEASE) {
        each.releaseSet();
      }
      together.addAll(each.part());
      sum += each.part().size();
    }
    assertThat(sum).isEqualTo(together.size());
    return together.equals(ITEMS) && all.stream().allMatch(p -> !p.part().isEmpty());
  }

  @Test
  void each_item_is_with_one_and_all_share_anew_when_somebody_comes_or_goes() {
    Client client = stage.connect();
    SetPartitioner one = start(client, "one");
    assertThat(one.awaitAcquired(Stage.PATIENCE)).isTrue();
    assertThat(one.part()).isEqualTo(ITEMS);
    SetPartitioner two = start(stage.connect(), "two");
    SetPartitioner three = start(stage.connect(), "three");

    eventually(() -> shared(List.of(one, two, three)));
    assertThat(one.part()).containsExactlyInAnyOrder("a", "d");
    assertThat(three.part()).containsExactlyInAnyOrder("b", "e");
    three.close();
    assertThat(three.state()).isEqualTo(PartitionState.FAILURE);
    assertThat(three.part()).isEmpty();
    eventually(() -> shared(List.of(one, two)));
    two.close();
    eventually(() -> shared(List.of(one)));
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
    eventually(() -> shared(List.of(lost, other)));
    actor.loseSession();

    eventually(() -> lost.state() == PartitionState.FAILURE);
    eventually(() -> shared(List.of(other)));
  }
}
