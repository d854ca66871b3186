package io.paddock.replication.disk;

import static io.paddock.replication.disk.LogFixture.DIRECTORY;
import static io.paddock.replication.disk.LogFixture.all;
import static io.paddock.replication.disk.LogFixture.open;
import static io.paddock.replication.disk.LogFixture.record;
import static io.paddock.replication.disk.LogFixture.records;
import static io.paddock.replication.disk.LogFixture.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordLogTest {
  private final MemoryDisk disk = new MemoryDisk();

  @Test
  void a_new_log_is_empty_and_begins_at_one() throws IOException {
    RecordLog log = open(disk);

    assertThat(log.firstIndex()).isEqualTo(1);
    assertThat(log.lastIndex()).isZero();
  }

  @Test
  void what_was_appended_is_read_and_is_there_after_opening_again() throws IOException {
    RecordLog log = open(disk);
    log.append(records(1, 3, 100));
    log.append(records(4, 1, 0));

    assertThat(all(log)).containsExactlyElementsOf(expected(1, 3, 100, record(4, 1, 0)));
    assertThat(all(open(disk))).isEqualTo(all(log));
  }

  @Test
  void appending_goes_on_where_it_ended_after_opening_again() throws IOException {
    open(disk).append(records(1, 3, 100));
    RecordLog log = open(disk);

    log.append(records(4, 2, 50));

    assertThat(all(open(disk))).hasSize(5).isEqualTo(all(log));
  }

  @Test
  void the_end_of_another_log_is_ahead_by_its_term_and_then_by_its_index() throws IOException {
    RecordLog log = open(disk);
    assertThat(log.compareEnd(0, 0)).isZero();
    assertThat(log.compareEnd(1, 1)).isPositive();
    log.append(List.of(record(1, 3, 10), record(2, 3, 10)));

    assertThat(log.compareEnd(3, 2)).isZero();
    assertThat(log.compareEnd(3, 1)).isNegative();
    assertThat(log.compareEnd(3, 3)).isPositive();
    assertThat(log.compareEnd(2, 9)).isNegative();
    assertThat(log.compareEnd(4, 1)).isPositive();
    log.reset(8);
    assertThat(log.compareEnd(3, 6)).isNegative();
    assertThat(log.compareEnd(3, 7)).isZero();
  }

  @Test
  void a_log_goes_on_in_the_next_segment_when_one_is_full() throws IOException {
    RecordLog log = open(disk);
    for (int i = 0; i < 40; i++) {
      log.append(records(1 + i * 10L, 10, 900));
    }

    assertThat(disk.list(DIRECTORY).size()).isGreaterThan(4);
    assertThat(all(open(disk))).hasSize(400).isEqualTo(all(log));
  }

  @Test
  void a_record_larger_than_a_segment_gets_a_segment_of_its_size() throws IOException {
    RecordLog log = open(disk);
    log.append(records(1, 1, 10));
    log.append(List.of(record(2, 1, 300_000)));
    log.append(records(3, 1, 10));

    assertThat(all(open(disk))).hasSize(3).isEqualTo(all(log));
  }

  @Test
  void a_batch_beyond_the_largest_frame_is_written_in_several() throws IOException {
    RecordLog log = open(disk);
    log.append(records(1, 5, 2 << 20));

    assertThat(all(open(disk))).hasSize(5).isEqualTo(all(log));
  }

  @Test
  void a_record_that_does_not_follow_ends_the_log() throws IOException {
    RecordLog log = open(disk);
    log.append(records(1, 2, 10));

    assertThatThrownBy(() -> log.append(records(4, 1, 10))).hasMessageContaining("3 is next");
    assertThatThrownBy(() -> log.append(records(3, 1, 10))).hasMessageContaining("failed before");
  }

  @Test
  void dropping_the_start_deletes_whole_segments_and_keeps_the_rest() throws IOException {
    RecordLog log = filled();
    log.truncatePrefix(250);

    assertThat(log.firstIndex()).isEqualTo(250);
    assertThat(disk.exists(segment(1))).isFalse();
    RecordLog again = open(disk);
    assertThat(again.firstIndex()).isBetween(2L, 250L);
    assertThat(again.lastIndex()).isEqualTo(400);
    assertThat(again.read(400)).isEqualTo(log.read(400));
  }

  @Test
  void dropping_the_end_lasts_and_other_records_take_their_place() throws IOException {
    RecordLog log = filled();
    log.truncateSuffix(100);
    log.append(List.of(record(101, 2, 77)));

    RecordLog again = open(disk);
    assertThat(again.lastIndex()).isEqualTo(101);
    assertThat(again.read(101)).isEqualTo(record(101, 2, 77));
    assertThat(again.read(100)).isEqualTo(record(100, 1, 900));
  }

  @Test
  void dropping_the_end_reaches_back_over_segments_that_are_deleted_later() throws IOException {
    RecordLog log = filled();
    log.truncateSuffix(20);
    log.append(records(21, 30, 900));
    log.truncatePrefix(25);

    RecordLog again = open(disk);
    assertThat(again.lastIndex()).isEqualTo(50);
    assertThat(again.firstIndex()).isLessThanOrEqualTo(25);
    for (long i = 25; i <= 50; i++) {
      assertThat(again.read(i)).isEqualTo(record(i, 1, 900));
    }
  }

  @Test
  void beginning_anew_drops_everything_and_lasts() throws IOException {
    RecordLog log = filled();
    log.reset(1000);

    assertThat(open(disk).firstIndex()).isEqualTo(1000);
    assertThat(open(disk).lastIndex()).isEqualTo(999);
    log.append(records(1000, 2, 10));
    assertThat(all(open(disk))).isEqualTo(records(1000, 2, 10));
    assertThat(disk.exists(segment(1))).isFalse();
  }

  @Test
  void dropping_the_start_beyond_the_end_begins_anew_there() throws IOException {
    RecordLog log = filled();
    log.truncatePrefix(500);

    assertThat(log.firstIndex()).isEqualTo(500);
    assertThat(open(disk).firstIndex()).isEqualTo(500);
    int operations = disk.operations();
    log.truncatePrefix(500);
    assertThat(disk.operations()).isEqualTo(operations);
  }

  @Test
  void reading_what_is_not_there_is_refused() throws IOException {
    RecordLog log = open(disk);
    log.append(records(1, 1, 10));

    assertThatThrownBy(() -> log.read(2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> log.read(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_record_read_ahead_as_zeros_is_read_again_when_it_has_been_written() throws IOException {
    RecordLog log = open(disk);
    log.append(records(1, 1, 10));
    log.read(1);
    log.append(records(2, 1, 10));

    assertThat(log.read(2)).isEqualTo(record(2, 1, 10));
  }

  @Test
  void one_batch_is_one_write_and_one_sync() throws IOException {
    RecordLog log = open(disk);
    int before = disk.operations();

    log.append(records(1, 50, 100));

    assertThat(disk.operations() - before).isEqualTo(2);
    assertThat(log.meter().count()).isEqualTo(1);
  }

  @Test
  void records_of_a_type_other_than_zero_are_named_at_opening() throws IOException {
    RecordLog log = open(disk);
    log.append(records(1, 7, 10));
    log.truncateSuffix(5);

    assertThat(open(disk).specialAtOpening()).containsExactly(1L, 2L, 4L, 5L);
  }

  @Test
  void the_next_segment_is_ready_before_it_is_needed() throws IOException {
    RecordLog log = open(disk);
    assertThat(disk.exists(segment(2))).isFalse();

    log.append(records(1, 40, 900));

    assertThat(disk.exists(segment(2))).isTrue();
    assertThat(open(disk).bytes()).isEqualTo(2 * LogFixture.SEGMENT_BYTES);
  }

  private RecordLog filled() throws IOException {
    RecordLog log = open(disk);
    for (int i = 0; i < 40; i++) {
      log.append(records(1 + i * 10L, 10, 900));
    }
    return log;
  }

  private static List<LogRecord> expected(long first, int count, int bytes, LogRecord more) {
    List<LogRecord> records = new ArrayList<>(records(first, count, bytes));
    records.add(more);
    return records;
  }
}
