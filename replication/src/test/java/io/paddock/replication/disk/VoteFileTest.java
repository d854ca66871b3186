package io.paddock.replication.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.replication.disk.VoteFile.Vote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VoteFileTest {
  private static final Path PATH = Path.of("/data/vote");
  private final MemoryDisk disk = new MemoryDisk();

  @Test
  void a_server_that_never_voted_has_none() throws IOException {
    assertThat(new VoteFile(disk, PATH).load()).isEqualTo(Vote.NONE);
  }

  @Test
  void what_was_stored_is_loaded() throws IOException {
    new VoteFile(disk, PATH).store(new Vote(5, "member:2"));
    new VoteFile(disk, PATH).store(new Vote(6, ""));

    assertThat(new VoteFile(disk, PATH).load()).isEqualTo(new Vote(6, ""));
  }

  @Test
  void a_stored_vote_survives_a_crash_and_one_being_stored_is_there_or_not() throws IOException {
    for (int seed = 0; seed < 300; seed++) {
      MemoryDisk crashing = new MemoryDisk();
      VoteFile file = new VoteFile(crashing, PATH);
      Random random = new Random(seed);
      file.store(new Vote(5, "member:2"));
      crashing.failAfter(random.nextInt(6));
      long stored = 5;
      try {
        file.store(new Vote(6, "member:1"));
        stored = 6;
      } catch (IOException e) {
        // The moment at which the power goes.
      }
      crashing.crash(random);

      assertThat(file.load().term()).as("seed %d", seed).isBetween(stored, 6L);
    }
  }

  @Test
  void every_flipped_byte_and_every_cut_is_refused() throws IOException {
    VoteFile file = new VoteFile(disk, PATH);
    file.store(new Vote(5, "member:2"));
    byte[] good = disk.bytes(PATH);
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= 4;
      disk.put(PATH, bad);
      assertThatThrownBy(file::load).as("byte %d", at).isInstanceOf(CorruptFileException.class);

      disk.put(PATH, Arrays.copyOf(good, at));
      assertThatThrownBy(file::load).as("cut at %d", at).isInstanceOf(CorruptFileException.class);
    }
  }

  @Test
  void another_format_version_is_refused() throws IOException {
    VoteFile file = new VoteFile(disk, PATH);
    file.store(new Vote(5, "member:2"));
    byte[] bytes = disk.bytes(PATH);
    ByteBuffer.wrap(bytes).putInt(4, 9);
    disk.put(PATH, bytes);

    assertThatThrownBy(file::load).hasMessageContaining("vote format version 9");
  }
}
