package io.paddock.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ServerProcessTest {
  @Test
  void a_home_serves_again_after_its_process_was_killed() throws Exception {
    try (ServerHome home = ServerHome.create(ServerSetup.plain())) {
      try (ServerProcess first = home.start()) {
        first.kill();
        assertThat(first.isAlive()).isFalse();
      }
      try (ServerProcess second = home.start()) {
        assertThat(FourLetterWord.ask(second.port(), "srvr")).contains("Mode: standalone");
      }
    }
  }

  @Test
  void a_server_that_cannot_start_fails_the_test_with_what_it_printed() {
    try (ServerHome home = ServerHome.create(ServerSetup.plain().with("tickTime", "many"))) {
      assertThatThrownBy(home::start)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("server ended at once")
          .hasMessageContaining("many");
    }
  }

  @Test
  void waiting_ends_with_the_last_answer_in_the_message() {
    assertThatThrownBy(
            () -> Eventually.get("four", Duration.ofMillis(30), () -> 3, answer -> answer == 4))
        .hasMessageContaining("four")
        .hasMessageContaining("last: 3");
  }
}
