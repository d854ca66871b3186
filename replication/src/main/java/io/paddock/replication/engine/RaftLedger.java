package io.paddock.replication.engine;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.NodeManager;
import com.alipay.sofa.jraft.RaftServiceFactory;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.closure.ReadIndexClosure;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.entity.Task;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotReader;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotWriter;
import io.paddock.replication.commit.CommitChain;
import io.paddock.replication.commit.Ticket;
import io.paddock.replication.disk.Disk;
import io.paddock.replication.disk.DirectoryLock;
import io.paddock.replication.disk.RealDisk;
import io.paddock.replication.disk.RecordLog;
import io.paddock.replication.disk.SyncMeter;
import io.paddock.replication.disk.VoteFile;
import io.paddock.replication.ledger.Ledger;
import io.paddock.replication.ledger.LedgerConfig;
import io.paddock.replication.ledger.LedgerListener;
import io.paddock.replication.ledger.LedgerReport;
import io.paddock.state.apply.State;
import io.paddock.state.command.Command;
import io.paddock.state.command.Stamp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger of one server on the Raft engine.
 *
 * <p>The way of a command: {@link Batcher} puts it into a batch → the engine gives the batch an index and hands it to
 * {@link EngineLog}, which returns when it is on disk → the engine counts it as committed → {@link CommitMachine} applies
 * it and publishes its commit.
 *
 * <p>Thread: any. The engine's threads call into {@link Callbacks}.
 */
public final class RaftLedger implements Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(RaftLedger.class);
  private static final long CLOSE_SECONDS_MAX = 30;

  private final LedgerListener listener;
  private final DirectoryLock lock;
  private final RecordLog log;
  private final ExecutorService background;
  private final CommitChain chain;
  private final CommitMachine machine;
  private final Batcher batcher;
  private final Queue<Runnable> earlyBarriers = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean failed = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final PeerId self;
  private volatile boolean leading;
  private volatile @Nullable Node node;

  static RaftLedger open(
      LedgerConfig config, InstantSource clock, LedgerListener listener, Rulebook rulebook, Disk disk)
      throws IOException {
    DirectoryLock lock = DirectoryLock.take(config.dataDir());
    ExecutorService background = backgroundThreads();
    RecordLog log = null;
    try {
      log = RecordLog.open(disk, config.logDir(), config.segmentBytes(), background);
      RaftLedger ledger = new RaftLedger(config, clock, listener, rulebook, lock, log, background);
      ledger.start(config, disk);
      return ledger;
    } catch (IOException | RuntimeException e) {
      background.shutdownNow();
      if (log != null) {
        log.close();
      }
      lock.close();
      throw e;
    }
  }

  private static ExecutorService backgroundThreads() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            2, 2, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), EngineThreads.named("paddock-disk-"));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private RaftLedger(
      LedgerConfig config,
      InstantSource clock,
      LedgerListener listener,
      Rulebook rulebook,
      DirectoryLock lock,
      RecordLog log,
      ExecutorService background) {
    this.listener = listener;
    this.lock = lock;
    this.log = log;
    this.background = background;
    this.chain = new CommitChain(State.initial());
    this.machine = new CommitMachine(chain, rulebook, new Callbacks());
    Stamp pattern = new Stamp(0, config.serverId(), config.rules());
    this.batcher =
        new Batcher(
            clock,
            new BatchCodec(rulebook),
            pattern,
            this::send,
            e -> fail("The ledger is broken: " + e.getMessage(), e));
    this.self = new PeerId("member", config.serverId());
  }

  private void start(LedgerConfig config, Disk disk) throws IOException {
    String group = groupName(config);
    EngineOptions.registerThreads(group);
    EngineVote vote =
        new EngineVote(new VoteFile(disk, config.dataDir().resolve("vote")), this::diskFailed);
    EngineFactory factory = new EngineFactory(new EngineLog(log, this::diskFailed), vote, null);
    NodeManager.getInstance().addAddress(self.getEndpoint());
    Node started = RaftServiceFactory.createRaftNode(group, self);
    node = started;
    if (!started.init(EngineOptions.groupOfOne(self, machine, factory, null))) {
      throw new IOException("the engine did not start");
    }
  }

  /** The engine tells members apart by group and number within a process, and one may run many standalone servers. */
  private static String groupName(LedgerConfig config) throws IOException {
    return "paddock-" + Integer.toHexString(config.dataDir().toRealPath().toString().hashCode());
  }

  @Override
  public void submit(Command command, @Nullable Ticket ticket) {
    batcher.submit(command, ticket);
  }

  @Override
  public void flush() {
    batcher.flush();
  }

  private void send(Batch batch, ByteBuffer bytes) {
    Node engine = node;
    if (engine != null) {
      engine.apply(new Task(bytes, batch));
    }
  }

  @Override
  public void readBarrier(Runnable reached) {
    Node engine = node;
    if (!leading || engine == null) {
      earlyBarriers.add(reached);
      if (leading) {
        runEarlyBarriers();
      }
      return;
    }
    engine.readIndex(
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
  public CommitChain commits() {
    return chain;
  }

  @Override
  public LedgerReport report() {
    long applied = machine.applied();
    SyncMeter meter = log.meter();
    return new LedgerReport(
        Math.max(0, batcher.submitted() - applied),
        0,
        log.bytes(),
        0,
        -1,
        -1,
        meter.count(),
        meter.totalNanos(),
        meter.maxNanos());
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    batcher.shut();
    stopEngine();
    background.shutdown();
    try {
      background.awaitTermination(CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
      log.close();
      lock.close();
    } catch (IOException e) {
      LOG.warn("closing the ledger's files: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stopEngine() {
    Node engine = node;
    if (engine == null) {
      return;
    }
    engine.shutdown();
    try {
      engine.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void diskFailed(IOException cause) {
    fail("The ledger's disk failed: " + cause.getMessage(), cause);
  }

  private void fail(String message, Throwable cause) {
    if (closed.get() || failed.getAndSet(true)) {
      return;
    }
    leading = false;
    batcher.shut();
    LOG.error("{} Nothing is acknowledged any more.", message, cause);
    listener.failed(message, cause);
  }

  /** What the engine's threads tell. */
  private final class Callbacks implements CommitMachine.Events {
    @Override
    public void leading(long term, long timeMs) {
      leading = true;
      batcher.open(timeMs);
      listener.leading(term);
      runEarlyBarriers();
    }

    @Override
    public void notLeading(long term) {
      leading = false;
      batcher.shut();
      listener.following(term);
    }

    @Override
    public void published(int batches) {
      batcher.done(batches);
    }

    @Override
    public void applied(int count) {}

    @Override
    public void stopped(String message, Throwable cause) {
      fail("The ledger stopped: " + message, cause);
    }

    @Override
    public void save(State state, long timeMs, SnapshotWriter writer, Closure done) {
      done.run(new Status(-1, "no snapshots yet"));
    }

    @Override
    public CommitMachine.Loaded load(SnapshotReader reader) throws IOException {
      throw new IOException("no snapshots yet");
    }
  }
}
