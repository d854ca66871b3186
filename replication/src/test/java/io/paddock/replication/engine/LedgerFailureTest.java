package io.paddock.replication.engine;

import static io.paddock.replication.engine.Commands.createZnode;
import static io.paddock.replication.engine.Commands.setData;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.protocol.message.CreateMode;
import io.paddock.replication.disk.MemoryDisk;
import io.paddock.replication.ledger.LedgerConfig;
import io.paddock.replication.peer.NoPeers;
import io.paddock.state.command.Command;
import io.paddock.state.tree.Znode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Disks that fail, fill up and lose power under a running ledger. */
class LedgerFailureTest {
  private final MemoryDisk disk = new MemoryDisk();

  @TempDir private Path dir;

  @Test
  void after_a_failed_sync_nothing_is_acknowledged_and_the_server_is_told() throws Exception {
    try (TestLedger ledger = open()) {
      ledger.run(createZnode("/a", "1"));
      disk.failSyncs(true);
      ledger.submit(createZnode("/b", "2"), 1);
      ledger.ledger().flush();

      assertThat(ledger.awaitFailure()).contains("Input/output error");
      disk.failSyncs(false);
      ledger.submit(createZnode("/c", "3"), 2);
      ledger.ledger().flush();
      ledger.ledger().close();
      assertThat(ledger.drain()).isEmpty();
    }
    disk.crash(new Random(1));
    try (TestLedger ledger = open()) {
      assertThat(ledger.state().find("/a")).isNotNull();
      assertThat(ledger.state().find("/c")).isNull();
    }
  }

  @Test
  void a_full_disk_stops_the_server_when_the_log_needs_room_and_loses_nothing() throws Exception {
    long acknowledged = 0;
    try (TestLedger ledger = open()) {
      ledger.run(createZnode("/q", ""));
      disk.freeBytes(10_000);
      while (ledger.failure() == null) {
        ledger.submit(sequential(), acknowledged);
        ledger.ledger().flush();
        while (ledger.failure() == null && ledger.drain().isEmpty()) {
          Thread.onSpinWait();
        }
        acknowledged += ledger.failure() == null ? 1 : 0;
      }
      assertThat(ledger.awaitFailure()).contains("No space left on device");
    }
    disk.crash(new Random(2));

    assertThat(acknowledged).isGreaterThan(50);
    try (TestLedger ledger = open()) {
      assertThat(children(ledger, "/q")).isBetween(acknowledged, acknowledged + 2);
      ledger.run(sequential());
    }
  }

  @Test
  void a_snapshot_that_cannot_be_written_does_not_stop_the_server() throws Exception {
    LedgerConfig config = config().withSnapshots(20, 0).withSegmentBytes(1 << 20);
    try (TestLedger ledger = open(config)) {
      disk.freeBytes(0);
      for (int i = 0; i < 300; i++) {
        ledger.run(createZnode("/n-", "x", CreateMode.PERSISTENT_SEQUENTIAL));
      }
      assertThat(ledger.ledger().report().lastSnapshotZxid()).isEqualTo(-1);
      disk.freeBytes(Long.MAX_VALUE);
      while (ledger.ledger().report().lastSnapshotZxid() < 0) {
        ledger.run(createZnode("/n-", "x", CreateMode.PERSISTENT_SEQUENTIAL));
      }
      assertThat(ledger.failure()).isNull();
    }
  }

  @Test
  void a_vote_that_cannot_be_stored_keeps_the_server_from_leading() {
    // The disk works until the log is open; the vote is the next thing to be written.
    MemoryDisk counting = new MemoryDisk();
    int toOpenLog = operationsToOpenLog(counting);
    disk.failAfter(toOpenLog);

    assertThatThrownBy(
            () -> {
              try (TestLedger ledger = open()) {
                throw new IOException(ledger.awaitFailure());
              }
            })
        .hasMessageContaining("injected failure");
  }

  private int operationsToOpenLog(MemoryDisk counting) {
    try {
      LedgerFiles.open(config(), counting, 1, Runnable::run).close();
      return counting.operations();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void no_power_cut_loses_what_was_acknowledged_or_keeps_half_of_what_was_not(long seed)
      throws Exception {
    Random random = new Random(seed);
    LedgerConfig config = config().withSnapshots(40, 0);
    long acknowledged = 0;
    long certain = 0;
    for (int life = 0; life < 8; life++) {
      try (TestLedger ledger = open(config)) {
        long found = children(ledger, "/q");
        assertThat(found).as("life %d", life).isGreaterThanOrEqualTo(acknowledged);
        if (life == 0) {
          ledger.run(createZnode("/q", ""));
        }
        acknowledged = found;
        certain = found;
        disk.failAfter(random.nextInt(120));
        while (ledger.failure() == null && acknowledged < certain + 500) {
          int burst = 1 + random.nextInt(20);
          for (int i = 0; i < burst; i++) {
            ledger.submit(sequential(), i);
          }
          ledger.ledger().flush();
          acknowledged += ledger.drain().size();
        }
        ledger.ledger().close();
        acknowledged += ledger.drain().size();
      } catch (IOException injectedWhileOpening) {
        // As good a moment as any.
      }
      disk.crash(random);
    }
  }

  @Test
  void a_corrupt_log_is_refused_with_file_and_offset_before_the_engine_starts() throws Exception {
    try (TestLedger ledger = open()) {
      ledger.run(createZnode("/a", "1"));
      ledger.run(setData("/a", "2"));
    }
    Path log = dir.resolve("log.0000000000000001");
    byte[] bytes = disk.bytes(log);
    bytes[100] ^= 1;
    disk.put(log, bytes);

    assertThatThrownBy(this::open)
        .hasMessageContaining(log.toString())
        .hasMessageContaining("at offset 64");
  }

  @Test
  void a_corrupt_vote_is_refused() throws Exception {
    try (TestLedger ledger = open()) {
      ledger.run(createZnode("/a", "1"));
    }
    byte[] bytes = disk.bytes(dir.resolve("vote"));
    bytes[9] ^= 1;
    disk.put(dir.resolve("vote"), bytes);

    assertThatThrownBy(this::open).hasMessageContaining("the vote file fails its checksum");
  }

  private static Command sequential() {
    return createZnode("/q/n-", "x".repeat(700), CreateMode.PERSISTENT_SEQUENTIAL);
  }

  private static long children(TestLedger ledger, String path) {
    Znode znode = ledger.state().find(path);
    return znode == null ? 0 : Objects.requireNonNull(znode).children().size();
  }

  private LedgerConfig config() {
    return LedgerConfig.standalone(dir).withSegmentBytes(64 << 10);
  }

  private TestLedger open() throws IOException, InterruptedException {
    return open(config());
  }

  private TestLedger open(LedgerConfig config) throws IOException, InterruptedException {
    TestLedger ledger =
        new TestLedger(
            listener ->
                RaftLedger.open(config, InstantSource.system(), listener, new NoPeers(), disk));
    return ledger.awaitLeadingOrFailure();
  }
}
