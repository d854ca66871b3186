package io.paddock.recipes.steady;

import static io.paddock.recipes.stage.Stage.PATIENCE;
import static io.paddock.recipes.stage.Stage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.api.Client;
import io.paddock.recipes.stage.Stage;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VigilTest {
  private static final Duration SOON = Duration.ofMillis(50);

  private final Stage stage = new Stage();
  private final Client client = stage.connect();

  @AfterEach
  void close() {
    stage.close();
  }

  /** One that has rung for the connection that is there. */
  private static Vigil begun(Client of) {
    Vigil vigil = new Vigil(of, PATIENCE, "x", "/x");
    eventually(() -> vigil.bell().rings() == 1);
    return vigil;
  }

  @Test
  void it_asks_again_when_it_was_told_to_ring() {
    int[] asked = {0};
    try (Vigil vigil = begun(client)) {
      Optional<Integer> answer =
          vigil.until(
              () -> {
                vigil.ringIn(SOON);
                return Optional.of(++asked[0]).filter(n -> n == 2);
              });
      assertThat(answer).contains(2);
    }
  }

  @Test
  void only_the_last_time_that_it_was_told_counts_and_none_when_it_is_over() {
    List<Future<?>> alarms = new ArrayList<>();
    try (Vigil vigil = begun(remembering(alarms))) {
      vigil.ringIn(Duration.ofDays(2));
      vigil.ringIn(Duration.ofDays(1));
      assertThat(alarms).extracting(Future::isCancelled).containsExactly(true, false);
    }
    assertThat(alarms).hasSize(2).allMatch(Future::isCancelled);
  }

  /** A client that tells of what is to be done later. */
  private Client remembering(List<Future<?>> later) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("aside")) {
            return proxy;
          }
          Object result = method.invoke(client, arguments);
          if (result instanceof Future<?> future) {
            later.add(future);
          }
          return result;
        };
    return (Client)
        Proxy.newProxyInstance(
            Client.class.getClassLoader(), new Class<?>[] {Client.class}, handler);
  }
}
