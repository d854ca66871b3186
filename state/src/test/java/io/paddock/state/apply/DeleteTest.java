package io.paddock.state.apply;

import static io.paddock.protocol.message.ErrorCode.BAD_ARGUMENTS;
import static io.paddock.protocol.message.ErrorCode.BAD_VERSION;
import static io.paddock.protocol.message.ErrorCode.NOT_EMPTY;
import static io.paddock.protocol.message.ErrorCode.NO_AUTH;
import static io.paddock.protocol.message.ErrorCode.NO_NODE;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.Stat;
import io.paddock.state.command.Change;
import io.paddock.state.command.Command;
import io.paddock.state.command.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Deleting, by clients and by the cleaner of idle znodes: spec/wire.md, section 9. */
class DeleteTest {
  private final Play play = Play.withSession();

  @Test
  void a_deletion_counts_as_a_change_of_the_parents_children() {
    play.create("/a");
    play.create("/a/b");

    assertThat(play.delete("/a/b")).isEqualTo(Outcome.Done.DONE);

    Stat parent = play.stat("/a");
    assertThat(parent.cversion()).isEqualTo(2);
    assertThat(parent.pzxid()).isEqualTo(4);
    assertThat(parent.numChildren()).isZero();
    assertThat(play.state.find("/a/b")).isNull();
    assertThat(play.changes())
        .containsExactly(new Change(EventType.NODE_DELETED, "/a/b", Play.OPEN, Play.OPEN));
  }

  @Test
  void a_znode_with_children_stays() {
    play.create("/a");
    play.create("/a/b");

    assertThat(play.delete("/a")).isEqualTo(Play.refused(NOT_EMPTY));
    assertThat(play.changes()).isEmpty();
  }

  @Test
  void only_the_version_that_is_there_or_any_can_be_deleted() {
    play.create("/a");

    assertThat(play.apply(new Command.Delete(play.session, "/a", 1)))
        .isEqualTo(Play.refused(BAD_VERSION));
    assertThat(play.apply(new Command.Delete(play.session, "/a", 0))).isEqualTo(Outcome.Done.DONE);
  }

  @Test
  void the_parent_says_who_may_delete_and_nobody_else_hears_what_is_there() {
    play.create("/a", List.of(Play.acl(Acl.ALL & ~Acl.DELETE, "world", "anyone")));
    play.create("/a/b");

    assertThat(play.delete("/a/b")).isEqualTo(Play.refused(NO_AUTH));
    assertThat(play.delete("/a/none")).isEqualTo(Play.refused(NO_AUTH));
    assertThat(play.delete("/a")).isEqualTo(Play.refused(NOT_EMPTY));
  }

  @Test
  void what_is_not_there_cannot_be_deleted_whatever_its_version() {
    assertThat(play.delete("/none")).isEqualTo(Play.refused(NO_NODE));
    assertThat(play.delete("/none/below")).isEqualTo(Play.refused(NO_NODE));
  }

  @Test
  void the_root_and_what_belongs_to_the_server_stay() {
    assertThat(play.delete("/")).isEqualTo(Play.refused(BAD_ARGUMENTS));
    assertThat(play.delete("/zookeeper")).isEqualTo(Play.refused(BAD_ARGUMENTS));
    assertThat(play.delete("/zookeeper/quota")).isEqualTo(Play.refused(BAD_ARGUMENTS));
  }

  @Test
  void a_deleted_ephemeral_is_no_longer_its_sessions() {
    play.create("/e", CreateMode.EPHEMERAL);
    assertThat(play.session().ephemerals()).contains("/e");

    play.delete("/e");

    assertThat(play.session().ephemerals()).isEmpty();
    assertThat(play.state.tree().ephemerals()).isZero();
  }

  @Test
  void the_cleaner_deletes_an_empty_container_that_it_has_seen() {
    play.create("/c", CreateMode.CONTAINER);
    long seen = play.stat("/c").mzxid();

    assertThat(idle("/c", seen)).isEqualTo(Outcome.Done.DONE);
    assertThat(play.state.find("/c")).isNull();
  }

  @Test
  void the_cleaner_leaves_what_has_changed_since_or_is_another() {
    play.create("/t", CreateMode.PERSISTENT_WITH_TTL);
    long seen = play.stat("/t").mzxid();
    play.set("/t", "still used");
    play.create("/plain");

    assertThat(idle("/t", seen)).isEqualTo(Play.refused(BAD_VERSION));
    assertThat(idle("/plain", play.stat("/plain").mzxid())).isEqualTo(Play.refused(BAD_VERSION));
    assertThat(idle("/gone", 1)).isEqualTo(Play.refused(NO_NODE));
    assertThat(idle("/zookeeper", 0)).isEqualTo(Play.refused(BAD_ARGUMENTS));
  }

  @Test
  void the_cleaner_leaves_what_has_got_children() {
    play.create("/c", CreateMode.CONTAINER);
    long seen = play.stat("/c").mzxid();
    play.create("/c/d");

    assertThat(idle("/c", seen)).isEqualTo(Play.refused(NOT_EMPTY));
  }

  private Outcome idle(String path, long mzxid) {
    return play.apply(new Command.DeleteIdle(path, mzxid));
  }
}
