package io.paddock.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.history.Operation.Outcome;
import io.paddock.it.history.Operation.Seen;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each test plants one mistake, or something that only looks like one. */
class HistoryCheckTest {
  private final Story story = new Story().at(0, 5);

  @Test
  void writes_reads_and_refusals_that_fit_are_right() {
    story
        .set(1, "a", 1, 10)
        .set(2, "b", 1, 2, 11)
        .refused(1, "c", 1)
        .syncRead(1, seen("b", 2, 11), 11);
    story.created(1, "x-", 0, 12).list(Story.SEQUENCE, Story.name("x-", 0));

    assertThat(story.findings()).isEmpty();
  }

  @Test
  void an_old_value_may_be_read_by_a_session_that_has_seen_nothing_newer() {
    story.set(1, "a", 1, 10).set(1, "b", 2, 11).read(2, seen("a", 1, 10), 10);

    assertThat(story.findings()).isEmpty();
  }

  @Test
  void a_lost_write_is_found() {
    story.set(1, "a", 1, 10).set(1, "b", 2, 11).syncRead(2, seen("a", 1, 10), 11);

    assertThat(story.findings()).anyMatch(text -> text.contains("lost or hidden"));
  }

  @Test
  void two_leaders_that_give_one_version_are_found() {
    story.set(1, "a", 1, 10).set(2, "b", 1, 11);

    assertThat(story.findings()).anyMatch(text -> text.contains("two writes have version 1"));
  }

  @Test
  void a_write_that_was_done_twice_is_found() {
    story.unknown(1, "a", -1).read(2, seen("a", 1, 10), 10).set(2, "b", 2, 11);
    story.syncRead(2, seen("a", 3, 12), 12);

    assertThat(story.findings()).anyMatch(text -> text.contains("done twice"));
  }

  @Test
  void a_write_that_was_done_twice_is_found_by_its_trace_alone() {
    story.unknown(1, "a", -1).set(2, "b", 2, 11).set(2, "c", 4, 13);

    assertThat(story.findings()).anyMatch(text -> text.contains("no order"));
  }

  @Test
  void a_write_of_unknown_end_may_have_been_done_or_not() {
    story.unknown(1, "a", -1).unknown(1, "b", -1).set(2, "c", 2, 11);

    assertThat(story.findings()).isEmpty();
  }

  @Test
  void a_write_of_unknown_end_cannot_have_been_done_before_it_was_sent() {
    story.set(2, "b", 2, 11).unknown(1, "a", -1);

    assertThat(story.findings()).anyMatch(text -> text.contains("no order"));
  }

  @Test
  void a_conditional_write_of_unknown_end_fills_only_the_gap_that_it_asked_for() {
    story.unknown(1, "a", 3).set(2, "b", 2, 11);

    assertThat(story.findings()).anyMatch(text -> text.contains("no order"));
  }

  @Test
  void a_conditional_write_over_another_version_is_found() {
    story.set(1, "a", 1, 10).set(2, "b", 0, 2, 11);

    assertThat(story.findings()).anyMatch(text -> text.contains("wrote over another version"));
  }

  @Test
  void a_refusal_without_a_reason_is_found() {
    story.set(1, "a", 1, 10).refused(2, "b", 1).set(1, "c", 2, 11);

    assertThat(story.findings()).anyMatch(text -> text.contains("no order"));
  }

  @Test
  void a_refused_write_that_is_read_is_found() {
    story.refused(1, "a", 5).read(2, seen("a", 1, 10), 10);

    assertThat(story.findings()).anyMatch(text -> text.contains("refused write is read"));
  }

  @Test
  void data_that_nobody_wrote_is_found() {
    story.read(2, seen("z", 1, 10), 10);

    assertThat(story.findings()).anyMatch(text -> text.contains("nobody wrote"));
  }

  @Test
  void a_stale_answer_behind_a_sync_is_found_though_the_write_that_it_misses_has_no_answer() {
    story.unknown(1, "a", -1).syncRead(2, seen("a", 1, 10), 10).syncRead(3, seen("", 0, 5), 9);

    assertThat(story.findings()).anyMatch(text -> text.contains("no order"));
  }

  @Test
  void operations_at_the_same_time_may_come_in_either_order() {
    story.at(0, 100).set(1, "a", 2, 11).at(50, 60).set(2, "b", 1, 10);

    assertThat(story.findings()).isEmpty();
  }

  @Test
  void a_write_that_came_before_one_that_had_been_answered_is_found() {
    story.at(0, 10).set(1, "a", 2, 11).at(50, 60).set(2, "b", 1, 10);

    assertThat(story.findings()).isNotEmpty();
  }

  @Test
  void a_session_whose_reads_go_back_is_found() {
    story.set(1, "a", 1, 10).set(1, "b", 2, 11);
    story.read(2, seen("b", 2, 11), 11).read(2, seen("a", 1, 10), 11);

    assertThat(story.findings()).anyMatch(text -> text.contains("reads what was gone"));
  }

