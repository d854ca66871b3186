package io.paddock.client.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.api.AsyncClient;
import io.paddock.client.api.ChildList;
import io.paddock.client.api.Client;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.Node;
import io.paddock.client.api.StateListener;
import io.paddock.client.api.WatchListener;
import io.paddock.client.api.Watching;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.Stat;
import io.paddock.protocol.message.WatchEvent;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Stepped by hand: the answers of the server come in the order that the test wants. */
class TreeFollowerTest {
  private static final Stat STAT = new Stat(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1);

  private final Map<String, CompletableFuture<Node>> reads = new HashMap<>();
  private final Map<String, CompletableFuture<ChildList>> lists = new HashMap<>();
  private final Executor direct = Runnable::run;
  private @Nullable WatchListener watcher;
  private @Nullable StateListener states;

  private final AsyncClient async =
      (AsyncClient)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {AsyncClient.class},
              (proxy, method, arguments) -> asked(method.getName(), arguments));
  private final Client client =
      (Client)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {Client.class},
              (proxy, method, arguments) -> answered(proxy, method.getName(), arguments));

  private @Nullable Object answered(Object self, String operation, Object... arguments) {
    if (operation.equals("addStateListener")) {
      states = (StateListener) arguments[0];
      return null;
    }
    return switch (operation) {
      case "within", "aside" -> self;
      case "callbacks" -> direct;
      case "async" -> async;
      default -> throw new UnsupportedOperationException(operation);
    };
  }

  private Object asked(String operation, Object... arguments) {
    String path = (String) arguments[0];
    return switch (operation) {
      case "get" -> reads.computeIfAbsent(path, p -> new CompletableFuture<>());
      case "children" -> lists.computeIfAbsent(path, p -> new CompletableFuture<>());
      case "watch" -> {
        watcher = (WatchListener) arguments[2];
        yield CompletableFuture.completedFuture((Watching) () -> {});
      }
      default -> throw new UnsupportedOperationException(operation);
    };
  }

  private void answerRead(String path) {
    Objects.requireNonNull(reads.remove(path), path).complete(new Node(path, null, STAT));
  }

  private void answerList(String path, String... names) {
    Objects.requireNonNull(lists.remove(path), path).complete(new ChildList(List.of(names), STAT));
  }

  private void happens(EventType type, String path) {
    Objects.requireNonNull(watcher).happened(WatchEvent.of(type, path));
  }

  @Test
  void children_are_found_though_an_event_has_told_of_their_parent_before_the_list_came() {
    TreeFollower follower = new TreeFollower(client, "/t", CacheScope.TREE, told -> {});
    follower.start();
    answerRead("/t");
    answerList("/t");
    assertThat(follower.isInitialized()).isTrue();

    // A new connection; meanwhile /t/a and /t/a/b have come.
    Objects.requireNonNull(states).changed(ConnectionState.CONNECTED);
    happens(EventType.NODE_DATA_CHANGED, "/t/a");
    answerRead("/t/a");
    answerRead("/t");
    answerList("/t", "a");
    answerRead("/t/a");
    answerList("/t/a", "b");
    answerRead("/t/a/b");
    answerList("/t/a/b");

    assertThat(follower.nodes()).containsOnlyKeys("/t", "/t/a", "/t/a/b");
    assertThat(reads).isEmpty();
    assertThat(lists).isEmpty();
  }
}
