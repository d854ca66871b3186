package io.paddock.replication.disk;

import static io.paddock.replication.disk.LogFixture.all;
import static io.paddock.replication.disk.LogFixture.open;
import static io.paddock.replication.disk.LogFixture.record;
import static io.paddock.replication.disk.LogFixture.records;
import static io.paddock.replication.disk.LogFixture.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Files that were damaged: refused with file and offset, unless nothing that was written is
 * affected.
 */
class RecordLogCorruptionTest {
  private final MemoryDisk disk = new MemoryDisk();
  private final List<Integer> frames = new ArrayList<>();
  private List<LogRecord> written = List.of();
  private byte[] good = new byte[0];
  private int end;

  @BeforeEach
  void write() throws IOException {
    RecordLog log = open(disk);
    long index = 1;
    for (int i = 0; i < 8; i++) {
      frames.add(end(disk.bytes(segment(1))));
      List<LogRecord> batch = records(index, 1 + i % 3, 5 + i * 40);
      log.append(batch);
      index += batch.size();
    }
    good = disk.bytes(segment(1));
    end = end(good);
    written = all(log);
  }

  @Test
  void every_flipped_byte_is_refused_with_the_offset_of_its_frame() throws IOException {
    for (int at = Segment.HEADER_BYTES; at < end; at++) {
      byte[] bad = good.clone();
      bad[at] ^= (byte) (1 << at % 8);
      disk.put(segment(1), bad);

      CorruptFileException e = catchThrowableOfType(CorruptFileException.class, () -> open(disk));

      if (e == null) {
        // Only padding is not covered by a checksum, and it means nothing.
        assertThat(good[at]).as("byte %d", at).isZero();
        assertThat(all(open(disk))).isEqualTo(written);
      } else {
        assertThat(e.offset()).as("byte %d", at).isEqualTo(frameAt(at));
        assertThat(e).hasMessageContaining(segment(1).toString()).hasMessageContaining("backup");
      }
    }
  }

  @Test
  void every_damaged_byte_of_the_header_is_refused() {
    for (int at = 0; at < 20; at++) {
      byte[] bad = good.clone();
      bad[at] ^= 0x10;
      disk.put(segment(1), bad);

      assertThatThrownBy(() -> open(disk))
          .as("byte %d", at)
          .isInstanceOf(CorruptFileException.class);
    }
  }

  @Test
  void a_file_cut_between_frames_holds_what_is_left() throws IOException {
    for (int at : frames) {
      disk.put(segment(1), Arrays.copyOf(good, at));
      disk.delete(segment(2));

      RecordLog log = open(disk);

      assertThat(all(log)).isEqualTo(written.subList(0, (int) log.lastIndex()));
      log.append(List.of(record(log.lastIndex() + 1, 9, 10)));
      assertThat(open(disk).lastIndex()).isEqualTo(log.lastIndex());
    }
  }

  @Test
  void a_file_cut_anywhere_never_yields_other_records() throws IOException {
    for (int at = 0; at < end; at++) {
      disk.put(segment(1), Arrays.copyOf(good, at));
      try {
        List<LogRecord> found = all(open(disk));
        assertThat(found).as("cut at %d", at).isEqualTo(written.subList(0, found.size()));
      } catch (CorruptFileException e) {
        assertThat(e).hasMessageContaining(segment(1).toString());
      }
    }
  }

  @Test
  void a_torn_tail_is_cut_and_the_log_goes_on() throws IOException {
    // A frame over several sectors of which one was not written.
    RecordLog log = open(disk);
    log.append(List.of(record(log.lastIndex() + 1, 1, 3000)));
    byte[] torn = disk.bytes(segment(1));
    int sector = (end / 512 + 2) * 512;
    Arrays.fill(torn, sector, sector + 512, (byte) 0);
    disk.put(segment(1), torn);

    RecordLog again = open(disk);

    assertThat(all(again)).isEqualTo(written);
    assertThat(disk.bytes(segment(1))).isEqualTo(good);
    again.append(List.of(record(again.lastIndex() + 1, 2, 100)));
    assertThat(open(disk).lastIndex()).isEqualTo(written.size() + 1);
  }

  @Test
  void a_torn_frame_with_a_good_one_behind_it_is_corruption() throws IOException {
    RecordLog log = open(disk);
    log.append(List.of(record(log.lastIndex() + 1, 1, 3000)));
    log.append(List.of(record(log.lastIndex() + 1, 1, 10)));
    byte[] bad = disk.bytes(segment(1));
    int sector = (end / 512 + 2) * 512;
    Arrays.fill(bad, sector, sector + 512, (byte) 0);
    disk.put(segment(1), bad);

    assertThatThrownBy(() -> open(disk))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("good records follow")
        .hasMessageContaining("at offset " + end)
        .hasMessageContaining("truncate -s " + end);
  }

  @Test
  void damage_in_a_segment_that_is_not_the_last_is_refused_even_if_it_looks_torn()
      throws IOException {
    RecordLog log = open(disk);
    while (!disk.exists(segment(3))) {
      log.append(List.of(record(log.lastIndex() + 1, 1, 900)));
    }
    byte[] bad = disk.bytes(segment(1));
    Arrays.fill(bad, end + 1024, bad.length, (byte) 0);
    Arrays.fill(bad, end, end + 512, (byte) 0);
    disk.put(segment(1), bad);

    assertThatThrownBy(() -> open(disk)).isInstanceOf(CorruptFileException.class);
  }

  @Test
  void a_missing_segment_is_named() throws IOException {
    RecordLog log = open(disk);
    while (!disk.exists(segment(3))) {
      log.append(List.of(record(log.lastIndex() + 1, 1, 900)));
    }
    disk.delete(segment(2));

    assertThatThrownBy(() -> open(disk))
        .hasMessageContaining(segment(2).toString())
        .hasMessageContaining("missing");
  }

  @Test
  void a_segment_of_another_format_version_is_refused() {
    byte[] other = good.clone();
    ByteBuffer.wrap(other).putInt(4, 2);
    disk.put(segment(1), other);

    assertThatThrownBy(() -> open(disk)).hasMessageContaining("log format version 2");
  }

  @Test
  void a_segment_under_another_name_is_refused() throws IOException {
    disk.move(segment(1), segment(7));

    assertThatThrownBy(() -> open(disk)).hasMessageContaining("under the name of another");
  }

  @Test
  void a_record_that_went_bad_after_opening_is_not_read() throws IOException {
    RecordLog log = open(disk);
    byte[] bytes = disk.bytes(segment(1));
    DiskFile file = disk.open(segment(1));
    file.write(ByteBuffer.wrap(new byte[] {(byte) ~bytes[end - 20]}), end - 20);

    assertThatThrownBy(() -> log.read(log.lastIndex()))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("fails its checksum");
  }

  @Test
  void random_garbage_in_place_of_a_segment_never_opens() {
    Random random = new Random(4);
    for (int i = 0; i < 200; i++) {
      byte[] garbage = new byte[random.nextInt(5000)];
      random.nextBytes(garbage);
      disk.put(segment(1), garbage);

      assertThatThrownBy(() -> open(disk)).isInstanceOf(CorruptFileException.class);
    }
  }

  private int frameAt(int offset) {
    int found = 0;
    for (int each : frames) {
      found = each <= offset ? each : found;
    }
    return found;
  }

  private static int end(byte[] bytes) {
    int end = bytes.length;
    while (end > Segment.HEADER_BYTES && bytes[end - 1] == 0) {
      end--;
    }
    return (end + 7) / 8 * 8;
  }
}
