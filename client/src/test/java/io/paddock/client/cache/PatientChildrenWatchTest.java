package io.paddock.client.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.api.AsyncClient;
import io.paddock.client.api.ChildList;
import io.paddock.client.api.Client;
import io.paddock.client.api.WatchListener;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.Stat;
import io.paddock.protocol.message.WatchEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Stepped by hand: the answers of the server and the passing of time come when the test wants. */
class PatientChildrenWatchTest {
  private static final Duration QUIET = Duration.ofSeconds(5);

  private record Timer(Duration delay, Runnable task, CompletableFuture<Void> done) {}

  private final ArrayDeque<Timer> timers = new ArrayDeque<>();
  private final Executor direct = Runnable::run;
  private final ArrayDeque<CompletableFuture<ChildList>> lists = new ArrayDeque<>();
  private @Nullable WatchListener watcher;
  private long zxid = 1;

  private final AsyncClient async = ByHand.of(AsyncClient.class, this::asked);
  private final Client client = ByHand.of(Client.class, this::answered);

  private Object asked(Object self, String operation, Object... arguments) {
    return switch (operation) {
      case "children" -> {
        watcher = (WatchListener) arguments[1];
        lists.add(new CompletableFuture<>());
        yield lists.getLast();
      }
      default -> throw new UnsupportedOperationException(operation);
    };
  }

  private @Nullable Object answered(Object self, String operation, Object... arguments) {
    return switch (operation) {
      case "aside" -> self;
      case "callbacks" -> direct;
      case "async" -> async;
      case "unwatch" -> null;
      case "after" -> {
        Timer timer =
            new Timer((Duration) arguments[0], (Runnable) arguments[1], new CompletableFuture<>());
        timers.add(timer);
        yield timer.done();
      }
      default -> throw new UnsupportedOperationException(operation);
    };
  }

  private void answer(String... names) {
    Stat stat = new Stat(1, 1, 0, 0, 0, 0, 0, 0, 0, names.length, ++zxid);
    lists.remove().complete(new ChildList(List.of(names), stat));
  }

  private void change(String... names) {
    Objects.requireNonNull(watcher).happened(WatchEvent.of(EventType.NODE_CHILDREN_CHANGED, "/t"));
    answer(names);
  }

  @Test
  void each_change_begins_the_waiting_anew() throws Exception {
    PatientChildrenWatch watch = PatientChildrenWatch.start(client, "/t", QUIET);
    answer("a");
    change("a", "b");
    change("a", "b", "c");

    assertThat(timers).hasSize(3).allMatch(timer -> timer.delay().equals(QUIET));
    assertThat(timers.remove().done()).isCancelled();
    assertThat(timers.remove().done()).isCancelled();
    Timer last = timers.remove();
    assertThat(last.done()).isNotDone();
    assertThat(watch.settled()).isNotDone();
    last.task().run();
    assertThat(watch.settled().getNow(null).names()).containsExactly("a", "b", "c");
  }

  @Test
  void the_next_change_after_the_quiet_is_told_and_is_the_last() {
    PatientChildrenWatch watch = PatientChildrenWatch.start(client, "/t", QUIET);
    answer("a");
    timers.remove().task().run();
    PatientChildrenWatch.Settled settled = watch.settled().join();
    assertThat(settled.changed()).isNotDone();

    change("a", "b");
    assertThat(settled.changed()).isCompleted();
    assertThat(settled.names()).containsExactly("a");
    assertThat(timers).isEmpty();
  }
}
