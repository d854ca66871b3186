package io.paddock.replication.engine;

import com.alipay.sofa.jraft.StateMachine;
import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.option.ApplyTaskMode;
import com.alipay.sofa.jraft.option.NodeOptions;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.util.ThreadPoolsFactory;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The engine's settings, each with the reason where it is not the stock one. */
final class EngineOptions {
  private static final int POOL_THREADS = 4;
  private static final int POOL_KEEP_ALIVE_SECONDS = 5;

  private EngineOptions() {}

  /**
   * For a group of one: nobody can take over, so its timers have nothing to find out and rarely
   * wake.
   */
  static NodeOptions groupOfOne(PeerId self, StateMachine machine, EngineFactory factory) {
    NodeOptions options = new NodeOptions();
    options.setServiceFactory(factory);
    options.setFsm(machine);
    options.setInitialConf(new Configuration(List.of(self)));
    // The factory ignores them, but the engine wants them not to be blank.
    options.setLogUri("log");
    options.setRaftMetaUri("vote");
    options.setSnapshotUri("snapshots");
    options.setElectionTimeoutMs(60_000);
    // Snapshots are asked for by the ledger, which knows how much was applied.
    options.setSnapshotIntervalSecs(0);
    // Its queues never fill with the few batches on their way; if one did, waiting is right and
    // refusing is not.
    options.setApplyTaskMode(ApplyTaskMode.Blocking);
    options.setDisableCli(true);
    options.setRaftOptions(raftOptions());
    return options;
  }

  private static RaftOptions raftOptions() {
    RaftOptions raft = new RaftOptions();
    raft.setSync(true);
    raft.setSyncMeta(true);
    // Every batch carries a CRC32C from the leader's memory to the applier, and the log has its own
    // (BatchCodec,
    // RecordLog). The engine's is a table-driven CRC-64 over the same bytes.
    raft.setEnableLogEntryChecksum(false);
    // Also the period at which the engine looks for readers that it forgot to answer.
    raft.setMaxElectionDelayMs(10_000);
    // Few entries are on their way at once, each a whole batch: a ring of 16,384 slots would only
    // cost memory.
    raft.setDisruptorBufferSize(256);
    raft.setMaxAppendBufferSize(4 << 20);
    raft.setOpenStatistics(false);
    return raft;
  }

  /**
   * Gives a group its own threads for closures. The stock pool has no queue and rejects work when
   * all of its threads are busy, and a rejected task can stop replication for good. The engine
   * keeps pools by group for as long as the process lives, so a second opening finds the first
   * one's pool, whose threads end when idle.
   */
  static void registerThreads(String group) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            POOL_THREADS,
            POOL_THREADS,
            POOL_KEEP_ALIVE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            EngineThreads.named("paddock-engine-"));
    pool.allowCoreThreadTimeOut(true);
    try {
      ThreadPoolsFactory.registerThreadPool(group, pool);
    } catch (IllegalArgumentException alreadyRegistered) {
      pool.shutdown();
    }
  }
}
