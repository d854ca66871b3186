package io.paddock.client.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.api.CreateOptions;
import io.paddock.protocol.message.Data;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** Ephemerals that come back in the next session. */
public abstract class KeptAliveSuite extends ServerSuite {
  private static final CreateOptions KEPT = CreateOptions.EPHEMERAL.keptAlive();

  protected KeptAliveSuite(InetSocketAddress server) {
    super(server);
  }

  private void awaitBack(String path) {
    Await.until(path + " is back", () -> isOurs(path));
  }

  private boolean isOurs(String path) {
    long session = client.sessionId();
    return session != 0
        && other.exists(path).filter(stat -> stat.ephemeralOwner() == session).isPresent();
  }

  @Test
  void an_ephemeral_that_is_kept_alive_comes_back_with_its_last_data() {
    client.create("/a", Data.of("1"), KEPT);
    client.create("/plain", null, CreateOptions.EPHEMERAL);
    client.set("/a", Data.of("2"));
    loseSession();
    assertThat(other.exists("/a")).isEmpty();
    link.heal();

    awaitBack("/a");
    assertThat(other.get("/a").text()).isEqualTo("2");
    assertThat(other.exists("/plain")).isEmpty();
  }

  @Test
  void it_comes_back_after_each_loss_with_its_parents() {
    client.create("/p/a", null, KEPT.makingParents());
    for (int i = 0; i < 2; i++) {
      loseSession();
      other.deleteRecursive("/p");
      link.heal();
      awaitBack("/p/a");
    }
  }

  @Test
  void one_that_was_deleted_stays_away() {
    client.create("/a", null, KEPT);
    client.create("/b", null, KEPT);
    client.delete("/a");
    loseSession();
    link.heal();
    awaitBack("/b");

    assertThat(other.exists("/a")).isEmpty();
  }

  @Test
  void while_it_is_somebody_elses_it_waits() {
    client.create("/a", Data.of("mine"), KEPT);
    long lost = client.sessionId();
    loseSession();
    other.create("/a", Data.of("theirs"));
    reconnect(lost);
    client.sync("/a");
    assertThat(client.get("/a").text()).isEqualTo("theirs");
    other.delete("/a");

    awaitBack("/a");
    assertThat(other.get("/a").text()).isEqualTo("mine");
  }
}
