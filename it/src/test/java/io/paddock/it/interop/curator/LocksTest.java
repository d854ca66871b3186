package io.paddock.it.interop.curator;

import static io.paddock.it.interop.curator.Frameworks.SECONDS;
import static io.paddock.it.interop.curator.Frameworks.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.Eventually;
import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import io.paddock.it.process.TcpRelay;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.locks.InterProcessMultiLock;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.framework.recipes.locks.InterProcessReadWriteLock;
import org.apache.curator.framework.recipes.locks.InterProcessSemaphoreMutex;
import org.apache.curator.framework.recipes.locks.InterProcessSemaphoreV2;
import org.apache.curator.framework.recipes.locks.Lease;
import org.apache.curator.framework.recipes.locks.Revoker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Curator's locks and semaphores. */
@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
class LocksTest {
  private final ServerProcess server;
  private final Frameworks frameworks;
  private final CuratorFramework one;
  private final CuratorFramework two;

  LocksTest(ServerProcess server) {
    this.server = server;
    frameworks = new Frameworks(server);
    one = frameworks.connect();
    two = frameworks.connect();
  }

  @AfterEach
  void close() {
    frameworks.close();
  }

  @Test
  void a_mutex_is_held_by_one_client_at_a_time() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Future<Integer>> workers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      InterProcessMutex mutex = new InterProcessMutex(i % 2 == 0 ? one : two, "/lock");
      workers.add(
          frameworks.aside(
              () -> {
                for (int round = 0; round < 10; round++) {
                  mutex.acquire();
                  most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                  inside.decrementAndGet();
                  mutex.release();
                }
                return 1;
              }));
    }
    for (Future<Integer> worker : workers) {
      resultOf(worker);
    }
    assertThat(most).hasValue(1);
  }

  @Test
  void a_mutex_may_be_taken_again_by_its_thread_and_not_by_another_client() throws Exception {
    InterProcessMutex mine = new InterProcessMutex(one, "/lock");
    InterProcessMutex theirs = new InterProcessMutex(two, "/lock");
    mine.acquire();
    mine.acquire();
    assertThat(theirs.acquire(50, TimeUnit.MILLISECONDS)).isFalse();
    mine.release();
    assertThat(theirs.acquire(50, TimeUnit.MILLISECONDS)).isFalse();
    mine.release();
    assertThat(theirs.acquire(SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void waiting_clients_get_a_mutex_in_the_order_of_their_asking() throws Exception {
    InterProcessMutex holder = new InterProcessMutex(one, "/lock");
    holder.acquire();
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    List<Future<Integer>> waiting = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int number = i;
      InterProcessMutex mutex = new InterProcessMutex(two, "/lock");
      waiting.add(
          frameworks.aside(
              () -> {
                mutex.acquire();
                order.add(number);
                mutex.release();
                return number;
              }));
      int expected = i + 2;
      Eventually.holds("the next one waits", () -> holder.getParticipantNodes().size() == expected);
    }
    holder.release();
    for (Future<Integer> each : waiting) {
      resultOf(each);
    }
    assertThat(order).containsExactly(0, 1, 2, 3);
  }

  @Test
  void a_mutex_is_free_again_when_the_session_of_its_holder_ends() throws Exception {
    CuratorFramework dying = frameworks.connect();
    InterProcessMutex theirs = new InterProcessMutex(dying, "/lock");
    theirs.acquire();
    InterProcessMutex mine = new InterProcessMutex(one, "/lock");
    Future<Boolean> acquired = frameworks.aside(() -> mine.acquire(SECONDS, TimeUnit.SECONDS));
    dying.close();

    assertThat(resultOf(acquired)).isTrue();
  }

  @Test
  void a_mutex_outlives_a_lost_connection() throws Exception {
    try (TcpRelay relay = new TcpRelay(server.port())) {
      CuratorFramework shaky = frameworks.connect(relay.address(), 30_000);
      InterProcessMutex theirs = new InterProcessMutex(shaky, "/lock");
      theirs.acquire();
      relay.cut();
      InterProcessMutex mine = new InterProcessMutex(one, "/lock");
      assertThat(mine.acquire(100, TimeUnit.MILLISECONDS)).isFalse();
      assertThat(shaky.getChildren().forPath("/lock")).isNotEmpty();
      theirs.release();
      assertThat(mine.acquire(SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void the_holder_hears_that_its_mutex_is_wanted_back() throws Exception {
    InterProcessMutex mutex = new InterProcessMutex(one, "/lock");
    CountDownLatch revoked = new CountDownLatch(1);
    mutex.makeRevocable(lock -> revoked.countDown());
    mutex.acquire();
    Revoker.attemptRevoke(two, mutex.getParticipantNodes().iterator().next());

    assertThat(revoked.await(SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void readers_share_and_a_writer_does_not() throws Exception {
    InterProcessReadWriteLock mine = new InterProcessReadWriteLock(one, "/rw");
    InterProcessReadWriteLock theirs = new InterProcessReadWriteLock(two, "/rw");
    mine.readLock().acquire();
    assertThat(theirs.readLock().acquire(SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(theirs.writeLock().acquire(50, TimeUnit.MILLISECONDS)).isFalse();
    theirs.readLock().release();
    mine.readLock().release();
    assertThat(theirs.writeLock().acquire(SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(mine.readLock().acquire(50, TimeUnit.MILLISECONDS)).isFalse();
    // A writer may go on as a reader.
    theirs.readLock().acquire();
    theirs.writeLock().release();
    assertThat(mine.readLock().acquire(SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_lock_on_several_paths_is_taken_wholly_or_not_at_all() throws Exception {
    InterProcessMutex taken = new InterProcessMutex(two, "/b");
    taken.acquire();
    InterProcessMultiLock both = new InterProcessMultiLock(one, List.of("/a", "/b"));
    assertThat(both.acquire(100, TimeUnit.MILLISECONDS)).isFalse();
    assertThat(new InterProcessMutex(two, "/a").acquire(SECONDS, TimeUnit.SECONDS)).isTrue();
    taken.release();
  }

  @Test
  void a_semaphore_gives_out_its_leases_and_no_more() throws Exception {
    InterProcessSemaphoreV2 mine = new InterProcessSemaphoreV2(one, "/semaphore", 3);
    InterProcessSemaphoreV2 theirs = new InterProcessSemaphoreV2(two, "/semaphore", 3);
    List<Lease> leases = new ArrayList<>(mine.acquire(2));
    leases.add(theirs.acquire());
    assertThat(theirs.acquire(50, TimeUnit.MILLISECONDS)).isNull();
    assertThat(mine.getParticipantNodes()).hasSize(3);
    mine.returnLease(leases.get(0));
    assertThat(theirs.acquire(SECONDS, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void a_semaphore_mutex_belongs_to_no_thread() throws Exception {
    InterProcessSemaphoreMutex mine = new InterProcessSemaphoreMutex(one, "/lock");
    InterProcessSemaphoreMutex theirs = new InterProcessSemaphoreMutex(two, "/lock");
    mine.acquire();
    assertThat(theirs.acquire(50, TimeUnit.MILLISECONDS)).isFalse();
    resultOf(
        frameworks.aside(
            () -> {
              mine.release();
              return 1;
            }));
    assertThat(theirs.acquire(SECONDS, TimeUnit.SECONDS)).isTrue();
  }
}
