package io.paddock.state.apply;

import static io.paddock.protocol.message.ErrorCode.BAD_VERSION;
import static io.paddock.protocol.message.ErrorCode.NODE_EXISTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.Data;
import io.paddock.state.command.Change;
import io.paddock.state.command.Command;
import io.paddock.state.command.Outcome;
import org.junit.jupiter.api.Test;

/** All or nothing: spec/semantics.md, section 10. */
class MultiStepsTest {
  private final Play play = Play.withSession();

  @Test
  void all_steps_have_one_zxid_and_tell_of_their_changes_in_order() {
    long before = play.state.zxid();

    Outcome outcome =
        play.multi(play.creation("/a"), play.creation("/a/b"), set("/a", "x", 0), delete("/a/b"));

    assertThat(((Outcome.MultiDone) outcome).outcomes()).hasSize(4);
    assertThat(play.state.zxid()).isEqualTo(before + 1);
    assertThat(play.stat("/a").czxid()).isEqualTo(before + 1);
    assertThat(play.stat("/a").mzxid()).isEqualTo(before + 1);
    assertThat(play.changes()).extracting(Change::path).containsExactly("/a", "/a/b", "/a", "/a/b");
  }

  @Test
  void a_step_sees_what_the_ones_before_it_did() {
    play.create("/a", "x");

    assertThat(play.multi(set("/a", "y", 0), set("/a", "z", 1), check("/a", 2)))
        .isInstanceOf(Outcome.MultiDone.class);
    assertThat(play.data("/a")).isEqualTo("z");
  }

  @Test
  void the_first_refusal_is_named_and_nothing_is_left_of_the_others() {
    play.create("/a", "x");
    State before = play.state;

    Outcome outcome =
        play.multi(
            play.creation("/e", CreateMode.EPHEMERAL), set("/a", "y", 3), play.creation("/a"));

    assertThat(outcome).isEqualTo(new Outcome.MultiRefused(1, BAD_VERSION));
    assertThat(play.state).isSameAs(before);
    assertThat(play.changes()).isEmpty();
  }

  @Test
  void the_number_of_a_sequential_name_goes_back_with_the_rest() {
    play.create("/a");
    play.multi(
        play.creation("/a/n-", CreateMode.PERSISTENT_SEQUENTIAL), play.creation("/zookeeper"));

    play.create("/a/n-", CreateMode.PERSISTENT_SEQUENTIAL);

    assertThat(play.state.find("/a/n-0000000000")).isNotNull();
  }

  @Test
  void a_step_that_repeats_one_before_it_is_refused() {
    assertThat(play.multi(play.creation("/a"), play.creation("/a")))
        .isEqualTo(new Outcome.MultiRefused(1, NODE_EXISTS));
  }

  @Test
  void no_steps_are_done_at_once() {
    assertThat(((Outcome.MultiDone) play.multi()).outcomes()).isEmpty();
  }

  private Command.SetData set(String path, String data, int version) {
    return new Command.SetData(play.session, path, Data.of(data), version);
  }

  private Command.Check check(String path, int version) {
    return new Command.Check(play.session, path, version);
  }

  private Command.Delete delete(String path) {
    return new Command.Delete(play.session, path, -1);
  }
}
