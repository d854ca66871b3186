package io.paddock.replication.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sofa.jraft.entity.EnumOutter.EntryType;
import com.alipay.sofa.jraft.entity.LogEntry;
import com.alipay.sofa.jraft.entity.LogId;
import io.paddock.replication.disk.RealDisk;
import io.paddock.replication.disk.RecordLog;
import io.paddock.replication.disk.SnapshotStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("deprecation") // The engine asks for terms.
class EngineLogTest {
  @TempDir private Path dir;
  private RecordLog records;
  private SnapshotStore snapshots;
  private EngineLog log;

  @BeforeEach
  void open() throws IOException {
    Path files = Files.createDirectory(dir.resolve("log"));
    records = RecordLog.open(RealDisk.UNSYNCED, files, 1 << 20, Runnable::run);
    snapshots =
        SnapshotStore.open(RealDisk.UNSYNCED, Files.createDirectory(dir.resolve("snapshots")));
    log = opened();
  }

  @AfterEach
  void close() throws IOException {
    records.close();
  }

  private EngineLog opened() {
    return new EngineLog(
        records,
        snapshots,
        failure -> {
          throw new AssertionError(failure);
        });
  }

  private void append(long term, long first, int count) {
    List<LogEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      LogEntry entry = new LogEntry(EntryType.ENTRY_TYPE_DATA);
      entry.setId(new LogId(first + i, term));
      entry.setData(ByteBuffer.allocate(10));
      entries.add(entry);
    }
    assertThat(log.appendEntries(entries)).isEqualTo(count);
  }

  /** Of all indexes, and one before and behind. */
  private List<Long> terms(EngineLog of) {
    List<Long> terms = new ArrayList<>();
    for (long i = Math.max(0, records.firstIndex() - 1); i <= records.lastIndex() + 1; i++) {
      terms.add(of.getTerm(i));
    }
    return terms;
  }

  @Test
  void terms_are_those_of_the_entries() {
    append(1, 1, 2);
    append(3, 3, 1);
    append(3, 4, 1);

    assertThat(terms(log)).containsExactly(0L, 1L, 1L, 3L, 3L, 0L);
  }

  @Test
  void entries_that_take_the_place_of_others_have_their_own_term() {
    append(1, 1, 2);
    append(2, 3, 3);
    log.truncateSuffix(3);
    assertThat(terms(log)).containsExactly(0L, 1L, 1L, 2L, 0L);

    log.truncateSuffix(1);
    append(4, 2, 1);
    assertThat(terms(log)).containsExactly(0L, 1L, 4L, 0L);
  }

  @Test
  void an_entry_that_is_gone_has_no_term() {
    append(2, 1, 3);
    log.truncatePrefix(3);
    assertThat(log.getTerm(2)).isZero();

    log.reset(2);
    assertThat(log.getTerm(2)).isZero();
    assertThat(log.getTerm(3)).isZero();
    append(5, 2, 1);
    assertThat(log.getTerm(2)).isEqualTo(5);
  }

  @Test
  void a_log_that_was_opened_again_reads_them_from_the_disk() {
    append(1, 1, 2);
    append(2, 3, 2);

    assertThat(terms(opened())).isEqualTo(terms(log)).containsExactly(0L, 1L, 1L, 2L, 2L, 0L);
  }

  @Test
  void the_terms_of_what_was_appended_need_no_disk() throws IOException {
    append(1, 1, 2);
    append(2, 3, 2);
    records.close();

    assertThat(log.getTerm(3)).isEqualTo(2);
    assertThat(log.getTerm(4)).isEqualTo(2);
  }
}
