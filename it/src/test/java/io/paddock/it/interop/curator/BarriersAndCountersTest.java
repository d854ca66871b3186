package io.paddock.it.interop.curator;

import static io.paddock.it.interop.curator.Frameworks.SECONDS;
import static io.paddock.it.interop.curator.Frameworks.resultOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.Eventually;
import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.atomic.AtomicValue;
import org.apache.curator.framework.recipes.atomic.DistributedAtomicLong;
import org.apache.curator.framework.recipes.atomic.DistributedAtomicValue;
import org.apache.curator.framework.recipes.atomic.PromotedToLock;
import org.apache.curator.framework.recipes.barriers.DistributedBarrier;
import org.apache.curator.framework.recipes.barriers.DistributedDoubleBarrier;
import org.apache.curator.framework.recipes.shared.SharedCount;
import org.apache.curator.framework.recipes.shared.SharedValue;
import org.apache.curator.retry.RetryNTimes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Curator's barriers, shared values and counters. */
@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
class BarriersAndCountersTest {
  private final Frameworks frameworks;
  private final CuratorFramework one;
  private final CuratorFramework two;

  BarriersAndCountersTest(ServerProcess server) {
    frameworks = new Frameworks(server);
    one = frameworks.connect();
    two = frameworks.connect();
  }

  @AfterEach
  void close() {
    frameworks.close();
  }

  @Test
  void a_barrier_holds_everybody_until_it_is_removed() throws Exception {
    DistributedBarrier barrier = new DistributedBarrier(one, "/barrier");
    DistributedBarrier theirs = new DistributedBarrier(two, "/barrier");
    barrier.setBarrier();
    assertThat(theirs.waitOnBarrier(50, TimeUnit.MILLISECONDS)).isFalse();
    Future<Boolean> passed =
        frameworks.aside(() -> theirs.waitOnBarrier(SECONDS, TimeUnit.SECONDS));
    barrier.removeBarrier();
    assertThat(resultOf(passed)).isTrue();
  }

  @Test
  void a_double_barrier_lets_in_and_out_only_all_together() throws Exception {
    int members = 4;
    List<Future<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      DistributedDoubleBarrier barrier =
          new DistributedDoubleBarrier(i % 2 == 0 ? one : two, "/double", members);
      all.add(
          frameworks.aside(
              () ->
                  barrier.enter(SECONDS, TimeUnit.SECONDS)
                      && barrier.leave(SECONDS, TimeUnit.SECONDS)));
    }
    for (Future<Boolean> each : all) {
      assertThat(resultOf(each)).isTrue();
    }
  }

  @Test
  void a_double_barrier_is_not_entered_by_too_few() throws Exception {
    DistributedDoubleBarrier alone = new DistributedDoubleBarrier(one, "/double", 2);
    assertThat(alone.enter(100, TimeUnit.MILLISECONDS)).isFalse();
  }

  @Test
  void a_shared_count_is_seen_by_all_and_changed_only_from_its_last_value() throws Exception {
    try (SharedCount mine = new SharedCount(one, "/count", 7);
        SharedCount theirs = new SharedCount(two, "/count", 9)) {
      mine.start();
      theirs.start();
      assertThat(theirs.getCount()).isEqualTo(7);
      mine.setCount(8);
      Eventually.holds("the other side sees it", () -> theirs.getCount() == 8);
      var seen = theirs.getVersionedValue();
      assertThat(theirs.trySetCount(seen, 9)).isTrue();
      assertThat(theirs.trySetCount(seen, 10)).isFalse();
    }
  }

  @Test
  void a_shared_value_tells_its_listeners() throws Exception {
    try (SharedValue mine = new SharedValue(one, "/value", "old".getBytes(UTF_8));
        SharedValue theirs = new SharedValue(two, "/value", new byte[0])) {
      mine.start();
      theirs.start();
      mine.setValue("new".getBytes(UTF_8));
      Eventually.holds("it arrives", () -> new String(theirs.getValue(), UTF_8).equals("new"));
    }
  }

  @Test
  void an_atomic_long_loses_no_increment() throws Exception {
    List<Future<Integer>> workers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      DistributedAtomicLong counter =
          new DistributedAtomicLong(
              i % 2 == 0 ? one : two,
              "/counter",
              new RetryNTimes(10, 5),
              PromotedToLock.builder().lockPath("/counter-lock").build());
      workers.add(
          frameworks.aside(
              () -> {
                int done = 0;
                while (done < 25) {
                  done += counter.increment().succeeded() ? 1 : 0;
                }
                return done;
              }));
    }
    for (Future<Integer> each : workers) {
      resultOf(each);
    }
    AtomicValue<Long> end = new DistributedAtomicLong(one, "/counter", new RetryNTimes(3, 5)).get();
    assertThat(end.postValue()).isEqualTo(100);
  }

  @Test
  void an_atomic_value_is_set_only_from_what_was_expected() throws Exception {
    DistributedAtomicValue value = new DistributedAtomicValue(one, "/v", new RetryNTimes(3, 5));
    assertThat(value.initialize("a".getBytes(UTF_8))).isTrue();
    assertThat(value.initialize("z".getBytes(UTF_8))).isFalse();
    assertThat(value.compareAndSet("b".getBytes(UTF_8), "c".getBytes(UTF_8)).succeeded()).isFalse();
    assertThat(value.compareAndSet("a".getBytes(UTF_8), "c".getBytes(UTF_8)).succeeded()).isTrue();
    assertThat(value.get().postValue()).asString().isEqualTo("c");
  }
}