  @Test
  void a_session_that_does_not_read_its_own_write_is_found() {
    story.set(1, "a", 1, 10).set(2, "b", 2, 11).read(2, seen("a", 1, 10), 11);

    assertThat(story.findings()).anyMatch(text -> text.contains("its own write"));
  }

  @Test
  void a_session_that_is_taken_back_to_an_older_zxid_is_found() {
    story.set(1, "a", 1, 10).set(1, "b", 2, 11).read(2, seen("b", 2, 11), 11);
    story.own(2, Outcome.OK, 10);

    assertThat(story.findings()).anyMatch(text -> text.contains("taken back"));
  }

  @Test
  void writes_of_a_session_that_changed_places_are_found() {
    story.created(1, "x-", 1, 12).created(1, "y-", 0, 11);

    assertThat(story.findings()).anyMatch(text -> text.contains("changed places"));
  }

  @Test
  void a_zxid_of_two_writes_is_found() {
    story.set(1, "a", 1, 10).created(2, "x-", 0, 10);

    assertThat(story.findings()).anyMatch(text -> text.contains("one zxid"));
  }

  @Test
  void a_sequence_number_that_is_given_twice_is_found() {
    story.created(1, "x-", 0, 10).created(2, "y-", 0, 11);
    story.list(Story.SEQUENCE, Story.name("x-", 0), Story.name("y-", 0));

    assertThat(story.findings()).anyMatch(text -> text.contains("given twice"));
  }

  @Test
  void a_creation_that_was_done_twice_is_found() {
    story.creationUnknown(1, "x-").list(Story.SEQUENCE, Story.name("x-", 0), Story.name("x-", 1));

    assertThat(story.findings()).anyMatch(text -> text.contains("done twice"));
  }

  @Test
  void a_lost_creation_is_found() {
    story.created(1, "x-", 0, 10).created(1, "y-", 1, 11).list(Story.SEQUENCE, Story.name("y-", 1));

    assertThat(story.findings()).anyMatch(text -> text.contains("creation is lost"));
  }

  @Test
  void a_creation_that_was_left_out_before_a_later_one_of_its_connection_is_found() {
    story.creationUnknown(1, "x-").creationUnknown(1, "y-");
    story.list(Story.SEQUENCE, Story.name("y-", 0));

    assertThat(story.findings()).anyMatch(text -> text.contains("left out"));
  }

  @Test
  void creations_of_a_session_that_changed_places_without_an_answer_are_found() {
    story.creationUnknown(1, "x-").created(1, "y-", 0, 10);
    story.list(Story.SEQUENCE, Story.name("y-", 0), Story.name("x-", 1));

    assertThat(story.findings()).anyMatch(text -> text.contains("changed places"));
  }

  @Test
  void a_number_that_goes_back_in_time_is_found() {
    story.created(1, "x-", 5, 10).created(2, "y-", 4, 11);

    assertThat(story.findings()).anyMatch(text -> text.contains("was given before"));
  }

  @Test
  void an_ephemeral_that_is_gone_before_its_session_is_found() {
    story.ephemeral(1, 10).own(1, Outcome.REFUSED, 11);

    assertThat(story.findings()).anyMatch(text -> text.contains("session that lives is gone"));
  }

  @Test
  void a_server_that_lacks_an_ephemeral_of_a_session_that_lives_is_found() {
    story.ephemeral(1, 10).list(Story.EPHEMERALS).own(1, Outcome.OK, 11);

    assertThat(story.findings()).anyMatch(text -> text.contains("lacks an ephemeral"));
  }

  @Test
  void an_ephemeral_that_outlives_its_session_is_found() {
    story.ephemeral(1, 10).expired(1).list(Story.EPHEMERALS, "e1");

    assertThat(story.findings()).anyMatch(text -> text.contains("no more"));
  }

  @Test
  void a_session_that_ends_while_nothing_is_heard_of_its_client_is_as_it_should_be() {
    story.ephemeral(1, 10).set(1, "a", 1, 11).expired(1).list(Story.EPHEMERALS);

    assertThat(story.findings()).isEmpty();
  }

  @Test
  void an_ephemeral_of_a_session_that_nobody_has_heard_of_may_be_there_or_not() {
    story.ephemeral(1, 10).ephemeral(2, 11).list(Story.EPHEMERALS, "e1");

    assertThat(story.findings()).isEmpty();
  }

  @Test
  void a_history_is_the_same_after_writing_and_reading(@TempDir Path directory) {
    story.set(1, "a", 1, 10).unknown(2, "b", 7).created(1, "x-", 0, 12).list("/seq", "x", "y");
    Path file = directory.resolve("history");

    HistoryFile.write(file, story.operations());

    assertThat(HistoryFile.read(file)).isEqualTo(story.operations());
  }

  @Test
  void thousands_of_operations_of_unknown_end_are_searched_in_no_time() {
    for (int i = 0; i < 1_000; i++) {
      story.at(i, i + 50).unknown(i, "u" + i, -1).at(i, i + 50).set(i, "s" + i, 2 * i + 2, i + 1);
    }

    assertThat(story.findings()).isEmpty();
  }

  private static Seen seen(String text, int version, long mzxid) {
    return new Seen(text, version, mzxid);
  }
}
