package io.paddock.replication.engine;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.NodeManager;
import com.alipay.sofa.jraft.RaftServiceFactory;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.closure.ReadIndexClosure;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.entity.RaftOutter.SnapshotMeta;
import com.alipay.sofa.jraft.rpc.ProtobufMsgFactory;
import io.paddock.replication.commit.CommitChain;
import io.paddock.replication.commit.Ticket;
import io.paddock.replication.disk.Disk;
import io.paddock.replication.disk.RealDisk;
import io.paddock.replication.disk.SnapshotStore;
import io.paddock.replication.disk.SyncMeter;
import io.paddock.replication.ledger.Ensemble;
import io.paddock.replication.ledger.Ledger;
import io.paddock.replication.ledger.LedgerConfig;
import io.paddock.replication.ledger.LedgerListener;
import io.paddock.replication.ledger.LedgerReport;
import io.paddock.state.apply.State;
import io.paddock.state.command.Command;
import io.paddock.state.command.Stamp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger of one server on the Raft engine.
 *
 * <p>The way of a command: {@link Batcher} puts it into a batch → the engine gives the batch an
 * index and hands it to {@link EngineLog}, which returns when it is on disk → the engine counts it
 * as committed → {@link CommitMachine} applies it and publishes its commit.
 *
 * <p>Thread: any. The engine's threads call into {@link Callbacks}.
 */
