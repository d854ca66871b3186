package io.paddock.recipes.lock;

import static io.paddock.recipes.stage.Stage.eventually;
import static io.paddock.recipes.stage.Stage.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.api.AsyncClient;
import io.paddock.client.api.Client;
import io.paddock.recipes.stage.Gate;
import io.paddock.recipes.stage.Stage;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is right too when callbacks and answers come late, or sooner than one would think. */
class LateCallbacksTest {
  private static final String PATH = "/a";

  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void a_doubt_is_told_though_it_is_over_by_then() {
    try (Gate gate = new Gate(stage.server())) {
      List<Grip> heard = new CopyOnWriteArrayList<>();
      Hold hold = Lock.at(gate.client(), PATH).acquire();
      hold.addListener(heard::add);
      gate.loseConnectionUnheard();

      eventually(() -> heard.size() == 2);
      assertThat(heard).containsExactly(Grip.DOUBTFUL, Grip.HELD);
    }
  }

  @Test
  void a_wait_is_cancelled_from_the_moment_at_which_it_begins() {
    AtomicReference<Runnable> atOnce = new AtomicReference<>(() -> {});
    Client client = stage.connect();
    Lock lock = Lock.at(entering(client, atOnce), PATH);
    atOnce.set(lock::cancel);

    CompletableFuture<Hold> cancelled = lock.acquireAsync();

    assertThatThrownBy(() -> get(cancelled)).isInstanceOf(CancellationException.class);
    eventually(() -> client.exists(PATH).map(stat -> stat.numChildren()).orElse(0) == 0);
  }

  /** A client that does something at the moment at which a contender enters. */
  private static Client entering(Client client, AtomicReference<Runnable> then) {
    Executor order = client.callbacks();
    Executor both =
        task -> {
          then.getAndSet(() -> {}).run();
          order.execute(task);
        };
    return with(client, "callbacks", both);
  }

  @Test
  void a_free_lease_is_had_at_once_however_late_the_server_answers() {
    Semaphore semaphore = Semaphore.at(late(stage.connect()), PATH, 1);

    assertThat(semaphore.tryAcquire(Duration.ZERO)).isPresent();
  }

  /** A client that hears of what it has made after more than a second. */
  private static Client late(Client client) {
    Executor later = CompletableFuture.delayedExecutor(1100, TimeUnit.MILLISECONDS);
    AsyncClient async =
        proxy(
            AsyncClient.class,
            (proxy, method, arguments) -> {
              Object result = method.invoke(client.async(), arguments);
              return method.getName().equals("create")
                  ? ((CompletableFuture<?>) result).thenApplyAsync(made -> made, later)
                  : result;
            });
    return with(client, "async", async);
  }

  /** A client of which one part is another one. */
  private static Client with(Client client, String part, Object other) {
    return proxy(
        Client.class,
        (proxy, method, arguments) -> {
          String name = method.getName();
          return name.equals("aside")
              ? proxy
              : name.equals(part) ? other : method.invoke(client, arguments);
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
