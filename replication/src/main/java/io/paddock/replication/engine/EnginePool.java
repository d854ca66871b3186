package io.paddock.replication.engine;

import com.alipay.sofa.jraft.storage.impl.LogManagerImpl;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Threads for the engine's closures. The stock pool has no queue and rejects work when all of its
 * threads are busy, and a rejected task can stop replication for good.
 *
 * <p>The engine's log wakes a thread for each other member as soon as there is a new entry to send.
 * All that such a thread does is to put a frame into a queue, and being woken is most of a lone
 * writer's wait for it. Whoever hands entries over does that itself ({@link #handOver}), once the
 * engine has let go of its lock.
 *
 * <p>Thread: any.
 */
final class EnginePool extends ThreadPoolExecutor {
  private static final int THREADS = 4;
  private static final int KEEP_ALIVE_SECONDS = 5;

  /** What the log wants done, while this thread hands entries over. */
  private static final ThreadLocal<@Nullable List<Runnable>> KEPT = new ThreadLocal<>();

  EnginePool() {
    super(
        THREADS,
        THREADS,
        KEEP_ALIVE_SECONDS,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        EngineThreads.named("paddock-engine-"));
    allowCoreThreadTimeOut(true);
  }

  /** Hands entries to the engine, and then does here what its log wants done because of them. */
  static void handOver(Runnable entries) {
    List<Runnable> kept = new ArrayList<>();
    KEPT.set(kept);
    try {
      entries.run();
    } finally {
      KEPT.remove();
      kept.forEach(Runnable::run);
    }
  }

  @Override
  public Future<?> submit(Runnable task) {
    List<Runnable> kept = KEPT.get();
    // Closures may want locks that the caller holds; they stay with the pool.
    if (kept == null || task.getClass().getNestHost() != LogManagerImpl.class) {
      return super.submit(task);
    }
    FutureTask<?> later = new FutureTask<>(task, null);
    kept.add(later);
    return later;
  }
}
