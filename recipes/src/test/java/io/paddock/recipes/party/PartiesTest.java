package io.paddock.recipes.party;

import static io.paddock.recipes.stage.Stage.eventually;
import static io.paddock.recipes.stage.Stage.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.api.Client;
import io.paddock.client.api.InterruptedOperationException;
import io.paddock.client.api.Node;
import io.paddock.protocol.message.Data;
import io.paddock.recipes.stage.OwnStage;
import io.paddock.recipes.stage.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnStage.class)
public class PartiesTest {
  private static final String PATH = "/party";

  private final Stage stage;
  private final Client client;

  protected PartiesTest(Stage stage) {
    this.stage = stage;
    this.client = stage.connect();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void who_has_joined_is_there_until_it_leaves() {
    Party one = Party.at(client, PATH, "one");
    Party two = Party.at(stage.connect(), PATH, "two");
    assertThat(one.members()).isEmpty();
    one.join();
    one.join();
    two.join();
    assertThat(one.members()).containsExactlyInAnyOrder("one", "two");
    assertThat(client.children(PATH)).allMatch(name -> name.matches("[0-9a-f]{32}__party__"));

    two.leave();
    two.leave();

    eventually(() -> one.size() == 1);
    one.close();
    eventually(() -> two.members().isEmpty() && stage.watches() == 0);
  }

  @Test
  void a_shallow_party_has_its_identifiers_in_the_names() {
    Party one = Party.shallow(client, PATH, "host-1");
    one.join();

    assertThat(one.members()).containsExactly("host-1");
    assertThat(client.children(PATH)).allMatch(name -> name.matches("[0-9a-f]{32}-host-1"));
  }

  @Test
  void who_loses_its_session_is_there_again() {
    Stage.Actor actor = stage.mortal();
    Party one = Party.at(actor.client(), PATH, "one");
    one.join();
    actor.loseSession();

    // Until the server ends the old session its znode is there too.
    eventually(() -> owners().equals(List.of(actor.client().sessionId())));
    assertThat(Party.at(client, PATH, "").members()).isEqualTo(one.members()).hasSize(1);
  }

  private List<Long> owners() {
    return client.childrenWithData(PATH).values().stream()
        .map(each -> each.stat().ephemeralOwner())
        .toList();
  }

  @Test
  void a_member_of_a_group_is_known_by_its_id_and_has_data() {
    GroupMember one = GroupMember.join(client, PATH, "one", Data.of("1"));
    GroupMember two = GroupMember.join(stage.connect(), PATH, "two", Data.of("2"));
    assertThat(one.members().keySet()).containsExactly("one", "two");
    get(one.setData(Data.of("new")));
    assertThat(two.members().values()).extracting(Node::text).containsExactly("new", "2");

    one.close();

    eventually(() -> two.members().keySet().equals(Set.of("two")));
  }

  @Test
  void who_is_interrupted_while_it_joins_has_not_joined() {
    Stage.Actor actor = stage.actor(Duration.ofSeconds(6));
    Client cut = actor.client();
    cut.ensurePath(PATH);
    actor.link().partition();
    assertInterrupted(() -> Party.at(cut, PATH, "one").join());
    assertInterrupted(() -> GroupMember.join(cut, PATH, "two", Data.EMPTY).close());
    actor.link().heal();
    actor.link().resetAll();

    // What it comes after on the same connection would be there as well.
    GroupMember last = GroupMember.join(cut, PATH, "last", Data.EMPTY);
    eventually(() -> client.children(PATH).equals(List.of("last")) && stage.watches() == 1);
    last.close();
    eventually(() -> client.children(PATH).isEmpty() && stage.watches() == 0);
  }

  private void assertInterrupted(Runnable joining) {
    CompletableFuture<Boolean> ended =
        stage.aside(
            () -> {
              Thread.currentThread().interrupt();
              assertThatThrownBy(joining::run).isInstanceOf(InterruptedOperationException.class);
              return Thread.interrupted();
            });
    assertThat(get(ended)).isTrue();
  }
}
