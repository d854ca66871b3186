package io.paddock.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As {@link FaultTest}, with faults of disks and clocks. None of them may cost a session. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(Stage.ONE_AT_A_TIME)
@Timeout(240)
class MachineFaultTest {
  private static Stage stage;

  @BeforeAll
  static void start() {
    stage = Stage.fragile(3);
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
    "CLOCK_AHEAD, 2500",
    "CLOCK_BEHIND, 2500",
    "CLOCKS_APART, 4500",
    "FULL_DISK, 500",
    "LEADERS_FULL_DISK, 500",
    "SLOW_DISK, 2000",
    "LEADERS_SLOW_DISK, 2000"
  })
  void what_clients_saw_can_be_explained(Fault fault, long lastsMs) {
    FaultRun.Summary summary = Round.of(stage, fault, Duration.ofMillis(lastsMs));

    assertThat(summary.expired()).as("sessions that ended").isZero();
  }
}
