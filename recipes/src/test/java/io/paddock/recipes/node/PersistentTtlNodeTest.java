package io.paddock.recipes.node;

import static io.paddock.recipes.stage.Stage.eventually;
import static io.paddock.recipes.stage.Stage.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.client.api.RefusedException;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.recipes.stage.OwnStage;
import io.paddock.recipes.stage.Stage;
import io.paddock.testkit.embedded.EmbeddedServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnStage.class)
public class PersistentTtlNodeTest {
  private static final String PATH = "/kept/me";
  private static final String TOUCH = PATH + "/touch";
  private static final Duration SHORT = Duration.ofMillis(200);

  private final Stage stage;
  private final Client client;

  protected PersistentTtlNodeTest(Stage stage) {
    this.stage = stage;
    this.client = stage.connect();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private int touched() {
    return client.exists(TOUCH).map(stat -> stat.version()).orElse(0);
  }

  @Test
  void it_is_touched_as_long_as_it_is_open_and_no_longer() {
    PersistentTtlNode node = PersistentTtlNode.start(client, PATH, Data.of("1"), SHORT);
    assertThat(get(node.made())).isEqualTo(PATH);
    assertThat(client.get(PATH).text()).isEqualTo("1");
    get(node.setData(Data.of("2")));
    assertThat(client.get(PATH).text()).isEqualTo("2");
    eventually(() -> touched() > 3);
    node.close();
    long mzxid = client.get(PATH).stat().mzxid();

    // Whoever deletes what has a time to live looks once in a while.
    eventually(() -> client.exists(TOUCH).isEmpty());
    assertThat(client.exists(PATH).filter(stat -> stat.mzxid() != mzxid)).isEmpty();
  }

  @Test
  void what_somebody_deletes_is_made_again() {
    PersistentTtlNode node = PersistentTtlNode.start(client, PATH, Data.of("1"), SHORT);
    get(node.made());
    client.deleteRecursive(PATH);

    eventually(() -> client.exists(TOUCH).isPresent() && client.get(PATH).text().equals("1"));
    node.close();
  }

  @Test
  void it_outlives_the_session_of_its_owner() {
    Stage.Actor actor = stage.mortal();
    PersistentTtlNode node =
        PersistentTtlNode.start(actor.client(), PATH, Data.of("1"), Duration.ofMinutes(5));
    get(node.made());
    long czxid = client.get(PATH).stat().czxid();
    actor.loseSession();

    assertThat(client.get(PATH).stat().czxid()).isEqualTo(czxid);
    node.close();
  }

  @Test
  void a_server_that_knows_no_time_to_live_is_told_of() {
    try (EmbeddedServer server = EmbeddedServer.start();
        Client lone = PaddockClient.connect(server.connectString())) {
      PersistentTtlNode node = PersistentTtlNode.start(lone, PATH, null, SHORT);

      assertThatThrownBy(() -> get(node.made()))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> assertThat(refused.error()).isEqualTo(ErrorCode.UNIMPLEMENTED));
      node.close();
    }
  }
}
