package io.paddock.discovery.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.client.api.ConnectionLossException;
import io.paddock.protocol.message.Data;
import io.paddock.testkit.embedded.EmbeddedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to an ephemeral between two requests of the registration that it is of. */
class SeatTest {
  private static final Data OLD = Data.of("old");
  private static final Data NEW = Data.of("new");

  private final EmbeddedServer server = EmbeddedServer.start();
  private final Client client = PaddockClient.connect(server.connectString());

  @BeforeEach
  void a_service() {
    client.create("/s", null);
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private static Seat seat() {
    return new Seat("/s/a:1", RegisterOptions.USUAL, event -> {});
  }

  @Test
  void what_goes_before_it_is_watched_is_made_again() {
    Seat seat = seat();

    seat.keep(DisturbedClient.before(client, "exists", () -> client.delete("/s/a:1")), OLD);

    assertThat(client.get("/s/a:1").data()).isEqualTo(OLD);
  }

  @Test
  void who_has_left_does_not_delete_what_another_of_the_same_session_makes_then() {
    Seat first = seat();
    first.take(client, OLD);
    first.leave(client);
    seat().take(client, NEW);

    first.leave(client);

    assertThat(client.get("/s/a:1").data()).isEqualTo(NEW);
  }

  @Test
  void what_was_made_without_an_answer_is_known_and_changed_and_deleted() {
    Seat seat = seat();
    Client creating = DisturbedClient.after(client, "create", DisturbedClient.loss());
    assertThatThrownBy(() -> seat.take(creating, OLD)).isInstanceOf(ConnectionLossException.class);
    assertThat(client.get("/s/a:1").data()).isEqualTo(OLD);

    Client changing = DisturbedClient.after(client, "commit", DisturbedClient.loss());
    assertThatThrownBy(() -> seat.keep(changing, NEW)).isInstanceOf(ConnectionLossException.class);
    assertThat(client.get("/s/a:1").data()).isEqualTo(NEW);
    seat.leave(client);

    assertThat(client.exists("/s/a:1")).isEmpty();
  }
}
