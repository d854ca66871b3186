package io.paddock.replication.engine;

import static io.paddock.replication.engine.Commands.createZnode;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.Data;
import io.paddock.replication.ledger.Standing;
import io.paddock.state.apply.State;
import io.paddock.state.tree.Znode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Members write without pause while, by a seed, links are cut, members freeze, stop, crash and come
 * back. In the end every command that was acknowledged is there once, each run's in their order,
 * and all members have the same state.
 */
@Timeout(120)
class EnsembleScheduleTest {
  private static final int STEPS = 120;

  @TempDir private Path dir;

  private final Map<String, Run> runs = new TreeMap<>();
  private final Map<Integer, Run> current = new TreeMap<>();

  /** What one run of one member has submitted and heard of. */
  private static final class Run {
    private final String path;
    private final TestLedger ledger;
    private final TreeSet<Long> acknowledged = new TreeSet<>();
    private long submitted;

    Run(String path, TestLedger ledger) {
      this.path = path;
      this.ledger = ledger;
    }

    void submit(int count) {
      for (int i = 0; i < count; i++) {
        long number = ++submitted;
        ledger.submit(
            createZnode(path + "/n-", Long.toString(number), CreateMode.PERSISTENT_SEQUENTIAL),
            number);
      }
      ledger.ledger().flush();
    }

    void listen() {
      acknowledged.addAll(ledger.drain());
    }
  }

  @ParameterizedTest(name = "seed {0}, {1} members")
  @CsvSource({"1, 3", "2, 3", "3, 3", "4, 5"})
  void what_was_acknowledged_is_there_once_and_in_order(long seed, int members) throws Exception {
    Random random = new Random(seed);
    try (TestEnsemble ensemble =
        new TestEnsemble(dir, members, config -> config.withSnapshots(400, 0))) {
      ensemble.awaitLeader();
      for (int id : ensemble.ids()) {
        begin(ensemble, id, 0);
      }
      for (int step = 1; step <= STEPS; step++) {
        disturb(ensemble, random, members, step);
        for (Run each : current.values()) {
          each.submit(random.nextInt(8));
        }
        LockSupport.parkNanos(random.nextInt(40) * 1_000_000L);
        current.values().forEach(Run::listen);
      }
      ensemble.network().heal();
      for (int id = 1; id <= members; id++) {
        if (!current.containsKey(id)) {
          restart(ensemble, id, STEPS + 1);
        }
      }
      ensemble.await("all that live runs have submitted", this::allAcknowledged);
      check(ensemble.awaitAgreement());
    }
  }

  private void begin(TestEnsemble ensemble, int id, int step) {
    String path = "/run-" + id + "-" + step;
    TestLedger ledger = ensemble.get(id);
    Run run = new Run(path, ledger);
    ledger.submit(createZnode(path, ""), 0);
    runs.put(path, run);
    current.put(id, run);
  }

  private void disturb(TestEnsemble ensemble, Random random, int members, int step)
      throws IOException {
    int id = 1 + random.nextInt(members);
    switch (random.nextInt(12)) {
      case 0 -> ensemble.network().cut(id, 1 + id % members);
      case 1 -> ensemble.network().isolate(id);
      case 2, 3, 4 -> ensemble.network().heal();
      case 5 -> ensemble.network().freeze(id);
      case 6 -> end(ensemble, id, random, true);
      case 7 -> end(ensemble, id, random, false);
      case 8 -> end(ensemble, leader(ensemble), random, random.nextBoolean());
      case 9, 10 -> restart(ensemble, id, step);
      default -> ensemble.network().delayMicros(random.nextInt(3) * 1000L);
    }
  }

  private static int leader(TestEnsemble ensemble) {
    for (int id : ensemble.ids()) {
      if (ensemble.get(id).ledger().ensemble().standing().role() == Standing.Role.LEADER) {
        return id;
      }
    }
    return 1;
  }

  private void end(TestEnsemble ensemble, int id, Random random, boolean crash) {
    Run run = current.remove(id);
    if (run == null) {
      return;
    }
    run.listen();
    if (crash) {
      ensemble.crash(id, random);
    } else {
      ensemble.stop(id);
    }
    run.listen();
  }

  private void restart(TestEnsemble ensemble, int id, int step) throws IOException {
    if (!current.containsKey(id)) {
      ensemble.start(id);
      begin(ensemble, id, step);
    }
  }

  private boolean allAcknowledged() {
    boolean all = true;
    for (Run each : current.values()) {
      each.listen();
      each.ledger.ledger().flush();
      all &= each.ledger.hasMissed() || each.acknowledged.size() == each.submitted + 1;
    }
    return all;
  }

  private void check(State state) {
    for (Run run : runs.values()) {
      List<Long> there = new ArrayList<>();
      Znode parent = state.find(run.path);
      if (parent != null) {
        List<String> names = new ArrayList<>();
        parent.children().forEach(child -> names.add(child.name()));
        names.sort(Comparator.naturalOrder());
        for (String name : names) {
          Data data = Objects.requireNonNull(state.find(run.path + "/" + name)).data();
          there.add(
              Long.parseLong(
                  new String(Objects.requireNonNull(data).toBytes(), StandardCharsets.UTF_8)));
        }
        there.add(0, 0L);
      }
      assertThat(there).as(run.path).isSorted().doesNotHaveDuplicates();
      assertThat(there).as(run.path).containsAll(run.acknowledged);
      // Without gaps: a command is never passed by a later one.
      if (!there.isEmpty()) {
        assertThat(there).as(run.path).hasSize((int) (there.get(there.size() - 1) + 1));
      }
    }
  }
}
