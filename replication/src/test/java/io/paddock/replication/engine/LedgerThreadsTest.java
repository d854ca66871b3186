package io.paddock.replication.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LedgerThreadsTest {
  @Test
  void nothing_is_written_once_they_are_closed() throws Exception {
    assertWaitsFor(LedgerThreads::disk);
    // A vote for another member is written down there.
    assertWaitsFor(LedgerThreads::slow);
  }

  private static void assertWaitsFor(Function<LedgerThreads, ExecutorService> which)
      throws Exception {
    LedgerThreads threads = new LedgerThreads();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch shut = new CountDownLatch(1);
    AtomicBoolean written = new AtomicBoolean();
    ExecutorService pool = which.apply(threads);
    pool.execute(
        () -> {
          begun.countDown();
          awaitQuietly(shut);
          written.set(true);
        });
    begun.await();
    CompletableFuture<Boolean> closed =
        CompletableFuture.supplyAsync(
            () -> {
              threads.close();
              return written.get();
            });
    while (!pool.isShutdown()) {
      Thread.onSpinWait();
    }
    assertThat(closed).isNotDone();
    shut.countDown();

    assertThat(closed.get(30, TimeUnit.SECONDS)).isTrue();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
