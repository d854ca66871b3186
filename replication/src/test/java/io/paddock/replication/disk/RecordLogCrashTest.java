package io.paddock.replication.disk;

import static io.paddock.replication.disk.LogFixture.all;
import static io.paddock.replication.disk.LogFixture.open;
import static io.paddock.replication.disk.LogFixture.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Power is lost at any moment: what was acknowledged is there, what was not is there from its start
 * or not at all.
 */
class RecordLogCrashTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void nothing_acknowledged_is_lost_and_no_crash_is_taken_for_corruption(int part)
      throws IOException {
    for (int i = 0; i < 60; i++) {
      long seed = part * 1000L + i;
      try {
        crashAgainAndAgain(new Random(seed));
      } catch (IOException | AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  private static void crashAgainAndAgain(Random random) throws IOException {
    MemoryDisk disk = new MemoryDisk();
    Model model = new Model();
    for (int life = 0; life < 6; life++) {
      RecordLog log = open(disk);
      model.checkAgainst(log);
      disk.failAfter(random.nextInt(60));
      try {
        for (int i = 0; i < 100; i++) {
          model.step(log, random);
        }
      } catch (IOException injected) {
        // The moment at which the power goes.
      }
      disk.crash(random);
    }
    model.checkAgainst(open(disk));
  }

  /** What the log must hold: {@code kept} for certain, and perhaps one step more. */
  private static final class Model {
    private long first = 1;
    private List<LogRecord> kept = new ArrayList<>();
    private List<LogRecord> attempted = kept;
    private long attemptedFirst = 1;
    private long term = 1;

    void step(RecordLog log, Random random) throws IOException {
      long last = first + kept.size() - 1;
      int choice = random.nextInt(20);
      attemptedFirst = first;
      if (choice == 0 && last > first) {
        long lastKept = first + random.nextInt(kept.size());
        term++;
        attempted = new ArrayList<>(kept.subList(0, (int) (lastKept - first + 1)));
        log.truncateSuffix(lastKept);
      } else if (choice == 1 && last > first) {
        // Dropping the start may or may not last: the records are still good.
        long firstKept = first + random.nextInt(kept.size());
        attempted = kept;
        log.truncatePrefix(firstKept);
      } else if (choice == 2) {
        attemptedFirst = last + 1 + random.nextInt(50);
        attempted = new ArrayList<>();
        log.reset(attemptedFirst);
      } else {
        append(log, random, last);
      }
      kept = attempted;
      first = attemptedFirst;
    }

    private void append(RecordLog log, Random random, long last) throws IOException {
      List<LogRecord> more = new ArrayList<>();
      int count = 1 + random.nextInt(6);
      for (int i = 1; i <= count; i++) {
        more.add(record(last + i, term, random.nextInt(random.nextInt(8) == 0 ? 9000 : 700)));
      }
      attempted = new ArrayList<>(kept);
      attempted.addAll(more);
      log.append(more);
    }

    /**
     * The log holds what was kept or what was attempted last, but for a start that may have been
     * dropped.
     */
    void checkAgainst(RecordLog log) throws IOException {
      List<LogRecord> found = all(log);
      boolean isKept = isTail(found, kept, first, log);
      boolean isAttempted = isTail(found, attempted, attemptedFirst, log);
      assertThat(isKept || isAttempted)
          .as(
              "found %d to %d, kept %d to %d",
              log.firstIndex(), log.lastIndex(), first, first + kept.size() - 1)
          .isTrue();
      kept = found;
      first = log.firstIndex();
      attempted = kept;
      attemptedFirst = first;
    }

    private static boolean isTail(
        List<LogRecord> found, List<LogRecord> expected, long expectedFirst, RecordLog log) {
      long end = expectedFirst + expected.size();
      int missing = expected.size() - found.size();
      return log.lastIndex() + 1 == end
          && missing >= 0
          && found.equals(expected.subList(missing, expected.size()));
    }
  }

  @Test
  void after_a_failed_sync_nothing_is_taken_any_more() throws IOException {
    MemoryDisk disk = new MemoryDisk();
    RecordLog log = open(disk);
    log.append(List.of(record(1, 1, 10)));
    disk.failSyncs(true);
    assertThatThrownBy(() -> log.append(List.of(record(2, 1, 10))))
        .hasMessageContaining("Input/output error");

    disk.failSyncs(false);

    assertThatThrownBy(() -> log.append(List.of(record(2, 1, 10))))
        .hasMessageContaining("failed before");
    assertThat(log.lastIndex()).isEqualTo(1);
  }

  @Test
  void a_full_disk_does_not_stop_the_log_before_the_segment_is_full() throws IOException {
    MemoryDisk disk = new MemoryDisk();
    RecordLog log = open(disk);
    disk.freeBytes(1000);
    long index = 1;
    try {
      while (index < 1000) {
        log.append(List.of(record(index, 1, 900)));
        index++;
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left on device");
    }

    assertThat(index).isGreaterThan(60).isLessThan(80);
    disk.crash(new Random(1));
    assertThat(open(disk).lastIndex()).isEqualTo(index - 1);
  }
}
