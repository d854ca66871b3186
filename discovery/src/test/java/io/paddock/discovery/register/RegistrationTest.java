package io.paddock.discovery.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.client.api.ConnectionLossException;
import io.paddock.protocol.message.Data;
import io.paddock.testkit.embedded.EmbeddedServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The beginning and the end of registrations, and addresses that others have. */
class RegistrationTest {
  private static final Duration AT_ONCE = Duration.ofMillis(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EmbeddedServer server = EmbeddedServer.start();
  private final Client client = PaddockClient.connect(server.connectString());
  private final Client other = PaddockClient.connect(server.connectString());

  @BeforeEach
  void a_service() {
    client.create("/s", null);
    other.sync("/s");
  }

  @AfterEach
  void close() {
    client.close();
    other.close();
    server.close();
  }

  private static Registration register(Client with, String address, RegisterOptions options) {
    return new Registration(with, "/s", address, Map.of("by", with.sessionId()), options);
  }

  private long owner(String address) {
    return client.exists("/s/" + address).map(stat -> stat.ephemeralOwner()).orElse(0L);
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  @Test
  void an_address_that_is_taken_is_told_with_who_has_it() {
    Registration first = register(client, "a:1", RegisterOptions.USUAL);

    assertThatThrownBy(() -> register(other, "a:1", RegisterOptions.USUAL))
        .isInstanceOf(AddressTakenException.class)
        .hasMessage(
            "/s/a:1: registered already, by the session 0x" + Long.toHexString(client.sessionId()));
    assertThatThrownBy(() -> register(client, "a:1", RegisterOptions.USUAL))
        .isInstanceOf(AddressTakenException.class)
        .hasMessageContaining("by this client's own session 0x");
    // Neither has taken away what the first one has.
    assertThat(owner("a:1")).isEqualTo(client.sessionId());
    assertThat(first.close(PATIENCE)).isTrue();
    assertThat(owner("a:1")).isZero();
  }

  @Test
  void a_znode_of_another_kind_is_never_taken() {
    client.create("/s/a:1", Data.of("mine"));

    for (RegisterOptions each :
        List.of(
            RegisterOptions.USUAL,
            RegisterOptions.USUAL.takingOver(),
            RegisterOptions.USUAL.waiting(AT_ONCE))) {
      assertThatThrownBy(() -> register(other, "a:1", each))
          .isInstanceOf(AddressTakenException.class)
          .hasMessage("/s/a:1: there is a znode that belongs to no session");
    }
    assertThat(client.get("/s/a:1").text()).isEqualTo("mine");
  }

  @Test
  void a_successor_waits_for_its_predecessor_to_go_and_not_longer_than_it_may() throws Exception {
    Registration predecessor = register(client, "a:1", RegisterOptions.USUAL);
    assertThatThrownBy(() -> register(other, "a:1", RegisterOptions.USUAL.waiting(AT_ONCE)))
        .isInstanceOf(AddressTakenException.class);

    CompletableFuture<Registration> successor =
        CompletableFuture.supplyAsync(
            () -> register(other, "a:1", RegisterOptions.USUAL.waiting(PATIENCE)));
    assertThat(successor).isNotDone();
    predecessor.close();
    Registration made = successor.get(2, TimeUnit.MINUTES);
    assertThat(owner("a:1")).isEqualTo(other.sessionId());
    made.close();
  }

  @Test
  void a_successor_takes_over_at_once_and_the_predecessor_comes_back_after_it() {
    Registration predecessor = register(client, "a:1", RegisterOptions.USUAL);

    Registration successor = register(other, "a:1", RegisterOptions.USUAL.takingOver());
    client.sync("/s");
    assertThat(owner("a:1")).isEqualTo(other.sessionId());
    predecessor.update(Map.of("x", 1));
    client.sync("/s");
    assertThat(owner("a:1")).isEqualTo(other.sessionId());

    successor.close();
    await(() -> owner("a:1") == client.sessionId());
    assertThat(client.get("/s/a:1").text()).contains("\"x\":1");
    predecessor.close();
  }

  @Test
  void without_a_server_closing_is_bounded_and_the_znode_is_deleted_as_soon_as_one_answers() {
    // Whose other operations wait for longer than this test may last.
    Registration registration =
        register(client.within(Duration.ofHours(1)), "a:1", RegisterOptions.USUAL);
    server.stop();

    assertThat(registration.close(Duration.ofMillis(50))).isFalse();
    assertThat(registration.isClosed()).isTrue();
    assertThat(CompletableFuture.runAsync(registration::close))
        .succeedsWithin(Duration.ofMinutes(2));
    server.startAgain();

    await(() -> other.exists("/s/a:1").isEmpty());
    assertThat(client.exists("/s")).isPresent();
  }

  @Test
  void what_is_closed_or_drained_stays_out() throws Exception {
    Registration registration = register(client, "a:1", RegisterOptions.USUAL);

    CompletableFuture<Void> drained = registration.drain(Duration.ofMillis(20));
    await(() -> owner("a:1") == 0);
    drained.get(60, TimeUnit.SECONDS);
    assertThatThrownBy(registration::putBack).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(registration::takeOut).isInstanceOf(IllegalStateException.class);
    registration.update(Map.of("x", 1));
    registration.close();
    assertThat(owner("a:1")).isZero();
  }

  @Test
  void what_is_taken_out_without_a_server_is_out_when_there_is_one() {
    Registration registration =
        register(client.within(Duration.ofSeconds(5)), "a:1", RegisterOptions.USUAL);
    server.stop();
    assertThatThrownBy(registration::takeOut).hasMessageContaining("/s/a:1");
    server.startAgain();

    await(() -> other.exists("/s/a:1").isEmpty());
    registration.putBack();
    assertThat(owner("a:1")).isEqualTo(client.sessionId());
  }

  @Test
  void what_could_not_be_taken_out_at_once_is_out_soon_although_the_connection_was_there()
      throws Exception {
    ExecutorService callbacks = Executors.newSingleThreadExecutor();
    try (Client own =
        PaddockClient.builder(server.connectString()).callbacks(callbacks).connect()) {
      Client disturbed = DisturbedClient.before(own, "delete", DisturbedClient.loss());
      Registration registration = register(disturbed, "a:1", RegisterOptions.USUAL);
      // What follows its beginning is over, and would not take it out by the way.
      Object unused = callbacks.submit(() -> {}).get(60, TimeUnit.SECONDS);

      assertThatThrownBy(registration::takeOut).isInstanceOf(ConnectionLossException.class);

      await(() -> owner("a:1") == 0);
    } finally {
      callbacks.shutdown();
    }
  }

  @Test
  void the_path_of_a_service_is_made_only_if_that_is_wanted() {
    assertThatThrownBy(
            () -> new Registration(client, "/none", "a:1", Map.of(), RegisterOptions.USUAL))
        .hasMessageContaining("/none");
    Registration made =
        new Registration(client, "/none", "a:1", Map.of(), RegisterOptions.USUAL.makingParents());
    assertThat(made.paths()).containsExactly("/none/a:1");
    assertThat(client.children("/none")).containsExactly("a:1");
  }

  @Test
  void what_cannot_be_registered_is_told_and_leaves_nothing() {
    assertThatThrownBy(() -> register(client, "a/b", RegisterOptions.USUAL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("slash");
    assertThatThrownBy(() -> register(client, "", RegisterOptions.USUAL))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> register(client, "..", RegisterOptions.USUAL))
        .isInstanceOf(IllegalArgumentException.class);
    Map<String, Object> large = Map.of("x", "y".repeat(2_000_000));
    assertThatThrownBy(() -> new Registration(client, "/s", "a:1", large, RegisterOptions.USUAL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2000008 bytes, more than 1000000");
    Map<String, Object> noJson = Map.of("x", new Object());
    assertThatThrownBy(() -> new Registration(client, "/s", "a:1", noJson, RegisterOptions.USUAL))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(client.children("/s")).isEmpty();
  }
}