public final class RaftLedger implements Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(RaftLedger.class);
  private static final long CLOSE_SECONDS_MAX = 60;
  private static final int BACKGROUND_THREADS = 2;

  private final LedgerListener listener;
  private final Ensemble ensemble;
  private final LedgerFiles files;
  private final ExecutorService background;
  private final CommitChain chain;
  private final CommitMachine machine;
  private final Batcher batcher;
  private final SnapshotSchedule schedule;
  private final SnapshotKeeper keeper;
  private final Queue<Runnable> earlyBarriers = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean failed = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Node node;
  private volatile boolean leading;

  /**
   * Opens the ledger in the configured directories, or begins one. When this returns the files are
   * open; {@link LedgerListener#leading} says when everything has been replayed and commands are
   * taken, which may be before.
   *
   * @param clock the wall clock for stamps
   * @throws IOException if the directory is in use, or a file cannot be used; the message says
   *     which, where, and what to do
   */
  public static RaftLedger open(LedgerConfig config, InstantSource clock, LedgerListener listener)
      throws IOException {
    if (!config.sync()) {
      LOG.warn(
          "forceSync is off: writes are acknowledged before they are on disk. A crash of the machine"
              + " loses acknowledged writes.");
    }
    Disk disk = config.sync() ? RealDisk.SYNCED : RealDisk.UNSYNCED;
    return open(config, clock, listener, disk);
  }

  static RaftLedger open(
      LedgerConfig config, InstantSource clock, LedgerListener listener, Disk disk)
      throws IOException {
    ExecutorService background = backgroundThreads();
    LedgerFiles files = null;
    RaftLedger ledger = null;
    // A tenth of a second of class loading that can go on beside the reading of the files.
    background.execute(ProtobufMsgFactory::load);
    try {
      files = LedgerFiles.open(config, disk, background);
      ledger = new RaftLedger(config, clock, listener, files, background);
      ledger.start(config);
      return ledger;
    } catch (IOException | RuntimeException e) {
      if (ledger != null) {
        ledger.close();
      } else if (files != null) {
        files.close();
      }
      background.shutdown();
      throw e;
    }
  }

  private static ExecutorService backgroundThreads() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            BACKGROUND_THREADS,
            BACKGROUND_THREADS,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            EngineThreads.named("paddock-disk-"));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private RaftLedger(
      LedgerConfig config,
      InstantSource clock,
      LedgerListener listener,
      LedgerFiles files,
      ExecutorService background)
      throws IOException {
    this.listener = listener;
    ensemble = Ensemble.alone(config.serverId());
    this.files = files;
    this.background = background;
    SnapshotStore.Loaded snapshot = files.snapshot();
    chain = new CommitChain(snapshot == null ? State.initial() : snapshot.state());
    long timeMs = snapshot == null ? 0 : snapshot.meta().timeMs();
    machine = new CommitMachine(chain, timeMs, new Callbacks());
    node = RaftServiceFactory.createRaftNode(groupName(config.dataDir()), self(config));
    DirectApply engine = new DirectApply(node);
    batcher =
        new Batcher(
            clock,
            new BatchCodec(),
            new Stamp(0, config.serverId(), config.rules()),
            engine::send,
            e -> fail("The ledger is broken: " + e.getMessage(), e));
    schedule =
        new SnapshotSchedule(
            config.snapCount(),
            config.snapBytes(),
            bound -> ThreadLocalRandom.current().nextInt(bound));
    // With purging off ZooKeeper keeps all for ever; a disk that fills by itself is no safe
    // default.
    int keep = config.purge() ? config.retainCount() : LedgerConfig.RETAIN_COUNT_MIN;
    keeper = new SnapshotKeeper(files.snapshots(), schedule, clock, background, keep);
  }

  private void start(LedgerConfig config) throws IOException {
    EngineOptions.registerThreads(node.getGroupId());
    SnapshotStore.Loaded snapshot = files.snapshot();
    EngineFactory factory =
        new EngineFactory(
            new EngineLog(files.log(), this::diskFailed),
            new EngineVote(files.vote(), files.lastTerm(), this::diskFailed),
            new EngineSnapshots(snapshot == null ? null : Members.decode(snapshot.meta())));
    PeerId self = self(config);
    NodeManager.getInstance().addAddress(self.getEndpoint());
    if (!node.init(EngineOptions.groupOfOne(self, machine, factory))) {
      throw new IOException(config.dataDir() + ": the engine did not start; its log lines say why");
    }
  }

  private static PeerId self(LedgerConfig config) {
    return new PeerId("member", config.serverId());
  }

  /**
   * The engine tells members apart by group and number within a process, and one may run many
   * standalone servers.
   */
  private static String groupName(Path dataDir) throws IOException {
    return "paddock-" + Integer.toHexString(dataDir.toRealPath().toString().hashCode());
  }

  @Override
  public void submit(Command command, @Nullable Ticket ticket) {
    batcher.submit(command, ticket);
  }

  @Override
  public void flush() {
    batcher.flush();
  }

  @Override
  public void readBarrier(Runnable reached) {
    if (!leading) {
      earlyBarriers.add(reached);
      if (leading) {
        runEarlyBarriers();
      }
      return;
    }
    node.readIndex(
        new byte[0],
        new ReadIndexClosure() {
          @Override
          public void run(Status status, long index, byte[] context) {
            if (status.isOk()) {
              reached.run();
            } else if (!failed.get() && !closed.get()) {
              earlyBarriers.add(reached);
            }
          }
        });
  }

  private void runEarlyBarriers() {
    Runnable next = earlyBarriers.poll();
    while (next != null) {
      readBarrier(next);
      next = earlyBarriers.poll();
    }
  }

  @Override
  public Ensemble ensemble() {
    return ensemble;
  }

  @Override
  public CommitChain commits() {
    return chain;
  }

  @Override
  public LedgerReport report() {
    // Applied first: what is applied was submitted before.
    long applied = machine.applied();
    long appliedBytes = machine.appliedBytes();
    SyncMeter meter = files.log().meter();
    SnapshotKeeper.Kept snapshots = keeper.newest();
    return new LedgerReport(
        batcher.submitted() - applied,
        batcher.submittedBytes() - appliedBytes,
        files.log().bytes(),
        snapshots.bytes(),
        snapshots.zxid(),
        snapshots.timeMs(),
        meter.count(),
        meter.totalNanos(),
        meter.maxNanos());
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    leading = false;
    batcher.shut();
    keeper.close();
    try {
      node.shutdown();
      node.join();
      background.shutdown();
      if (!background.awaitTermination(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)) {
        LOG.warn("the disk is still busy after {} s", CLOSE_SECONDS_MAX);
      }
      files.close();
    } catch (IOException e) {
      LOG.warn("closing the ledger's files: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void diskFailed(IOException cause) {
    fail("The disk failed: " + cause.getMessage(), cause);
  }

  private void fail(String message, Throwable cause) {
    if (closed.get() || failed.getAndSet(true)) {
      return;
    }
    leading = false;
    batcher.shut();
    LOG.error("{}. Nothing is acknowledged any more.", message, cause);
    listener.failed(message, cause);
  }

  /** What the engine's threads tell. */
  private final class Callbacks implements CommitMachine.Events {
    @Override
    public void leading(long term, long timeMs) {
      if (failed.get() || closed.get()) {
        return;
      }
      leading = true;
      batcher.open(timeMs);
      listener.leading(term);
      runEarlyBarriers();
    }

    @Override
    public void notLeading(long term) {
      leading = false;
      batcher.shut();
      if (!failed.get() && !closed.get()) {
        listener.following(term);
      }
    }

    @Override
    public void published(int batches) {
      batcher.done(batches);
    }

    @Override
    public void applied(int commands, long bytes) {
      if (schedule.due(commands, bytes)) {
        askForSnapshot();
      }
    }

    // Not from this thread: asking puts a task into the applier's own queue, which may be full.
    private void askForSnapshot() {
      try {
        background.execute(() -> node.snapshot(status -> LOG.debug("snapshot: {}", status)));
      } catch (RejectedExecutionException e) {
        LOG.debug("no snapshot while stopping");
      }
    }

    @Override
    public void save(State state, long timeMs, SnapshotMeta meta, Closure done) {
      keeper.save(state, timeMs, meta, done);
    }

    @Override
    public void stopped(String message, Throwable cause) {
      fail("The engine stopped: " + message, cause);
    }
  }
}
