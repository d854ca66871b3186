package io.paddock.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.paddock.client.api.Client;
import io.paddock.client.api.ClosedException;
import io.paddock.client.api.ConnectionLossException;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.DeadlineException;
import io.paddock.client.api.Happened;
import io.paddock.client.api.InterruptedOperationException;
import io.paddock.client.api.RetryPolicy;
import io.paddock.client.suite.Await;
import io.paddock.protocol.message.Data;
import io.paddock.testkit.fault.FaultyLink;
import io.paddock.testkit.junit.PaddockExtension;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What failures say of the change that was asked for. */
class FailuresTest {
  @RegisterExtension static final PaddockExtension PADDOCK = new PaddockExtension();

  private final FaultyLink link = new FaultyLink(PADDOCK.server().address());
  private final Client client = PaddockClient.connect("127.0.0.1:" + link.port());

  @BeforeEach
  void swallow_all_that_is_sent() {
    client.createOrSet("/a", null);
    link.partition();
  }

  @AfterEach
  void close() {
    link.cut();
    client.close();
    link.close();
  }

  private DeadlineException late() {
    return catchThrowableOfType(
        DeadlineException.class,
        () -> client.within(Duration.ofMillis(100)).set("/a", Data.of("x")));
  }

  @Test
  void a_write_without_an_answer_in_time_may_have_happened() {
    assertThat(late())
        .hasMessageContaining("/a")
        .extracting(DeadlineException::operation, DeadlineException::happened)
        .containsExactly("set", Happened.MAYBE);
  }

  @Test
  void a_write_whose_connection_was_lost_may_have_happened() throws Exception {
    CompletableFuture<?> lost = client.async().set("/a", Data.of("y"), -1);
    // Calls are sent in order: when this one is over its time, the one before has been sent.
    late();
    link.resetAll();

    ExecutionException failed =
        catchThrowableOfType(ExecutionException.class, () -> lost.get(30, TimeUnit.SECONDS));
    assertThat(failed.getCause()).isInstanceOf(ConnectionLossException.class);
    assertThat(((ConnectionLossException) failed.getCause()).happened()).isEqualTo(Happened.MAYBE);
  }

  @Test
  void a_read_that_rests_before_it_is_repeated_ends_at_its_time_and_with_the_client() {
    Client late = client.retrying(RetryPolicy.forever(Duration.ofHours(1)));
    CompletableFuture<?> brief = late.within(Duration.ofMillis(500)).async().get("/a", null);
    CompletableFuture<?> patient = late.within(Duration.ofHours(1)).async().get("/a", null);
    link.resetAll();
    Await.until("the loss is known", () -> client.state() == ConnectionState.SUSPENDED);

    assertThat(brief)
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(DeadlineException.class);
    assertThat(patient).isNotDone();
    client.close();
    assertThat(patient)
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(ClosedException.class);
  }

  @Test
  void a_thread_that_is_interrupted_stops_waiting_and_stays_interrupted() throws Exception {
    AtomicReference<Happened> happened = new AtomicReference<>();
    Thread waiting =
        new Thread(
            () -> {
              try {
                client.set("/a", null);
              } catch (InterruptedOperationException e) {
                happened.set(Thread.currentThread().isInterrupted() ? e.happened() : Happened.NO);
              }
            });
    waiting.start();
    Await.until(
        "it waits",
        () ->
            EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING)
                .contains(waiting.getState()));
    waiting.interrupt();
    waiting.join(TimeUnit.SECONDS.toMillis(30));

    assertThat(happened).hasValue(Happened.MAYBE);
  }
}
