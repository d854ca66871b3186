package io.paddock.replication.engine;

import com.alipay.sofa.jraft.NodeManager;
import com.alipay.sofa.jraft.core.NodeImpl;
import io.paddock.replication.commit.Commit;
import io.paddock.replication.disk.MemoryDisk;
import io.paddock.replication.ledger.LedgerConfig;
import io.paddock.replication.ledger.Member;
import io.paddock.replication.ledger.Standing;
import io.paddock.replication.ledger.Timings;
import io.paddock.replication.peer.MemoryNetwork;
import io.paddock.state.apply.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * Members of an ensemble in one process, on disks and a network in memory.
 *
 * <p>Thread: the test's.
 */
final class TestEnsemble implements AutoCloseable {
  static final long WAIT_NANOS_MAX = 30_000_000_000L;

  /** So many silences are longer than anything here is waited for. */
  private static final int STEADY = 100;

  private final Path directory;
  private final List<Member> members;
  private final UnaryOperator<LedgerConfig> settings;
  private final MemoryNetwork network = new MemoryNetwork();
  private final Map<Integer, MemoryDisk> disks = new TreeMap<>();
  private final Map<Integer, TestLedger> running = new TreeMap<>();

  TestEnsemble(Path directory, int voters, UnaryOperator<LedgerConfig> settings)
      throws IOException {
    this.directory = directory;
    this.settings = settings;
    List<Member> all = new ArrayList<>();
    for (int id = 1; id <= voters; id++) {
      all.add(new Member(id, true, List.of()));
    }
    members = List.copyOf(all);
    for (Member each : members) {
      start(each.id());
    }
  }

  static TestEnsemble of(Path directory, int voters) throws IOException {
    return new TestEnsemble(directory, voters, config -> config);
  }

  MemoryNetwork network() {
    return network;
  }

  List<Member> members() {
    return members;
  }

  TestLedger get(int id) {
    return Objects.requireNonNull(running.get(id));
  }

  List<TestLedger> running() {
    return List.copyOf(running.values());
  }

  List<Integer> ids() {
    return List.copyOf(running.keySet());
  }

  TestLedger start(int id) throws IOException {
    return start(id, members);
  }

  TestLedger start(int id, List<Member> known) throws IOException {
    MemoryDisk disk = disks.computeIfAbsent(id, each -> new MemoryDisk());
    LedgerConfig config =
        settings
            .apply(
                LedgerConfig.standalone(directory.resolve("member-" + id))
                    .withSegmentBytes(64 << 10))
            .withMembers(id, known, Timings.DEFAULT);
    TestLedger ledger =
        new TestLedger(
            listener ->
                RaftLedger.open(config, InstantSource.system(), listener, network.end(id), disk));
    running.put(id, ledger);
    return ledger;
  }

  /** Stops a member in good order. */
  void stop(int id) {
    Objects.requireNonNull(running.remove(id)).close();
  }

  /** A member's process dies, and what it had not synced may be lost. */
  void crash(int id, Random random) {
    network.kill(id);
    TestLedger dead = Objects.requireNonNull(running.remove(id));
    MemoryDisk disk = Objects.requireNonNull(disks.get(id));
    disk.failAfter(0);
    dead.close();
    disk.failAfter(Integer.MAX_VALUE);
    disk.crash(random);
  }

  /** The disk of a member, running or not. */
  MemoryDisk disk(int id) {
    return Objects.requireNonNull(disks.get(id));
  }

  /** Its disk is lost as well. */
  void loseDisk(int id) {
    disks.remove(id);
  }

  /**
   * Waits for a leader that all follow who run, each with its vote: none is a newcomer any more.
   */
  int awaitLeader() {
    await("a leader that all follow", () -> commonLeader() != 0 && haveVotes());
    return commonLeader();
  }

  /**
   * The same; and it stays, unless its process dies: its silence is borne for so long that a
   * machine that stands still for seconds takes nobody's leadership.
   */
  int awaitSteadyLeader() throws IOException {
    int leader = awaitLeader();
    bear(STEADY);
    return awaitLeader() == leader ? leader : awaitSteadyLeader();
  }

  /** From now on who runs gives up a leader after so many times the usual silence. */
  void bear(int times) throws IOException {
    for (int id : ids()) {
      String group = RaftLedger.groupName(directory.resolve("member-" + id));
      NodeImpl node = (NodeImpl) NodeManager.getInstance().get(group, EngineNames.peer(id));
      EngineOptions.patience(node, Timings.DEFAULT.silenceMs(), times);
    }
  }

  private boolean haveVotes() {
    return running.values().stream().allMatch(each -> each.ledger().mayVote());
  }

  int awaitLeaderOtherThan(int old) {
    await("another leader than " + old, () -> leaderAmongOthers(old) != 0);
    return leaderAmongOthers(old);
  }

  private int leaderAmongOthers(int old) {
    for (Map.Entry<Integer, TestLedger> each : running.entrySet()) {
      Standing standing = each.getValue().ledger().ensemble().standing();
      if (each.getKey() != old && standing.role() == Standing.Role.LEADER) {
        return each.getKey();
      }
    }
    return 0;
  }

  private int commonLeader() {
    int leader = 0;
    for (TestLedger each : running.values()) {
      int follows = each.ledger().ensemble().standing().leader();
      if (follows == 0 || (leader != 0 && follows != leader)) {
        return 0;
      }
      leader = follows;
    }
    return leader;
  }

  /** Waits until all running members have applied the same. */
  State awaitAgreement() {
    await("the same state everywhere", this::isAgreed);
    return running.values().iterator().next().state();
  }

  private boolean isAgreed() {
    State first = running.values().iterator().next().state();
    return running.values().stream()
        .allMatch(
            each -> each.state().zxid() == first.zxid() && each.state().digest() == first.digest());
  }

  void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + WAIT_NANOS_MAX;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("not in time: " + what + "; " + describe());
      }
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
    }
  }

  private String describe() {
    StringBuilder text = new StringBuilder();
    running.forEach(
        (id, each) -> {
          Commit newest = each.ledger().commits().newest();
          text.append(id)
              .append(": ")
              .append(each.ledger().ensemble().standing())
              .append(" zxid ")
              .append(newest.state().zxid())
              .append(' ')
              .append(newest.state().origins())
              .append(" failure ")
              .append(each.failure())
              .append('\n');
        });
    return text.toString();
  }

  @Override
  public void close() {
    running.values().forEach(TestLedger::close);
    network.close();
  }
}
