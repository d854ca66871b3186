package io.paddock.recipes.steady;

import static io.paddock.recipes.stage.Stage.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.api.Client;
import io.paddock.recipes.stage.Stage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VigilTest {
  private static final Duration SOON = Duration.ofMillis(50);
  private static final Duration LATER = Duration.ofMillis(60);

  private final Stage stage = new Stage();
  private final Client client = stage.connect();

  @AfterEach
  void close() {
    stage.close();
  }

  /** Lets time pass where the vigil rings. */
  private static void let(Vigil vigil, Duration pass) throws Exception {
    vigil.client().after(pass, () -> {}).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** One that has rung for the connection that is there. */
  private Vigil begun() throws Exception {
    Vigil vigil = new Vigil(client, PATIENCE, "x", "/x");
    let(vigil, Duration.ZERO);
    return vigil;
  }

  @Test
  void it_asks_again_when_it_was_told_to_ring() throws Exception {
    int[] asked = {0};
    try (Vigil vigil = begun()) {
      vigil.ringIn(SOON);
      Optional<Integer> answer = vigil.until(() -> Optional.of(++asked[0]).filter(n -> n == 2));
      assertThat(answer).contains(2);
    }
  }

  @Test
  void only_the_last_time_that_it_was_told_counts_and_none_when_it_is_over() throws Exception {
    Vigil vigil = begun();
    Bell bell = vigil.bell();
    long before = bell.rings();
    vigil.ringIn(SOON);
    vigil.ringIn(Duration.ofDays(1));
    let(vigil, LATER);
    assertThat(bell.rings()).isEqualTo(before);
    vigil.ringIn(SOON);
    vigil.close();
    let(vigil, LATER);
    assertThat(bell.rings()).isEqualTo(before);
  }
}
