package io.paddock.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** spec/semantics.md, section 11. */
class ExpiryPolicyTest {
  private static final long MS = 1_000_000;
  private final ExpiryPolicy policy = ExpiryPolicy.ofTickMs(2000);

  @Test
  void a_deadline_is_rounded_up_to_the_tick() {
    assertThat(policy.deadlineNanos(100 * MS, 4000)).isEqualTo(6000 * MS);
    assertThat(policy.deadlineNanos(1999 * MS, 4000)).isEqualTo(6000 * MS);
    assertThat(policy.deadlineNanos(1999 * MS + MS, 4000)).isEqualTo(8000 * MS);
  }

  @Test
  void a_deadline_that_falls_on_a_tick_is_the_next_one() {
    assertThat(policy.deadlineNanos(0, 4000)).isEqualTo(6000 * MS);
  }

  @Test
  void a_session_lasts_its_timeout_and_at_most_one_tick_more() {
    for (long heard = -10_000; heard < 10_000; heard += 7) {
      long lasts = policy.deadlineNanos(heard * MS, 5000) - heard * MS;
      assertThat(lasts).isGreaterThan(5000 * MS).isLessThanOrEqualTo(7000 * MS);
    }
  }

  @Test
  void clocks_may_be_negative() {
    assertThat(policy.nextTickNanos(-1)).isZero();
    assertThat(policy.nextTickNanos(-2000 * MS)).isZero();
    assertThat(policy.nextTickNanos(-2001 * MS)).isEqualTo(-2000 * MS);
  }
}
