package io.paddock.it.fault;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As {@link FaultTest}, on a network that loses packets. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(Stage.ONE_AT_A_TIME)
@Timeout(240)
class CableFaultTest {
  private static Stage stage;

  @BeforeAll
  static void start() {
    stage = Stage.cabled(3);
  }

  @AfterAll
  static void stop() {
    if (stage != null) {
      stage.close();
    }
  }

  // One after the other: they are done to the same ensemble.
  @Execution(ExecutionMode.SAME_THREAD)
  @ParameterizedTest
  @CsvSource({
    "UNPLUG_LEADER, 3000",
    "UNPLUG_FOLLOWER, 2000",
    "ISOLATE_LEADER, 2000",
    "PART_FOLLOWERS, 1500",
    "MUTE_LEADER, 2000",
    "DEAF_LEADER, 2000",
    "LEADER_UNHEARD_BY_FOLLOWER, 2000",
    "SHAKY_NETWORK, 3000"
  })
  void what_clients_saw_can_be_explained(Fault fault, long lastsMs) {
    Round.of(stage, fault, Duration.ofMillis(lastsMs));
  }
}
