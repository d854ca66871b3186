package io.paddock.replication.engine;

import static io.paddock.replication.engine.Commands.createZnode;
import static io.paddock.replication.engine.Commands.openSession;
import static io.paddock.replication.engine.Commands.setData;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.protocol.message.CreateMode;
import io.paddock.replication.disk.CorruptFileException;
import io.paddock.replication.ledger.LedgerConfig;
import io.paddock.state.command.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots that a running ledger writes, and what it makes of them when it opens again. */
class SnapshotTest {
  private static final int SNAP_COUNT = 100;

  @TempDir private Path dir;

  @Test
  void snapshots_are_written_and_the_state_after_opening_again_is_the_same() throws Exception {
    long digest = fill(20);

    assertThat(snapshots()).isNotEmpty();
    try (TestLedger ledger = open()) {
      assertThat(ledger.state().digest()).isEqualTo(digest);
      assertThat(ledger.ledger().report().lastSnapshotZxid()).isPositive();
      assertThat(ledger.ledger().report().snapshotBytes()).isPositive();
      ledger.run(createZnode("/more", "x"));
    }
  }

  @Test
  @Timeout(60)
  void the_log_shrinks_behind_the_snapshots() throws Exception {
    try (TestLedger ledger = open()) {
      ledger.run(createZnode("/a", "1"));
      int done = 0;
      // Where a snapshot takes its time, the log has grown meanwhile, and shrinks after the next.
      while (done < 60 || snapshotsWritten(ledger) < 6 || logFiles().size() > 10) {
        ledger.run(changes(SNAP_COUNT));
        done++;
      }
    }

    assertThat(logFiles().get(0).getFileName().toString()).isNotEqualTo("log.0000000000000001");
    assertThat(logFiles().size()).isLessThan(12);
  }

  @Test
  void with_purging_on_only_so_many_are_kept() throws Exception {
    LedgerConfig config = config().withPurge(3);
    try (TestLedger ledger = new TestLedger(config).awaitLeading()) {
      while (snapshotsWritten(ledger) < 6) {
        ledger.run(batch(SNAP_COUNT));
      }
    }

    assertThat(snapshots().size()).isBetween(3, 4);
  }

  @Test
  void a_corrupt_newest_snapshot_is_passed_over_when_the_log_covers_it() throws Exception {
    long digest = fill(20);
    assertThat(snapshots().size()).isGreaterThan(1);
    damage(newest());

    try (TestLedger ledger = open()) {
      assertThat(ledger.state().digest()).isEqualTo(digest);
    }
    assertThat(files(".corrupt")).hasSize(1);
    try (TestLedger ledger = open()) {
      assertThat(ledger.state().digest()).isEqualTo(digest);
    }
  }

  @Test
  void corrupt_snapshots_that_the_log_does_not_cover_are_refused() throws Exception {
    fill(60);
    for (Path each : snapshots()) {
      damage(each);
    }

    assertThatThrownBy(this::open)
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining(newest().toString())
        .hasMessageContaining("at offset");
    assertThat(files(".corrupt")).isEmpty();
  }

  @Test
  void a_log_without_the_snapshots_before_it_is_refused() throws Exception {
    fill(60);
    for (Path each : snapshots()) {
      Files.delete(each);
    }

    assertThatThrownBy(this::open).hasMessageContaining("Put the snapshots back");
  }

  @Test
  void a_snapshot_whose_log_is_missing_is_refused_but_a_restored_one_is_taken() throws Exception {
    fill(20);
    for (Path each : logFiles()) {
      Files.delete(each);
    }

    assertThatThrownBy(this::open).hasMessageContaining("log files are missing");

    Files.delete(dir.resolve("vote"));
    for (Path each : logFiles()) {
      Files.delete(each);
    }
    long digest;
    try (TestLedger ledger = open()) {
      assertThat(ledger.state().zxid()).isPositive();
      ledger.run(createZnode("/restored", "x"));
      digest = ledger.state().digest();
    }
    try (TestLedger ledger = open()) {
      assertThat(ledger.state().digest()).isEqualTo(digest);
    }
  }

  @Test
  void a_lost_vote_file_does_not_take_the_terms_back() throws Exception {
    long digest = fill(3);
    Files.delete(dir.resolve("vote"));

    try (TestLedger ledger = open()) {
      assertThat(ledger.state().digest()).isEqualTo(digest);
      ledger.run(createZnode("/more", "x"));
      digest = ledger.state().digest();
    }
    try (TestLedger ledger = open()) {
      assertThat(ledger.state().digest()).isEqualTo(digest);
    }
  }

  @Test
  void many_lives_with_snapshots_lose_nothing() throws Exception {
    long digest = -1;
    for (int life = 0; life < 12; life++) {
      try (TestLedger ledger = open()) {
        if (digest != -1) {
          assertThat(ledger.state().digest()).as("life %d", life).isEqualTo(digest);
        }
        ledger.run(openSession(life + 1), createZnode("/life-" + life, "x"));
        ledger.run(batch(30 + life * 13));
        digest = ledger.state().digest();
      }
    }
  }

  private LedgerConfig config() {
    return LedgerConfig.standalone(dir).withSnapshots(SNAP_COUNT, 0).withSegmentBytes(64 << 10);
  }

  private TestLedger open() throws IOException, InterruptedException {
    return new TestLedger(config()).awaitLeading();
  }

  /**
   * Runs so many batches of commands, and waits until at least every tenth has led to a snapshot.
   */
  private long fill(int batches) throws Exception {
    try (TestLedger ledger = open()) {
      ledger.run(openSession(7), createZnode("/a", "1"));
      int done = 0;
      while (done < batches || snapshotsWritten(ledger) < batches / 10) {
        ledger.run(batch(SNAP_COUNT));
        done++;
      }
      return ledger.state().digest();
    }
  }

  private int snapshotsWritten(TestLedger ledger) throws IOException {
    return ledger.ledger().report().lastSnapshotTimeMs() < 0 ? 0 : written(snapshots());
  }

  private int highest;
  private final List<Path> seen = new ArrayList<>();

  // Counts those that were purged too.
  private int written(List<Path> now) {
    for (Path each : now) {
      if (!seen.contains(each)) {
        seen.add(each);
        highest++;
      }
    }
    return highest;
  }

  /** As many commands that leave the state as large as it is. */
  private static Command[] changes(int count) {
    Command[] commands = new Command[count];
    Arrays.setAll(commands, i -> setData("/a", i + "x".repeat(200)));
    return commands;
  }

  private static Command[] batch(int count) {
    Command[] commands = new Command[count];
    for (int i = 0; i < count; i++) {
      commands[i] =
          i % 3 == 0
              ? createZnode("/n-", "x".repeat(200), CreateMode.PERSISTENT_SEQUENTIAL)
              : setData("/a", "value " + i);
    }
    return commands;
  }

  private List<Path> snapshots() throws IOException {
    return files("").stream()
        .filter(
            each -> each.getFileName().toString().matches("snapshot\\.[0-9a-f]{16}\\.[0-9a-f]+"))
        .toList();
  }

  private List<Path> logFiles() throws IOException {
    return files("").stream()
        .filter(each -> each.getFileName().toString().startsWith("log."))
        .toList();
  }

  private Path newest() throws IOException {
    return snapshots().get(snapshots().size() - 1);
  }

  private List<Path> files(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files
          .filter(each -> each.toString().endsWith(suffix))
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    }
  }

  private static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }
}
