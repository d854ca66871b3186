package io.paddock.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** spec/semantics.md, section 11: learners report their live sessions to the leader. */
class HeardNotesTest {
  private static final long MS = 1_000_000;

  private final Heartbeats here = new Heartbeats();
  private final Heartbeats leader = new Heartbeats();

  @Test
  void the_leader_hears_when_each_session_was_heard_from() {
    here.heard(1, 900 * MS);
    here.heard(2, 970 * MS);
    leader.heard(1, 0);
    leader.heard(2, 0);

    pass(800 * MS, 1000 * MS, 5000 * MS);

    assertThat(leader.heardNanos(1)).isEqualTo(4900 * MS);
    assertThat(leader.heardNanos(2)).isEqualTo(4970 * MS);
  }

  @Test
  void who_was_silent_is_not_in_the_note() {
    here.heard(1, 700 * MS);
    leader.heard(1, 0);

    assertThat(pass(800 * MS, 1000 * MS, 5000 * MS)).isEqualTo(1);
    assertThat(leader.heardNanos(1)).isZero();
  }

  @Test
  void an_old_note_does_not_take_back_a_newer_sign_of_life() {
    here.heard(1, 0);
    leader.heard(1, 4999 * MS);

    pass(0, 1000 * MS, 5000 * MS);

    assertThat(leader.heardNanos(1)).isEqualTo(4999 * MS);
  }

  @Test
  void a_session_that_the_leader_does_not_know_leaves_nothing_there() {
    here.heard(7, 0);

    pass(0, 0, 0);

    assertThat(leader.size()).isZero();
  }

  @Test
  void many_sessions_make_several_notes() {
    for (int i = 1; i <= HeardNotes.SESSIONS_MAX + 1; i++) {
      here.heard(i, 10 * MS);
      leader.heard(i, 0);
    }

    assertThat(pass(0, 10 * MS, 20 * MS)).isEqualTo(2);
    for (int i = 1; i <= HeardNotes.SESSIONS_MAX + 1; i++) {
      assertThat(leader.heardNanos(i)).isEqualTo(20 * MS);
    }
  }

  @Test
  void garbage_is_no_note_and_changes_nothing() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    leader.heard(1, 5);
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      if (bytes.length > 0 && random.nextBoolean()) {
        bytes[0] = 1;
      }
      if (HeardNotes.take(ByteBuffer.wrap(bytes), leader, 5)) {
        assertThat(bytes.length).as("seed %d", seed).isEqualTo(5 + 12 * count(bytes));
      }
    }
    assertThat(leader.heardNanos(1)).as("seed %d", seed).isEqualTo(5);
  }

  private static int count(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getInt(1);
  }

  /** From this server's clock to the leader's; returns the number of notes. */
  private int pass(long since, long now, long leadersNow) {
    List<ByteBuffer> notes = HeardNotes.since(since, here, now);
    for (ByteBuffer each : notes) {
      assertThat(HeardNotes.take(each, leader, leadersNow)).isTrue();
    }
    return notes.size();
  }
}
