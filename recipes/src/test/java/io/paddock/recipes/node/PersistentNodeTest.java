package io.paddock.recipes.node;

import static io.paddock.recipes.stage.Stage.eventually;
import static io.paddock.recipes.stage.Stage.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.api.Client;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.NoAuthException;
import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Id;
import io.paddock.recipes.stage.OwnStage;
import io.paddock.recipes.stage.Stage;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnStage.class)
public class PersistentNodeTest {
  private final Stage stage;
  private final Client client;

  protected PersistentNodeTest(Stage stage) {
    this.stage = stage;
    this.client = stage.connect();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private boolean is(String path, String text) {
    return client.exists(path).isPresent() && client.get(path).text().equals(text);
  }

  @Test
  void it_is_made_again_whenever_somebody_deletes_it() {
    PersistentNode node =
        PersistentNode.start(client, "/a/b", Data.of("1"), CreateOptions.EPHEMERAL);
    assertThat(get(node.made())).isEqualTo("/a/b");
    client.delete("/a/b");
    eventually(() -> is("/a/b", "1"));
    get(node.setData(Data.of("2")));
    client.delete("/a/b");
    eventually(() -> is("/a/b", "2"));

    node.close();

    eventually(() -> client.exists("/a/b").isEmpty() && stage.watches() == 0);
  }

  @Test
  void an_ephemeral_one_comes_back_in_the_next_session_and_a_sequential_one_keeps_its_name() {
    Stage.Actor actor = stage.mortal();
    PersistentNode node =
        PersistentNode.start(
            actor.client(), "/a/n-", Data.of("1"), CreateOptions.EPHEMERAL_SEQUENTIAL);
    String path = get(node.made());
    assertThat(path).isEqualTo("/a/n-0000000000");
    actor.loseSession();

    eventually(
        () ->
            client
                .exists(path)
                .filter(s -> s.ephemeralOwner() == actor.client().sessionId())
                .isPresent());
    assertThat(client.children("/a")).hasSize(1);
  }

  @Test
  void a_znode_of_another_session_is_waited_for() {
    Client other = stage.connect();
    other.create("/e", Data.of("theirs"), CreateOptions.EPHEMERAL);
    PersistentNode node =
        PersistentNode.start(client, "/e", Data.of("mine"), CreateOptions.EPHEMERAL);
    eventually(() -> stage.watches() == 1);
    assertThat(node.made()).isNotDone();
    other.close();

    get(node.made());
    assertThat(is("/e", "mine")).isTrue();
  }

  @Test
  void what_the_server_refuses_is_told() {
    client.create(
        "/closed",
        null,
        CreateOptions.PERSISTENT.acl(List.of(new Acl(Acl.READ, new Id("world", "anyone")))));
    PersistentNode node = PersistentNode.start(client, "/closed/x", null, CreateOptions.EPHEMERAL);

    assertThatThrownBy(() -> get(node.made())).isInstanceOf(NoAuthException.class);
  }

  @Test
  void a_znode_of_another_session_is_neither_written_nor_deleted() {
    Client other = stage.connect();
    other.create("/e", Data.of("theirs"), CreateOptions.EPHEMERAL);
    PersistentNode node =
        PersistentNode.start(client, "/e", Data.of("mine"), CreateOptions.EPHEMERAL);
    eventually(() -> stage.watches() == 1);
    get(node.setData(Data.of("newer")));
    node.close();

    eventually(() -> stage.watches() == 0);
    assertThatThrownBy(() -> get(node.made())).isInstanceOf(CancellationException.class);
    assertThat(is("/e", "theirs")).isTrue();
  }

  @Test
  void one_that_is_there_already_gets_the_data() {
    client.create("/p", Data.of("old"));
    PersistentNode node =
        PersistentNode.start(client, "/p", Data.of("new"), CreateOptions.PERSISTENT);

    eventually(() -> is("/p", "new"));
    node.close();
    node.close();
    eventually(() -> client.exists("/p").isEmpty());
  }
}
