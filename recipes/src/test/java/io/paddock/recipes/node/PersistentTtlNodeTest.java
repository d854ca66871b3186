package io.paddock.recipes.node;

import static io.paddock.recipes.stage.Stage.eventually;
import static io.paddock.recipes.stage.Stage.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.AsyncClient;
import io.paddock.client.api.Client;
import io.paddock.client.api.DeadlineException;
import io.paddock.client.api.Happened;
import io.paddock.client.api.RefusedException;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Stat;
import io.paddock.recipes.stage.OwnStage;
import io.paddock.recipes.stage.Stage;
import io.paddock.testkit.embedded.EmbeddedServer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnStage.class)
public class PersistentTtlNodeTest {
  private static final String PATH = "/kept/me";
  private static final String TOUCH = PATH + "/touch";
  // Soon over: what is there for longer than that may have gone and come again at any moment.
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofMinutes(5);

  private final Stage stage;
  private final Client client;

  protected PersistentTtlNodeTest(Stage stage) {
    this.stage = stage;
    this.client = stage.connect();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private int touched() {
    return client.exists(TOUCH).map(stat -> stat.version()).orElse(0);
  }

  @Test
  void it_is_touched_as_long_as_it_is_open_and_no_longer() {
    PersistentTtlNode node = PersistentTtlNode.start(client, PATH, Data.of("1"), SHORT);
    assertThat(get(node.made())).isEqualTo(PATH);
    eventually(() -> touched() > 3);
    node.close();
    long mzxid = mzxid();

    // Whoever deletes what has a time to live looks once in a while.
    eventually(() -> client.exists(TOUCH).isEmpty());
    assertThat(mzxid()).isIn(mzxid, 0L);
  }

  /** 0 if it is not there. */
  private long mzxid() {
    return client.exists(PATH).map(stat -> stat.mzxid()).orElse(0L);
  }

  @Test
  void it_has_the_data_that_it_was_given_last() {
    PersistentTtlNode node = PersistentTtlNode.start(client, PATH, Data.of("1"), LONG);
    assertThat(get(node.made())).isEqualTo(PATH);
    assertThat(client.get(PATH).text()).isEqualTo("1");
    get(node.setData(Data.of("2")));
    assertThat(client.get(PATH).text()).isEqualTo("2");
    node.close();
  }

  @Test
  void what_somebody_deletes_is_made_again() {
    PersistentTtlNode node = PersistentTtlNode.start(client, PATH, Data.of("1"), SHORT);
    get(node.made());
    client.deleteRecursive(PATH);

    eventually(() -> client.exists(TOUCH).isPresent() && client.get(PATH).text().equals("1"));
    node.close();
  }

  @Test
  void it_outlives_the_session_of_its_owner() {
    Stage.Actor actor = stage.mortal();
    PersistentTtlNode node = PersistentTtlNode.start(actor.client(), PATH, Data.of("1"), LONG);
    get(node.made());
    long czxid = client.get(PATH).stat().czxid();
    actor.loseSession();

    assertThat(client.get(PATH).stat().czxid()).isEqualTo(czxid);
    node.close();
  }

  @Test
  void a_server_that_knows_no_time_to_live_is_told_of() {
    try (EmbeddedServer server = EmbeddedServer.start();
        Client lone = PaddockClient.connect(server.connectString())) {
      PersistentTtlNode node = PersistentTtlNode.start(lone, PATH, null, SHORT);

      assertThatThrownBy(() -> get(node.made()))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> assertThat(refused.error()).isEqualTo(ErrorCode.UNIMPLEMENTED));
      node.close();
    }
  }

  @Test
  void while_no_server_answers_there_is_one_touch_and_not_one_more_each_time() {
    List<CompletableFuture<Stat>> touches = new CopyOnWriteArrayList<>();
    List<Runnable> later = new CopyOnWriteArrayList<>();
    PersistentTtlNode node = PersistentTtlNode.start(stepped(touches, later), PATH, null, SHORT);
    eventually(() -> touches.size() == 1 && later.size() == 1);

    later.remove(0).run();
    later.remove(0).run();
    assertThat(touches).hasSize(1);

    touches.get(0).completeExceptionally(new DeadlineException("set", TOUCH, Happened.MAYBE));
    // The next turn, and the next try of this one.
    List.copyOf(later).forEach(Runnable::run);
    assertThat(touches).hasSize(2);
    node.close();
  }

  /** A client whose changes of data wait for the test, and so does what is to be done later. */
  private Client stepped(List<CompletableFuture<Stat>> touches, List<Runnable> later) {
    AsyncClient async =
        (AsyncClient)
            proxy(
                AsyncClient.class,
                (proxy, method, arguments) -> {
                  if (method.getName().equals("set")) {
                    touches.add(new CompletableFuture<>());
                    return touches.get(touches.size() - 1);
                  }
                  return method.invoke(client.async(), arguments);
                });
    return (Client)
        proxy(
            Client.class,
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "aside" -> proxy;
                  case "async" -> async;
                  case "after" -> {
                    later.add((Runnable) arguments[1]);
                    yield new CompletableFuture<Void>();
                  }
                  default -> method.invoke(client, arguments);
                });
  }

  private static Object proxy(Class<?> type, InvocationHandler handler) {
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
  }
}
