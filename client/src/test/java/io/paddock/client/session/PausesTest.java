package io.paddock.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** spec/client.md, sections 2 and 3. */
class PausesTest {
  private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(30);
  private static final long LITTLE = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long ROUND = TimeUnit.SECONDS.toNanos(1);

  private final Pauses pauses = new Pauses(new Random(7));

  @Test
  void the_first_try_after_a_loss_comes_after_a_little_and_a_new_round_after_more() {
    pauses.succeeded();
    assertThat(pauses.next(TIMEOUT, true)).isBetween(0L, LITTLE);
    assertThat(pauses.next(TIMEOUT, true)).isBetween(ROUND, ROUND + LITTLE);
    assertThat(pauses.next(TIMEOUT, false)).isBetween(0L, LITTLE);
  }

  @Test
  void a_server_that_has_answered_is_asked_again_at_once_but_only_once() {
    pauses.next(TIMEOUT, true);
    pauses.answered();
    assertThat(pauses.next(TIMEOUT, true)).isZero();
    assertThat(pauses.next(TIMEOUT, true)).isPositive();
    assertThat(pauses.next(TIMEOUT, true)).isGreaterThanOrEqualTo(ROUND);
  }

  @Test
  void an_only_server_is_given_up_soon_at_first_so_that_a_session_outlives_one_silence() {
    long third = TIMEOUT / 3;
    // However often it has refused connections before.
    for (int i = 0; i < 5; i++) {
      assertThat(pauses.patience(TIMEOUT, 1)).isEqualTo(third);
      pauses.next(TIMEOUT, true);
    }
    pauses.silent(false);
    assertThat(pauses.patience(TIMEOUT, 1)).isEqualTo(third);
    pauses.silent(true);
    assertThat(pauses.patience(TIMEOUT, 1)).isEqualTo(2 * third);
    for (int i = 0; i < 5; i++) {
      pauses.silent(true);
      assertThat(pauses.patience(TIMEOUT, 1)).isEqualTo(TIMEOUT);
    }
    pauses.succeeded();
    assertThat(pauses.patience(TIMEOUT, 1)).isEqualTo(third);
  }

  @Test
  void each_of_many_servers_has_its_share_of_the_timeout_and_a_tenth_of_a_second_at_least() {
    for (int i = 0; i < 5; i++) {
      assertThat(pauses.patience(TIMEOUT, 5)).isEqualTo(TIMEOUT / 5);
      pauses.silent(true);
    }
    assertThat(pauses.patience(TimeUnit.MILLISECONDS.toNanos(300), 7))
        .isEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
  }
}
