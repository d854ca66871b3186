package io.paddock.state.apply;

import static io.paddock.protocol.message.ErrorCode.BAD_ARGUMENTS;
import static io.paddock.protocol.message.ErrorCode.BAD_VERSION;
import static io.paddock.protocol.message.ErrorCode.INVALID_ACL;
import static io.paddock.protocol.message.ErrorCode.NO_AUTH;
import static io.paddock.protocol.message.ErrorCode.NO_NODE;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.Stat;
import io.paddock.state.command.Change;
import io.paddock.state.command.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Replacing data and ACLs, and checking a version: spec/wire.md, section 9. */
class SetTest {
  private static final List<Acl> READ_ONLY = List.of(Play.acl(Acl.READ, "world", "anyone"));
  private static final List<Acl> NOT_READ = List.of(Play.acl(Acl.WRITE, "world", "anyone"));

  private final Play play = Play.withSession();

  @Test
  void new_data_gets_the_next_version_and_the_zxid_and_time_of_the_change() {
    play.create("/a", "old");

    Outcome outcome = play.set("/a", "newer");

    Stat stat = new Stat(2, 3, 1002, 1003, 1, 0, 0, 0, 5, 0, 2);
    assertThat(outcome).isEqualTo(new Outcome.Changed(stat));
    assertThat(play.stat("/a")).isEqualTo(stat);
    assertThat(play.data("/a")).isEqualTo("newer");
    assertThat(play.changes())
        .containsExactly(new Change(EventType.NODE_DATA_CHANGED, "/a", Play.OPEN, List.of()));
  }

  @Test
  void the_same_data_again_is_a_change() {
    play.create("/a", "x");
    play.set("/a", "x");

    assertThat(play.stat("/a").version()).isEqualTo(1);
    assertThat(play.changes()).hasSize(1);
  }

  @Test
  void only_the_version_that_is_there_or_any_lets_data_be_replaced() {
    play.create("/a", "x");

    assertThat(play.set("/a", "y", 0)).isInstanceOf(Outcome.Changed.class);
    State before = play.state;
    assertThat(play.set("/a", "z", 0)).isEqualTo(Play.refused(BAD_VERSION));
    assertThat(play.set("/a", "z", 2)).isEqualTo(Play.refused(BAD_VERSION));
    assertThat(play.state).isSameAs(before);
    assertThat(play.set("/a", "z", -1)).isInstanceOf(Outcome.Changed.class);
  }

  @Test
  void a_missing_znode_is_said_before_anything_about_it() {
    assertThat(play.set("/a", "x", 7)).isEqualTo(Play.refused(NO_NODE));
    assertThat(play.setAcl("/a", Play.OPEN, 7)).isEqualTo(Play.refused(NO_NODE));
    assertThat(play.check("/a", 7)).isEqualTo(Play.refused(NO_NODE));
  }

  @Test
  void who_may_not_write_does_not_hear_that_the_version_is_wrong() {
    play.create("/a", READ_ONLY);

    assertThat(play.set("/a", "x", 7)).isEqualTo(Play.refused(NO_AUTH));
    assertThat(play.check("/a", 0)).isEqualTo(Outcome.Done.DONE);
  }

  @Test
  void who_may_not_read_cannot_check_a_version() {
    play.create("/a", NOT_READ);

    assertThat(play.check("/a", 0)).isEqualTo(Play.refused(NO_AUTH));
    assertThat(play.set("/a", "x", 0)).isInstanceOf(Outcome.Changed.class);
  }

  @Test
  void a_path_that_is_none_is_refused() {
    assertThat(play.set("a", "x")).isEqualTo(Play.refused(BAD_ARGUMENTS));
    assertThat(play.setAcl("/a/", Play.OPEN, -1)).isEqualTo(Play.refused(BAD_ARGUMENTS));
    assertThat(play.check("/a//b", -1)).isEqualTo(Play.refused(BAD_ARGUMENTS));
  }

  @Test
  void an_acl_has_a_version_of_its_own_and_leaves_the_rest_of_the_stat() {
    play.create("/a", "x");
    Stat before = play.stat("/a");

    Outcome outcome = play.setAcl("/a", READ_ONLY, 0);

    Stat after = play.stat("/a");
    assertThat(outcome).isEqualTo(new Outcome.Changed(after));
    assertThat(after.aversion()).isEqualTo(1);
    assertThat(after.version()).isEqualTo(before.version());
    assertThat(after.mzxid()).isEqualTo(before.mzxid());
    assertThat(after.mtime()).isEqualTo(before.mtime());
    assertThat(play.znode("/a").acl()).isEqualTo(READ_ONLY);
    assertThat(play.changes()).isEmpty();
  }

  @Test
  void an_acl_is_changed_by_an_administrator_who_knows_its_version() {
    play.create("/a", "x");

    assertThat(play.setAcl("/a", READ_ONLY, 1)).isEqualTo(Play.refused(BAD_VERSION));
    play.setAcl("/a", READ_ONLY, -1);
    assertThat(play.setAcl("/a", Play.OPEN, -1)).isEqualTo(Play.refused(NO_AUTH));
  }

  @Test
  void an_acl_that_says_nothing_is_refused_even_for_a_missing_znode() {
    assertThat(play.setAcl("/a", List.of(), -1)).isEqualTo(Play.refused(INVALID_ACL));
  }
}
