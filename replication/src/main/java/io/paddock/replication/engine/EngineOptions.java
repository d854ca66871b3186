package io.paddock.replication.engine;

import com.alipay.sofa.jraft.StateMachine;
import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.core.NodeImpl;
import com.alipay.sofa.jraft.option.ApplyTaskMode;
import com.alipay.sofa.jraft.option.NodeOptions;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.util.ThreadPoolsFactory;

/** The engine's settings, each with the reason where it is not the stock one. */
final class EngineOptions {
  private static final int RPC_THREADS = 3;
  private static final int INSTALL_MS_MAX = 600_000;
  private static final int CATCH_UP_ENTRIES = 100;
  private static final int HEARTBEATS = 3;

  private EngineOptions() {}

  /**
   * For a group of one: nobody can take over, so its timers have nothing to find out and rarely
   * wake.
   */
  static void alone(NodeOptions options) {
    options.setElectionTimeoutMs(60_000);
    // Also the period at which the engine looks for readers that it forgot to answer.
    options.getRaftOptions().setMaxElectionDelayMs(10_000);
    // Few entries are on their way at once, each a whole batch: a ring of 16,384 slots would only
    // cost memory.
    options.getRaftOptions().setDisruptorBufferSize(256);
  }

  /** For many members, one of which may fall silent for so long before it is given up. */
  static void together(NodeOptions options, int silenceMs) {
    RaftOptions raft = options.getRaftOptions();
    options.setElectionTimeoutMs(silenceMs);
    // Heartbeats are most of what an idle member costs, and each wakes several threads of the
    // leader; three to a silence are enough to hear that somebody is there.
    raft.setElectionHeartbeatFactor(HEARTBEATS);
    // Also the period of a look for forgotten readers. What it adds to a time-out keeps two
    // candidates apart (EngineTimers).
    raft.setMaxElectionDelayMs(silenceMs);
    raft.setDisruptorBufferSize(1024);
    // Whole batches, up to 1 MiB each: two of the largest fit into one message.
    raft.setMaxBodySize(2 << 20);
    raft.setMaxReplicatorInflightMsgs(64);
    options.setRpcDefaultTimeout(2 * silenceMs);
    options.setRpcInstallSnapshotTimeout(INSTALL_MS_MAX);
    options.setCatchupMargin(CATCH_UP_ENTRIES);
  }

  /** Bears so many times the usual silence. Heartbeats stay as frequent as they are. */
  static void patience(NodeImpl node, int silenceMs, int times) {
    node.getRaftOptions().setElectionHeartbeatFactor(HEARTBEATS * times);
    node.resetElectionTimeoutMs(silenceMs * times);
  }

  /** What is the same for all. */
  static void common(
      NodeOptions options, Configuration first, StateMachine machine, EngineFactory factory) {
    options.setServiceFactory(factory);
    options.setFsm(machine);
    options.setInitialConf(first);
    // The factory ignores them, but the engine wants them not to be blank.
    options.setLogUri("log");
    options.setRaftMetaUri("vote");
    options.setSnapshotUri("snapshots");
    // Snapshots are asked for by the ledger, which knows how much was applied.
    options.setSnapshotIntervalSecs(0);
    // Its queues never fill with the few batches on their way; if one did, waiting is right and
    // refusing is not.
    options.setApplyTaskMode(ApplyTaskMode.Blocking);
    options.setDisableCli(true);
    options.setRpcProcessorThreadPoolSize(RPC_THREADS);
    options.setRaftOptions(raftOptions());
  }

  private static RaftOptions raftOptions() {
    RaftOptions raft = new RaftOptions();
    raft.setSync(true);
    raft.setSyncMeta(true);
    // Every batch carries a CRC32C from the origin's memory to the applier, and the log has its own
    // (BatchCodec, RecordLog). The engine's is a table-driven CRC-64 over the same bytes.
    raft.setEnableLogEntryChecksum(false);
    raft.setMaxAppendBufferSize(4 << 20);
    raft.setOpenStatistics(false);
    return raft;
  }

  /**
   * Gives a group its own threads for closures. The engine keeps pools by group for as long as the
   * process lives, so a second opening finds the first one's pool, whose threads end when idle.
   */
  static void registerThreads(String group) {
    EnginePool pool = new EnginePool();
    try {
      ThreadPoolsFactory.registerThreadPool(group, pool);
    } catch (IllegalArgumentException alreadyRegistered) {
      pool.shutdown();
    }
  }
}
