package io.paddock.replication.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sofa.jraft.util.ThreadPoolsFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EnginePoolTest {
  @TempDir private Path dir;

  @Test
  void writes_through_the_leader_need_no_thread_of_the_pool() throws Exception {
    EnginePool pool = new EnginePool();
    for (int id = 1; id <= 3; id++) {
      Path member = Files.createDirectory(dir.resolve("member-" + id));
      ThreadPoolsFactory.registerThreadPool(RaftLedger.groupName(member), pool);
    }
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      TestLedger leader = ensemble.get(ensemble.awaitSteadyLeader());
      leader.run(Commands.createZnode("/a", "x"));
      ensemble.awaitAgreement();
      long before = pool.getTaskCount();

      int writes = 200;
      for (int i = 0; i < writes; i++) {
        leader.run(Commands.setData("/a", "" + i));
      }

      // Two others were told of each. A few look again because an entry came as they went to wait.
      assertThat(pool.getTaskCount() - before).isLessThan(writes);
    }
  }

  @Test
  void what_is_not_the_logs_keeps_its_thread() {
    EnginePool pool = new EnginePool();
    AtomicReference<Thread> ran = new AtomicReference<>();

    EnginePool.handOver(() -> join(pool, () -> ran.set(Thread.currentThread())));

    assertThat(ran.get()).isNotNull().isNotSameAs(Thread.currentThread());
    pool.shutdown();
  }

  private static void join(EnginePool pool, Runnable task) {
    try {
      pool.submit(task).get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
