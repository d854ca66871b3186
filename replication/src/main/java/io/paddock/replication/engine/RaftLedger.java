package io.paddock.replication.engine;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.NodeManager;
import com.alipay.sofa.jraft.RaftServiceFactory;
import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.core.NodeImpl;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.entity.RaftOutter.SnapshotMeta;
import com.alipay.sofa.jraft.rpc.ProtobufMsgFactory;
import com.alipay.sofa.jraft.rpc.RaftServerService;
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
import io.paddock.replication.ledger.Standing;
import io.paddock.replication.peer.NoPeers;
import io.paddock.replication.peer.PeerNetwork;
import io.paddock.state.apply.State;
import io.paddock.state.command.Command;
import io.paddock.state.origin.Origins;
import io.paddock.state.quota.QuotaNotice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
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

  /** How often it is looked who the members are, and told what their states are. */
  private static final int LOOK_MS = 500;

  /** Does nothing, and takes a place in the log. */
  private static final Command NOTHING = new Command.DeleteIdle("/zookeeper/nothing", -1);

  private final LedgerListener listener;
  private final LedgerConfig config;
  private final LedgerFiles files;
  private final LedgerThreads threads;
  private final PeerNetwork network;
  private final Node node;
  private final CommitChain chain;
  private final CommitMachine machine;
  private final SnapshotSchedule schedule;
  private final SnapshotKeeper keeper;
  private final SnapshotExchange snapshots;
  private final BatchExchange exchange;
  private final Newcomer newcomer;
  private final Batcher batcher;
  private final EngineCalls calls;
  private final EngineService service;
  private final CommitNews news;
  private final RaftEnsemble members;
  private final Ensemble ensemble;
  private final Barriers barriers;
  private final QuickElection quickElection;
  private final Patience patience;
  private final DigestMarks digests;
  private final EnsembleNumber number;
  private final AtomicBoolean failed = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean initialised;

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
    return open(config, clock, listener, new NoPeers());
  }

  /**
   * The same as a member of an ensemble.
   *
   * @param network not started yet; the ledger starts and closes it
   */
  public static RaftLedger open(
      LedgerConfig config, InstantSource clock, LedgerListener listener, PeerNetwork network)
      throws IOException {
    if (!config.sync()) {
      LOG.warn(
          "forceSync is off: writes are acknowledged before they are on disk. A crash of the machine"
              + " loses acknowledged writes.");
    }
    Disk disk = config.sync() ? RealDisk.SYNCED : RealDisk.UNSYNCED;
    return open(config, clock, listener, network, disk);
  }

  static RaftLedger open(
      LedgerConfig config,
      InstantSource clock,
      LedgerListener listener,
      PeerNetwork network,
      Disk disk)
      throws IOException {
    LedgerThreads threads = new LedgerThreads();
    LedgerFiles files = null;
    RaftLedger ledger = null;
    // A tenth of a second of class loading that can go on beside the reading of the files.
    threads.disk().execute(ProtobufMsgFactory::load);
    try {
      files = LedgerFiles.open(config, disk, clock.millis(), threads.disk());
      ledger = new RaftLedger(config, files, new Surroundings(clock, listener, network, threads));
      ledger.start();
      return ledger;
    } catch (IOException | RuntimeException e) {
      if (ledger != null) {
        ledger.close();
      } else if (files != null) {
        files.close();
      }
      threads.close();
      throw e;
    }
  }

  private record Surroundings(
      InstantSource clock, LedgerListener listener, PeerNetwork network, LedgerThreads threads) {}

  private RaftLedger(LedgerConfig config, LedgerFiles files, Surroundings around)
      throws IOException {
    InstantSource clock = around.clock();
    this.config = config;
    listener = around.listener();
    network = around.network();
    this.files = files;
    threads = around.threads();
    int self = config.serverId();
    node = RaftServiceFactory.createRaftNode(groupName(config.dataDir()), EngineNames.peer(self));
    SnapshotStore.Loaded snapshot = files.snapshot();
    chain = new CommitChain(snapshot == null ? State.initial() : snapshot.state());
    Outbox outbox = new Outbox();
    Origins.Mark own = new Origins.Mark(self, files.incarnation(), 0);
    long timeMs = snapshot == null ? 0 : snapshot.meta().timeMs();
    machine = new CommitMachine(chain, timeMs, own, outbox, new Callbacks());
    DirectApply engine = new DirectApply(node);
    int company = isAlone() ? Batcher.COMPANY_ALONE : Batcher.COMPANY_TOGETHER;
    exchange =
        new BatchExchange(
            self,
            network,
            refusals -> new LeaderDesk(clock, config.rules(), engine, refusals),
            sender -> new Batcher(own, outbox, company, sender, this::broken),
            threads.later());
    batcher = exchange.batcher();
    schedule =
        new SnapshotSchedule(
            config.snapCount(),
            config.snapBytes(),
            bound -> ThreadLocalRandom.current().nextInt(bound));
    // With purging off ZooKeeper keeps all for ever; a disk that fills by itself is no safe
    // default.
    int keep = config.purge() ? config.retainCount() : LedgerConfig.RETAIN_COUNT_MIN;
    keeper = new SnapshotKeeper(files.snapshots(), schedule, clock, threads.disk(), keep);
    snapshots = new SnapshotExchange(network, files.snapshots(), threads.slow());
    newcomer =
        new Newcomer(
            self, config.members(), files.start(), network, () -> files.log().lastIndex() == 0);
    calls = new EngineCalls(network, this::mayVote, threads.later());
    service =
        new EngineService(self, network, (RaftServerService) node, threads.slow(), new Polls());
    members =
        new RaftEnsemble(
            self,
            config.members(),
            node,
            new RaftEnsemble.Surroundings(network, listener, threads.later(), this::nudge));
    OwnTerm ownTerm = new OwnTerm(members, engine);
    news = new CommitNews(self, node.getGroupId(), network, service::heartbeat, ownTerm);
    ensemble = isAlone() ? Ensemble.alone(self) : members;
    barriers = new Barriers(node, () -> members.standing().hasLeader(), threads.later());
    digests = new DigestMarks(self, members::members, this::diverged);
    number = new EnsembleNumber(files, config.dataDir(), network);
    quickElection =
        new QuickElection(
            self, members, threads.later()::after, dead -> stand(dead, engine), System::nanoTime);
    patience = patience();
  }

  private Patience patience() {
    int silenceMs = config.timings().silenceMs();
    return new Patience(
        silenceMs,
        threads.later()::after,
        times -> EngineOptions.patience((NodeImpl) node, silenceMs, times),
        System::nanoTime);
  }

  private void tellDigests() {
    ByteBuffer news = digests.news();
    if (news != null) {
      network.connected().forEach(each -> network.send(each, FrameKind.DIGESTS, news.duplicate()));
    }
  }

  private void diverged(String message) {
    fail("The members have diverged: " + message, new IllegalStateException(message));
  }

  private void nudge() {
    submitLeading(members.standing().term(), NOTHING);
    flush();
  }

  /** Whether this member takes part in elections. */
  boolean mayVote() {
    return !newcomer.isJoining();
  }

  private void stand(int deadLeader, DirectApply engine) {
    if (mayVote() && !node.isLeader()) {
      service.stand(deadLeader, engine.term(), node.getGroupId());
    }
  }

  private boolean isAlone() {
    return config.members().isEmpty();
  }

  private void start() throws IOException {
    EngineOptions.registerThreads(node.getGroupId());
    PeerId self = EngineNames.peer(config.serverId());
    PeerOptions options = new PeerOptions(calls);
    EngineFactory factory =
        new EngineFactory(
            new EngineLog(files.log(), files.snapshots(), this::diskFailed),
            new EngineVote(files.vote(), files.lastTerm(), this::diskFailed),
            new EngineSnapshots(config.serverId(), files.snapshots(), snapshots, threads.slow()));
    Configuration first =
        isAlone()
            ? new Configuration(List.of(self))
            : new Configuration(
                EngineNames.voters(config.members()), EngineNames.observers(config.members()));
    EngineOptions.common(options, first, machine, factory);
    if (isAlone()) {
      EngineOptions.alone(options);
    } else {
      EngineOptions.together(options, config.timings().silenceMs());
    }
    NodeManager.getInstance().addAddress(self.getEndpoint());
    boolean started = node.init(options);
    initialised = true;
    if (!started) {
      throw new IOException(config.dataDir() + ": the engine did not start; its log lines say why");
    }
    if (!isAlone()) {
      // Not before: the engine does not take a call while it starts.
      startNetwork();
    }
  }

  private void startNetwork() {
    network.start(
        files.incarnation(),
        new PeerFrames(
            new PeerFrames.Receivers(calls, service, news, exchange, snapshots, newcomer),
            new PeerEvents()));
    network.members(config.members());
    threads
        .later()
        .after(
            (long) config.timings().initTicks() * config.timings().tickMs(),
            newcomer::waitNoLonger);
    lookAround();
  }

  private void lookAround() {
    try {
      members.look();
      tellDigests();
    } finally {
      threads.later().after(LOOK_MS, this::lookAround);
    }
  }

  /**
   * The engine tells members apart by group and number within a process, and one may run many
   * standalone servers.
   */
  static String groupName(Path dataDir) throws IOException {
    return "paddock-" + Integer.toHexString(dataDir.toRealPath().toString().hashCode());
  }

  @Override
  public void submit(Command command, @Nullable Ticket ticket) {
    batcher.submit(command, ticket);
  }

  @Override
  public void submitLeading(long term, Command command) {
    exchange.submitLeading(isAlone() ? BatchExchange.ANY_TERM : term, command);
  }

  @Override
  public void flush() {
    exchange.flushLeading();
    batcher.flush();
  }

  @Override
  public void readBarrier(Runnable reached) {
    barriers.ask(reached);
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
        meter.maxNanos(),
        meter.slowCount());
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    batcher.shut();
    barriers.close();
    keeper.close();
    try {
      if (initialised) { // else it would wait for what was never begun
        node.shutdown();
        node.join();
      }
      network.close();
      snapshots.close();
      threads.close();
      files.close();
    } catch (IOException e) {
      LOG.warn("closing the ledger's files: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void broken(Exception cause) {
    fail("The ledger is broken: " + cause.getMessage(), cause);
  }

  private void diskFailed(IOException cause) {
    fail("The disk failed: " + cause.getMessage(), cause);
  }

  private void fail(String message, Throwable cause) {
    if (closed.get() || failed.getAndSet(true)) {
      return;
    }
    batcher.shut();
    LOG.error("{}. Nothing is acknowledged any more.", message, cause);
    listener.failed(message, cause);
  }

  /** What the engine's threads tell. */
  private final class Callbacks implements CommitMachine.Events {
    @Override
    public void exceeded(QuotaNotice quota) {
      listener.exceeded(quota);
    }

    @Override
    public void leading(long term, long timeMs, Origins origins) {
      if (failed.get() || closed.get()) {
        return;
      }
      if (!isAlone()) {
        members.look();
      }
      members.stands(new Standing(Standing.Role.LEADER, config.serverId(), term));
      quickElection.leads(config.serverId());
      patience.leads(term);
      exchange.lead(term, timeMs, origins);
      listener.leading(term);
      barriers.leaderFound();
    }

    @Override
    public void following(int leader, long term) {
      members.look();
      Standing.Role role = members.isObserver() ? Standing.Role.OBSERVER : Standing.Role.FOLLOWER;
      follow(new Standing(role, leader, term));
      quickElection.leads(leader);
      patience.leads(term);
      barriers.leaderFound();
      if (newcomer.isJoining()) {
        barriers.ask(newcomer::caughtUp);
      }
    }

    @Override
    public void lookingForLeader(long term) {
      long newest = Math.max(term, members.standing().term());
      follow(new Standing(Standing.Role.LOOKING, 0, newest));
    }

    private void follow(Standing now) {
      if (members.standing().role() == Standing.Role.LEADER) {
        exchange.leadNoMore();
      }
      members.stands(now);
      if (!failed.get() && !closed.get()) {
        listener.following(now.term());
      }
    }

    @Override
    public void belongs(long ensemble) throws IOException {
      number.is(ensemble);
    }

    @Override
    public void marked(long zxid, long digest) {
      if (!isAlone()) {
        digests.own(zxid, digest);
      }
    }

    @Override
    public void installed(SnapshotStore.Loaded loaded) {
      keeper.installed(loaded);
    }

    @Override
    public void committed(long term, long index) {
      news.committed(term, index);
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
        threads.disk().execute(() -> node.snapshot(status -> LOG.debug("snapshot: {}", status)));
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

  /** What other members' engines have to do with elections. */
  private final class Polls implements EngineService.Polls {
    @Override
    public boolean mayVote() {
      return RaftLedger.this.mayVote();
    }

    @Override
    public void asked(boolean granted, long lastTerm, long lastIndex) {
      try {
        quickElection.asked(granted, files.log().compareEnd(lastTerm, lastIndex));
      } catch (IOException e) {
        diskFailed(e);
      }
    }
  }

  /** What the network tells. */
  private final class PeerEvents implements PeerFrames.Events {
    @Override
    public void up(int member) {
      LOG.info("connected to member {}", member);
      members.up(member);
      ByteBuffer marks = digests.all();
      if (marks != null) {
        network.send(member, FrameKind.DIGESTS, marks);
      }
      observeAgain(member);
    }

    @Override
    public void down(int member, boolean refused) {
      Standing now = members.standing();
      if (now.role() == Standing.Role.OBSERVER && now.leader() == member) {
        members.stands(new Standing(Standing.Role.LOOKING, 0, now.term()));
      }
      if (refused) {
        quickElection.dead(member);
      } else {
        LOG.info("the connection to member {} is gone", member);
      }
    }

    // The engine of an observer does not time its leader, nor does it say anything when the same
    // leader is back.
    private void observeAgain(int member) {
      Standing now = members.standing();
      PeerId leader = node.getLeaderId();
      boolean same = leader != null && EngineNames.idOf(leader) == member;
      if (same && now.role() == Standing.Role.LOOKING && members.isObserver()) {
        members.stands(new Standing(Standing.Role.OBSERVER, member, now.term()));
        barriers.leaderFound();
      }
    }

    @Override
    public void noted(int member, ByteBuffer note) {
      members.noted(member, note);
    }

    @Override
    public void members(int member, ByteBuffer content) throws IOException {
      members.heard(member, content);
    }

    @Override
    public void digests(int member, ByteBuffer content) {
      digests.heard(member, content);
    }
  }
}
