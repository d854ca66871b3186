package io.paddock.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.api.Client;
import io.paddock.client.api.CreateOptions;
import io.paddock.protocol.message.Data;
import io.paddock.testkit.embedded.EmbeddedServer;
import io.paddock.testkit.fault.FaultyLink;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeptAliveTest {
  private static final CreateOptions KEPT = CreateOptions.EPHEMERAL.keptAlive();

  private final EmbeddedServer server = EmbeddedServer.start();
  private final FaultyLink link = new FaultyLink(server.address());
  private final Client other = PaddockClient.connect(server.connectString());
  private final Client client =
      PaddockClient.builder("127.0.0.1:" + link.port())
          .sessionTimeout(Duration.ofMillis(600))
          .connect();

  @AfterEach
  void close() {
    client.close();
    other.close();
    link.close();
    server.close();
  }

  private void loseSession() {
    long before = client.sessionId();
    link.cut();
    Await.until("the session is lost", () -> client.sessionId() != before);
  }

  private long owner(String path) {
    return other.exists(path).map(stat -> stat.ephemeralOwner()).orElse(0L);
  }

  @Test
  void an_ephemeral_that_is_kept_alive_comes_back_with_its_last_data() {
    client.create("/a", Data.of("1"), KEPT);
    client.create("/plain", null, CreateOptions.EPHEMERAL);
    client.set("/a", Data.of("2"));
    loseSession();
    link.heal();

    Await.until("it is back", () -> owner("/a") != 0 && owner("/a") == client.sessionId());
    assertThat(other.get("/a").text()).isEqualTo("2");
    assertThat(other.exists("/plain")).isEmpty();
  }

  @Test
  void it_comes_back_after_each_loss_with_its_parents() {
    client.create("/p/a", null, KEPT.makingParents());
    for (int i = 0; i < 2; i++) {
      loseSession();
      Await.until("the server has noticed", () -> owner("/p/a") == 0);
      other.deleteRecursive("/p");
      link.heal();
      Await.until("it is back", () -> owner("/p/a") != 0 && owner("/p/a") == client.sessionId());
    }
  }

  @Test
  void one_that_was_deleted_stays_away() {
    client.create("/a", null, KEPT);
    client.create("/b", null, KEPT);
    client.delete("/a");
    loseSession();
    link.heal();
    Await.until("the other one is back", () -> owner("/b") == client.sessionId());

    assertThat(other.exists("/a")).isEmpty();
  }

  @Test
  void while_it_is_somebody_elses_it_waits() {
    client.create("/a", Data.of("mine"), KEPT);
    loseSession();
    Await.until("the server has noticed", () -> owner("/a") == 0);
    other.create("/a", Data.of("theirs"));
    link.heal();
    client.sync("/a");
    assertThat(client.get("/a").text()).isEqualTo("theirs");
    other.delete("/a");

    Await.until("it is back", () -> owner("/a") == client.sessionId());
    assertThat(other.get("/a").text()).isEqualTo("mine");
  }

  @Test
  void only_plain_ephemerals_can_come_back() {
    assertThatThrownBy(() -> CreateOptions.PERSISTENT.keptAlive())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CreateOptions.EPHEMERAL_SEQUENTIAL.keptAlive())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> KEPT.protectedByMark()).isInstanceOf(IllegalArgumentException.class);
  }
}
