package io.paddock.recipes.steps;

import static io.paddock.recipes.stage.Stage.PATIENCE;
import static io.paddock.recipes.stage.Stage.eventually;
import static io.paddock.recipes.stage.Stage.get;
import static io.paddock.recipes.steps.Scene.everyStep;
import static io.paddock.recipes.steps.Scene.steadily;
import static io.paddock.recipes.steps.Scene.tried;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.api.Client;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.Node;
import io.paddock.protocol.message.Data;
import io.paddock.recipes.node.PersistentNode;
import io.paddock.recipes.node.PersistentTtlNode;
import io.paddock.recipes.partition.SetPartitioner;
import io.paddock.recipes.party.GroupMember;
import io.paddock.recipes.party.Party;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kept znodes, members, and what they share: what they promise, with each fault at each step; see
 * {@link Scene}.
 */
@Execution(ExecutionMode.CONCURRENT)
class MembersAtEveryStepTest {
  @EachFault
  void a_kept_node_is_there_until_it_is_closed_and_not_longer(Fault fault) {
    everyStep(
        fault,
        scene -> {
          String path = scene.path();
          scene.begin();
          PersistentNode node =
              PersistentNode.start(scene.hit(), path, Data.of("1"), CreateOptions.EPHEMERAL);
          get(node.made());
          tried(() -> get(node.setData(Data.of("2"))));
          eventually(() -> is(scene.spared(), path, "2"));
          node.close();
          eventually(() -> steadily(() -> scene.spared().exists(path)).isEmpty());
        });
  }

  private static boolean is(Client client, String path, String text) {
    Node node = steadily(() -> client.get(path));
    return node.text().equals(text);
  }

  @EachFault
  void a_node_that_outlives_its_owner_has_its_last_data(Fault fault) {
    everyStep(
        fault,
        scene -> {
          String path = scene.path();
          scene.begin();
          PersistentTtlNode node =
              PersistentTtlNode.start(scene.hit(), path, Data.of("1"), Duration.ofMinutes(5));
          get(node.made());
          tried(() -> get(node.setData(Data.of("2"))));
          eventually(() -> is(scene.spared(), path, "2"));
          node.close();
        });
  }

  @EachFault
  void who_has_come_to_a_party_is_there_once(Fault fault) {
    everyStep(
        fault,
        scene -> {
          Party mine = Party.at(scene.hit(), scene.path(), "mine");
          Party theirs = Party.at(scene.spared(), scene.path(), "theirs");
          scene.begin();
          mine.join();
          steadily(
              () -> {
                theirs.join();
                return true;
              });
          eventually(() -> steadily(theirs::members).size() == 2);
          assertThat(steadily(mine::members)).hasSizeBetween(1, 2);
          mine.leave();
          eventually(() -> steadily(theirs::members).equals(List.of("theirs")));
          theirs.leave();
        });
  }

  @EachFault
  void a_member_of_a_group_is_there_once_with_its_last_data(Fault fault) {
    everyStep(
        fault,
        scene -> {
          GroupMember theirs = GroupMember.join(scene.spared(), scene.path(), "theirs", Data.EMPTY);
          scene.begin();
          GroupMember mine = GroupMember.join(scene.hit(), scene.path(), "mine", Data.of("1"));
          tried(() -> get(mine.setData(Data.of("2"))));
          eventually(
              () -> {
                Node seen = steadily(theirs::members).get("mine");
                return seen != null && seen.text().equals("2");
              });
          mine.close();
          eventually(() -> steadily(theirs::members).keySet().equals(Set.of("theirs")));
          theirs.close();
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"DROP_BEFORE", "EXPIRE_AFTER"})
  void a_shared_set_is_given_back_whole(Fault fault) {
    everyStep(
        fault,
        scene -> {
          Set<String> set = Set.of("a", "b");
          scene.begin();
          tried(() -> shareOnce(scene.hit(), scene.path(), set));
          SetPartitioner theirs = start(scene.spared(), scene.path(), set);
          eventually(() -> whole(theirs, set));
          theirs.close();
        });
  }

  private static SetPartitioner start(Client client, String path, Set<String> set) {
    return steadily(() -> SetPartitioner.start(client, path, set, "x", Duration.ofMillis(5)));
  }

  private static void shareOnce(Client client, String path, Set<String> set) {
    SetPartitioner mine = start(client, path, set);
    mine.awaitAcquired(PATIENCE);
    mine.close();
  }

  private static boolean whole(SetPartitioner of, Set<String> set) {
    of.releaseSet();
    of.awaitAcquired(PATIENCE);
    return of.part().equals(set);
  }
}
