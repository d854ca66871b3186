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

/**
 * Every fault once, with clients at work, against one ensemble of three. {@code -Dpaddock.seed}
 * repeats what clients asked and who was hit; when exactly is up to the machine.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(Stage.ONE_AT_A_TIME)
@Timeout(240)
class FaultTest {
  private static Stage stage;

  @BeforeAll
  static void start() {
    stage = Stage.usual(3);
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  // One after the other: they are done to the same ensemble.
  @Execution(ExecutionMode.SAME_THREAD)
  @ParameterizedTest
  @CsvSource({
    "KILL_LEADER, 1000",
    "KILL_FOLLOWER, 1000",
    "KILL_ALL, 500",
    "STOP_LEADER, 1000",
    "FREEZE_LEADER, 4000",
    "FREEZE_FOLLOWER, 4000",
    "ISOLATE_LEADER, 4000",
    "ISOLATE_FOLLOWER, 3000",
    "PART_LEADER_AND_FOLLOWER, 3000",
    "PART_FOLLOWERS, 2000",
    "MUTE_LEADER, 2500",
    "DEAF_LEADER, 2500",
    "LEADER_UNHEARD_BY_FOLLOWER, 2000",
    "FOLLOWER_UNHEARD_BY_LEADER, 2000",
    "CUT_LEADER_AND_FOLLOWER, 2000",
    "SLOW_NETWORK, 2000",
    "LOSE_DISK, 1000",
    "LOSE_LEADERS_DISK, 1000",
    "ROLLING_RESTART, 600"
  })
  void what_clients_saw_can_be_explained(Fault fault, long lastsMs) {
    Round.of(stage, fault, Duration.ofMillis(lastsMs));
  }
}
