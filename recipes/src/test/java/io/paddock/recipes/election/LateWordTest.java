package io.paddock.recipes.election;

import static io.paddock.recipes.stage.Stage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.recipes.stage.Gate;
import io.paddock.recipes.stage.Stage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LateWordTest {
  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void a_latch_that_was_in_doubt_says_so_though_it_leads_for_sure_by_then() {
    try (Gate gate = new Gate(stage.server());
        LeaderLatch latch = LeaderLatch.start(gate.client(), "/a", "x")) {
      assertThat(latch.await(Stage.PATIENCE)).isTrue();
      List<Boolean> heard = new CopyOnWriteArrayList<>();
      latch.addListener(heard::add);
      eventually(() -> heard.size() == 1);
      gate.loseConnectionUnheard();

      eventually(() -> heard.size() == 3);
      assertThat(heard).containsExactly(true, false, true);
    }
  }
}
