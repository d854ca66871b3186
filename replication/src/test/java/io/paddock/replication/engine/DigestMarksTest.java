package io.paddock.replication.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.replication.ledger.Member;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DigestMarksTest {
  private final List<Member> members = new ArrayList<>();
  private final List<String> diverged = new ArrayList<>();
  private final DigestMarks mine = new DigestMarks(1, () -> members, diverged::add);

  DigestMarksTest() {
    voters(3);
  }

  @Test
  void members_that_agree_go_on() {
    mine.own(128, 7);
    tell(2, 128, 7);
    tell(3, 128, 7);

    assertThat(diverged).isEmpty();
  }

  @Test
  void whoever_differs_from_a_majority_stops_and_names_the_zxid() {
    mine.own(128, 7);
    tell(2, 128, 8);
    assertThat(diverged).isEmpty();

    tell(3, 128, 8);

    assertThat(diverged).singleElement().asString().contains("zxid 0x80").contains("[2, 3]");
    tell(3, 256, 9);
    mine.own(256, 7);
    assertThat(diverged).hasSize(1);
  }

  @Test
  void it_does_not_matter_who_is_first() {
    tell(2, 128, 8);
    tell(3, 128, 8);

    mine.own(128, 7);

    assertThat(diverged).hasSize(1);
  }

  @Test
  void the_majority_goes_on() {
    mine.own(128, 7);
    tell(2, 128, 8);
    tell(3, 128, 7);

    assertThat(diverged).isEmpty();
  }

  @Test
  void observers_have_no_say_but_stop_as_well() {
    members.add(new Member(4, false, List.of()));
    members.add(new Member(5, false, List.of()));
    mine.own(128, 7);
    tell(4, 128, 8);
    tell(5, 128, 8);
    tell(2, 128, 7);
    assertThat(diverged).isEmpty();

    DigestMarks observing = new DigestMarks(4, () -> members, diverged::add);
    observing.own(128, 8);
    for (int member = 1; member <= 2; member++) {
      DigestMarks theirs = new DigestMarks(member, () -> members, unexpected -> {});
      theirs.own(128, 7);
      observing.heard(member, Objects.requireNonNull(theirs.all()));
    }
    assertThat(diverged).hasSize(1);
  }

  @Test
  void the_others_are_told_each_mark_once_and_who_connects_hears_all() {
    assertThat(mine.news()).isNull();
    mine.own(128, 7);
    tell(2, 256, 8);
    assertThat(mine.news()).isNotNull();
    assertThat(mine.news()).isNull();

    mine.own(384, 9);

    assertThat(Objects.requireNonNull(mine.news()).remaining()).isEqualTo(1 + 16);
    assertThat(Objects.requireNonNull(mine.all()).remaining()).isEqualTo(1 + 32);
  }

  @Test
  void the_oldest_marks_are_forgotten() {
    for (int i = 1; i <= DigestMarks.KEPT_MAX + 10; i++) {
      mine.own((long) i * DigestMarks.EVERY, i);
    }

    assertThat(Objects.requireNonNull(mine.all()).remaining())
        .isEqualTo(1 + 16 * DigestMarks.KEPT_MAX);
  }

  @Test
  void what_another_version_tells_is_not_compared() {
    mine.own(128, 7);
    for (int member = 2; member <= 3; member++) {
      mine.heard(member, ByteBuffer.allocate(17).put((byte) 9).putLong(128).putLong(8).flip());
    }

    assertThat(diverged).isEmpty();
  }

  private void voters(int count) {
    for (int id = 1; id <= count; id++) {
      members.add(new Member(id, true, List.of()));
    }
  }

  private void tell(int member, long zxid, long digest) {
    mine.heard(member, ByteBuffer.allocate(17).put((byte) 1).putLong(zxid).putLong(digest).flip());
  }
}
