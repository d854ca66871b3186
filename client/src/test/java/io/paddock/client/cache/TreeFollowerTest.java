package io.paddock.client.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.api.AsyncClient;
import io.paddock.client.api.ChildList;
import io.paddock.client.api.Client;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.Node;
import io.paddock.client.api.RefusedException;
import io.paddock.client.api.StateListener;
import io.paddock.client.api.WatchListener;
import io.paddock.client.api.Watching;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.Stat;
import io.paddock.protocol.message.WatchEvent;
import java.util.ArrayList;
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
  private final List<String> told = new ArrayList<>();
  private final Executor direct = Runnable::run;
  private @Nullable WatchListener watcher;
  private @Nullable StateListener states;

  private final AsyncClient async = ByHand.of(AsyncClient.class, this::asked);
  private final Client client = ByHand.of(Client.class, this::answered);

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

  private Object asked(Object self, String operation, Object... arguments) {
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
    answerRead(path, 1);
  }

  private void answerRead(String path, long czxid) {
    Stat stat = new Stat(czxid, czxid, 0, 0, 0, 0, 0, 0, 0, 0, czxid);
    Objects.requireNonNull(reads.remove(path), path).complete(new Node(path, null, stat));
  }

  private void answerGone(String path) {
    Objects.requireNonNull(reads.remove(path), path)
        .completeExceptionally(RefusedException.of("get", path, ErrorCode.NO_NODE));
  }

  private void answerList(String path, String... names) {
    Objects.requireNonNull(lists.remove(path), path).complete(new ChildList(List.of(names), STAT));
  }

  private void follow() {
    TreeFollower follower =
        new TreeFollower(client, "/t", CacheScope.TREE, what -> what.accept(new Told()));
    follower.start();
    answerRead("/t");
    answerList("/t");
  }

  private void comes(String path) {
    happens(EventType.NODE_CREATED, path);
    answerRead(path);
  }

  private final class Told implements CacheListener {
    @Override
    public void created(Node node) {
      told.add("+" + node.path());
    }

    @Override
    public void changed(Node before, Node now) {
      told.add("=" + now.path());
    }

    @Override
    public void deleted(Node last) {
      told.add("-" + last.path());
    }
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

  @Test
  void what_was_below_a_znode_goes_before_it_though_only_its_own_end_has_been_seen() {
    follow();
    comes("/t/a");
    comes("/t/a/b");
    comes("/t/a/b/c");
    told.clear();

    happens(EventType.NODE_DATA_CHANGED, "/t/a");
    happens(EventType.NODE_DELETED, "/t/a/b/c");
    happens(EventType.NODE_DELETED, "/t/a/b");
    happens(EventType.NODE_DELETED, "/t/a");
    answerGone("/t/a");
    answerGone("/t/a/b/c");
    answerGone("/t/a/b");
    answerGone("/t/a");

    assertThat(told).containsExactly("-/t/a/b/c", "-/t/a/b", "-/t/a");
    assertThat(reads).isEmpty();
  }

  @Test
  void who_was_read_before_its_parent_comes_after_it() {
    follow();
    told.clear();

    happens(EventType.NODE_CREATED, "/t/a");
    happens(EventType.NODE_DELETED, "/t/a");
    happens(EventType.NODE_CREATED, "/t/a");
    happens(EventType.NODE_CREATED, "/t/a/b");
    happens(EventType.NODE_CREATED, "/t/a/b/c");
    answerGone("/t/a");
    answerRead("/t/a/b");
    answerRead("/t/a/b/c");
    assertThat(told).isEmpty();
    answerRead("/t/a");
    answerRead("/t/a/b");
    answerRead("/t/a/b/c");

    assertThat(told).containsExactly("+/t/a", "+/t/a/b", "+/t/a/b/c");
    assertThat(reads).isEmpty();
  }

  @Test
  void who_was_read_before_its_parent_is_not_told_if_that_is_gone() {
    follow();
    told.clear();

    happens(EventType.NODE_CREATED, "/t/a");
    happens(EventType.NODE_CREATED, "/t/a");
    happens(EventType.NODE_CREATED, "/t/a/b");
    answerGone("/t/a");
    answerRead("/t/a/b");
    answerGone("/t/a");
    answerGone("/t/a/b");

    assertThat(told).isEmpty();
    assertThat(reads).isEmpty();
  }

  @Test
  void a_parent_that_was_made_anew_takes_all_below_it_away_and_brings_what_is_newer() {
    follow();
    comes("/t/a");
    comes("/t/a/b");
    comes("/t/a/c");
    told.clear();

    happens(EventType.NODE_CREATED, "/t/a/b");
    answerRead("/t/a/b", 5);
    happens(EventType.NODE_CREATED, "/t/a");
    answerRead("/t/a", 4);
    answerRead("/t/a/b", 5);

    assertThat(told)
        .containsExactly("-/t/a/b", "+/t/a/b", "-/t/a/c", "-/t/a/b", "-/t/a", "+/t/a", "+/t/a/b");
    assertThat(reads).isEmpty();
  }
}
