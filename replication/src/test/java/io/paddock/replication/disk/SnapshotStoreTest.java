package io.paddock.replication.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.Data;
import io.paddock.replication.disk.SnapshotStore.Found;
import io.paddock.replication.disk.SnapshotStore.Meta;
import io.paddock.state.apply.Applier;
import io.paddock.state.apply.State;
import io.paddock.state.command.Command;
import io.paddock.state.command.Stamp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnapshotStoreTest {
  private static final Path DIRECTORY = Path.of("/data");
  private final MemoryDisk disk = new MemoryDisk();

  @Test
  void what_was_saved_is_loaded() throws IOException {
    State state = state(200);
    Meta meta = new Meta(17, 3, state.zxid(), 1_700_000_000_000L, "member:0\n\n\n");
    SnapshotStore store = open();

    Path path = store.save(meta, state, () -> true);

    SnapshotStore.Loaded loaded = open().load(open().list().get(0));
    assertThat(loaded.meta()).isEqualTo(meta);
    assertThat(loaded.state().digest()).isEqualTo(state.digest());
    assertThat(loaded.file()).isEqualTo(path).hasFileName("snapshot.0000000000000011.c8");
  }

  @Test
  void the_newest_comes_first_and_the_oldest_are_purged() throws IOException {
    SnapshotStore store = open();
    for (int i = 1; i <= 20; i++) {
      store.save(new Meta(i * 7L, 1, i, 0, "\n\n\n"), state(i), () -> true);
    }

    assertThat(store.list()).extracting(Found::index).startsWith(140L, 133L).hasSize(20);
    store.purge(3);
    assertThat(store.list()).extracting(Found::index).containsExactly(140L, 133L, 126L);
    assertThat(store.bytes()).isPositive();
  }

  @Test
  void one_that_was_given_up_leaves_nothing() throws IOException {
    SnapshotStore store = open();

    assertThatThrownBy(() -> store.save(new Meta(1, 1, 5, 0, ""), state(5), () -> false))
        .hasMessageContaining("stopping");

    assertThat(disk.list(DIRECTORY)).isEmpty();
  }

  @Test
  void a_full_disk_leaves_nothing_and_the_older_one_untouched() throws IOException {
    SnapshotStore store = open();
    store.save(new Meta(1, 1, 5, 0, ""), state(5), () -> true);
    disk.freeBytes(100);

    assertThatThrownBy(() -> store.save(new Meta(2, 1, 500, 0, ""), state(500), () -> true))
        .hasMessageContaining("No space left");

    assertThat(disk.list(DIRECTORY)).hasSize(1);
    assertThat(store.load(store.list().get(0)).state().zxid()).isEqualTo(5);
  }

  @Test
  void after_a_crash_at_any_moment_every_file_of_that_name_is_whole() throws IOException {
    for (int seed = 0; seed < 200; seed++) {
      MemoryDisk crashing = new MemoryDisk();
      Random random = new Random(seed);
      SnapshotStore store = SnapshotStore.open(crashing, DIRECTORY);
      store.save(new Meta(1, 1, 30, 0, ""), state(30), () -> true);
      crashing.failAfter(random.nextInt(9));
      try {
        store.save(new Meta(2, 1, 40, 0, ""), state(40), () -> true);
        store.purge(1);
      } catch (IOException e) {
        // The moment at which the power goes.
      }
      crashing.crash(random);

      SnapshotStore again = SnapshotStore.open(crashing, DIRECTORY);
      assertThat(again.list()).as("seed %d", seed).isNotEmpty();
      for (Found each : again.list()) {
        again.load(each);
      }
    }
  }

  @Test
  void every_flipped_byte_is_refused_with_file_and_an_offset_before_its_end() throws IOException {
    SnapshotStore store = open();
    Path path = store.save(new Meta(1, 1, 12, 0, "member:0\n\n\n"), state(12), () -> true);
    byte[] good = disk.bytes(path);
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= (byte) (1 << at % 8);
      disk.put(path, bad);

      assertThatThrownBy(() -> store.load(store.list().get(0)))
          .as("byte %d", at)
          .isInstanceOfSatisfying(
              CorruptFileException.class,
              e -> assertThat(e.offset()).isBetween(0L, (long) good.length))
          .hasMessageContaining(path.toString());
    }
  }

  @Test
  void every_truncation_and_anything_behind_the_end_is_refused() throws IOException {
    SnapshotStore store = open();
    Path path = store.save(new Meta(1, 1, 12, 0, "member:0\n\n\n"), state(12), () -> true);
    byte[] good = disk.bytes(path);
    List<byte[]> bad = new ArrayList<>();
    for (int at = 0; at < good.length; at++) {
      bad.add(Arrays.copyOf(good, at));
    }
    bad.add(Arrays.copyOf(good, good.length + 1));
    for (byte[] each : bad) {
      disk.put(path, each);

      assertThatThrownBy(() -> store.load(store.list().get(0)))
          .as("%d of %d bytes", each.length, good.length)
          .isInstanceOf(CorruptFileException.class);
    }
  }

  @Test
  void another_format_version_and_another_index_than_the_name_says_are_refused()
      throws IOException {
    SnapshotStore store = open();
    Path path = store.save(new Meta(1, 1, 12, 0, ""), state(12), () -> true);
    byte[] bytes = disk.bytes(path);
    disk.put(path.resolveSibling("snapshot.0000000000000009.c"), bytes);
    assertThatThrownBy(() -> store.load(store.list().get(0)))
        .hasMessageContaining("belongs to another state");

    ByteBuffer.wrap(bytes).putInt(4, 2);
    disk.put(path, bytes);
    assertThatThrownBy(() -> store.load(store.list().get(1)))
        .hasMessageContaining("snapshot format version 2");
  }

  @Test
  void one_that_was_set_aside_is_not_listed_any_more() throws IOException {
    SnapshotStore store = open();
    store.save(new Meta(1, 1, 12, 0, ""), state(12), () -> true);

    Path aside = store.setAside(store.list().get(0));

    assertThat(store.list()).isEmpty();
    assertThat(disk.exists(aside)).isTrue();
  }

  private SnapshotStore open() throws IOException {
    return SnapshotStore.open(disk, DIRECTORY);
  }

  /** A state after so many creations; its zxid is their number. */
  private static State state(int creations) {
    State state = State.initial();
    for (int i = 0; i < creations; i++) {
      Command create =
          new Command.Create(0, "/n" + i, Data.of("data " + i), Acl.OPEN, CreateMode.PERSISTENT, 0);
      state = Applier.apply(state, create, new Stamp(i, 0, Stamp.Rules.DEFAULT)).state();
    }
    return state;
  }
}
