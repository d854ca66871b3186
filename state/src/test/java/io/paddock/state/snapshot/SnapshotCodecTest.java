package io.paddock.state.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Id;
import io.paddock.state.apply.Applier;
import io.paddock.state.apply.State;
import io.paddock.state.command.Command;
import io.paddock.state.command.Stamp;
import io.paddock.state.origin.Origins;
import io.paddock.testgen.Seeded;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SnapshotCodecTest {
  private static final long SESSION = 0x1001;
  private static final List<Acl> OPEN = List.of(new Acl(Acl.ALL, Id.ANYONE));
  private static final List<Acl> LOCAL =
      List.of(new Acl(Acl.READ, new Id("ip", "10.0.0.0/8")), new Acl(-1, Id.ANYONE));

  @Test
  void a_new_state_comes_back() throws IOException {
    State read = read(write(State.initial()));

    assertThat(read.zxid()).isZero();
    assertThat(read.digest()).isEqualTo(State.initial().digest());
    assertThat(read.tree().znodes()).isEqualTo(4);
  }

  @Test
  void everything_about_znodes_and_sessions_comes_back() throws IOException {
    State state = sample();

    State read = read(write(state));

    assertThat(read.zxid()).isEqualTo(state.zxid());
    assertThat(read.digest()).isEqualTo(state.digest());
    assertThat(read.tree().znodes()).isEqualTo(state.tree().znodes());
    assertThat(read.tree().ephemerals()).isEqualTo(2);
    assertThat(read.tree().dataBytes()).isEqualTo(state.tree().dataBytes());
    assertThat(read.tree().idlePaths()).containsExactly("/c", "/t");
    assertThat(String.valueOf(read.session(SESSION)))
        .isEqualTo(String.valueOf(state.session(SESSION)));
    for (String path : List.of("/", "/a", "/a/e", "/a/null", "/c", "/t", "/zookeeper/config")) {
      assertThat(String.valueOf(read.find(path))).isEqualTo(String.valueOf(state.find(path)));
      assertThat(node(read, path).data()).isEqualTo(node(state, path).data());
      assertThat(node(read, path).acl()).isEqualTo(node(state, path).acl());
    }
  }

  @Test
  void what_was_read_can_be_changed_and_written_again() throws IOException {
    State state = read(write(sample()));
    Command close = new Command.CloseSession(SESSION);

    State after = Applier.apply(state, close, stamp(9)).state();

    assertThat(after.tree().ephemerals()).isZero();
    assertThat(write(after)).isEqualTo(write(Applier.apply(sample(), close, stamp(9)).state()));
  }

  @Test
  void equal_states_give_equal_bytes_whatever_way_they_came_about() throws IOException {
    State state = sample();
    State detour = state;
    for (String path : List.of("/x", "/y")) {
      detour = apply(detour, create(path, "1", LOCAL, CreateMode.PERSISTENT));
      detour = apply(detour, new Command.Delete(SESSION, path, -1));
    }
    assertThat(write(read(write(detour)))).isEqualTo(write(detour));
    assertThat(write(read(write(state)))).isEqualTo(write(state));
  }

  @Test
  void data_larger_than_a_block_comes_back() throws IOException {
    byte[] data = new Seeded(1).bytes(3_000_000);
    State state = apply(State.initial(), new Command.SetData(0, "/zookeeper", Data.of(data), -1));

    assertThat(node(read(write(state)), "/zookeeper").data()).isEqualTo(Data.of(data));
  }

  @Test
  void a_snapshot_that_ends_too_early_is_refused_wherever_it_ends() throws IOException {
    byte[] bytes = write(sample());
    for (int size = 0; size < bytes.length; size++) {
      byte[] part = java.util.Arrays.copyOf(bytes, size);
      assertThatThrownBy(() -> read(part))
          .isInstanceOf(CorruptSnapshotException.class)
          .hasMessageContaining("of the snapshot");
    }
  }

  @Test
  void a_single_wrong_bit_is_found_wherever_it_is() throws IOException {
    byte[] bytes = write(sample());
    for (int bit = 0; bit < 8 * bytes.length; bit += 3) {
      byte[] wrong = bytes.clone();
      wrong[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> read(wrong)).isInstanceOf(CorruptSnapshotException.class);
    }
  }

  @Test
  void a_wrong_byte_is_reported_with_the_place_of_its_block() throws IOException {
    byte[] bytes = write(sample());
    bytes[40] ^= 1;

    assertThatThrownBy(() -> read(bytes))
        .isInstanceOfSatisfying(
            CorruptSnapshotException.class, e -> assertThat(e.offset()).isEqualTo(12))
        .hasMessage("at byte 12 of the snapshot: block 0 fails its checksum");
  }

  @Test
  void another_version_is_refused_by_name() throws IOException {
    byte[] bytes = write(State.initial());
    bytes[11] = 1;

    assertThatThrownBy(() -> read(bytes))
        .hasMessageContaining("it has version 1; this server reads version 3");
  }

  @Test
  void reading_stops_at_the_end_of_the_snapshot() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SnapshotCodec.write(sample(), out);
    out.write(42);
    ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());

    SnapshotCodec.read(in);

    assertThat(in.read()).isEqualTo(42);
  }

  private static State sample() {
    State state = State.initial();
    List<Id> identities = List.of(new Id("ip", "10.1.2.3"), new Id("digest", "bob:hash"));
    state = apply(state, new Command.CreateSession(SESSION, Data.of("secret"), 4_000, identities));
    state = apply(state, new Command.CreateSession(-5L << 56, Data.EMPTY, 1, List.of()));
    state = apply(state, create("/a", "x", OPEN, CreateMode.PERSISTENT));
    state = apply(state, create("/a/e", "x", LOCAL, CreateMode.EPHEMERAL));
    state = apply(state, create("/a/n-", "", LOCAL, CreateMode.EPHEMERAL_SEQUENTIAL));
    state = apply(state, create("/a/null", null, OPEN, CreateMode.PERSISTENT));
    state = apply(state, create("/c", "", OPEN, CreateMode.CONTAINER));
    state = apply(state, create("/c/caf\u00e9", "", OPEN, CreateMode.PERSISTENT));
    state = apply(state, create("/t", "t", OPEN, CreateMode.PERSISTENT_WITH_TTL));
    state = apply(state, new Command.SetData(SESSION, "/a", Data.of("changed"), -1));
    state = apply(state, new Command.SetAcl(SESSION, "/c", LOCAL, -1));
    state = apply(state, new Command.Delete(SESSION, "/c/caf\u00e9", -1));
    return state.withOrigins(
        Origins.of(List.of(new Origins.Mark(0, 1L << 40, 3), new Origins.Mark(255, 7, 1L << 33))));
  }

  private static Command create(
      String path, @Nullable String data, List<Acl> acl, CreateMode mode) {
    Data bytes = data == null ? null : Data.of(data);
    return new Command.Create(SESSION, path, bytes, acl, mode, mode.isTtl() ? 77 : 0);
  }

  private static State apply(State state, Command command) {
    State next = Applier.apply(state, command, stamp(1_700_000_000_000L + state.zxid())).state();
    assertThat(next.zxid()).as(command.toString()).isEqualTo(state.zxid() + 1);
    return next;
  }

  private static Stamp stamp(long timeMs) {
    return new Stamp(timeMs, 0, Stamp.Rules.DEFAULT);
  }

  private static io.paddock.state.tree.Znode node(State state, String path) {
    return java.util.Objects.requireNonNull(state.find(path));
  }

  private static byte[] write(State state) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SnapshotCodec.write(state, out);
    return out.toByteArray();
  }

  private static State read(byte[] bytes) throws IOException {
    return SnapshotCodec.read(new ByteArrayInputStream(bytes));
  }
}
