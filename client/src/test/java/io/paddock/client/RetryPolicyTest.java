package io.paddock.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.api.ConnectionLossException;
import io.paddock.client.api.Happened;
import io.paddock.client.api.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  @Test
  void work_is_done_again_after_a_lost_connection_as_often_as_the_policy_says() throws Exception {
    List<Integer> tries = new ArrayList<>();
    RetryPolicy policy = RetryPolicy.times(2, Duration.ofMillis(1));
    String done =
        policy.call(
            () -> {
              tries.add(1);
              if (tries.size() < 3) {
                throw new ConnectionLossException("get", "/a", Happened.NO, "planted");
              }
              return "done";
            });
    assertThat(done).isEqualTo("done");
    assertThatThrownBy(
            () ->
                policy.call(
                    () -> {
                      throw new ConnectionLossException("get", "/a", Happened.NO, "planted");
                    }))
        .isInstanceOf(ConnectionLossException.class);
  }

  @Test
  void policies_keep_to_their_bounds() {
    RetryPolicy policy =
        RetryPolicy.doubling(5, Duration.ofMillis(100), Duration.ofMillis(500))
            .jittered(0.4)
            .within(Duration.ofSeconds(1));
    for (int i = 0; i < 100; i++) {
      assertThat(policy.delay(2, Duration.ZERO).orElseThrow())
          .isBetween(Duration.ofMillis(200), Duration.ofMillis(280));
      assertThat(policy.delay(5, Duration.ZERO).orElseThrow())
          .isBetween(Duration.ofMillis(500), Duration.ofMillis(700));
    }
    assertThat(policy.delay(6, Duration.ZERO)).isEmpty();
    assertThat(policy.delay(5, Duration.ofMillis(600))).isEmpty();
    assertThat(RetryPolicy.forever(Duration.ofMillis(1)).delay(1000, Duration.ofDays(1)))
        .isPresent();
    assertThatThrownBy(() -> policy.jittered(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}
