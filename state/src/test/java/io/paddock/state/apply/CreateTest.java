package io.paddock.state.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.Stat;
import io.paddock.state.command.Outcome;
import org.junit.jupiter.api.Test;

class CreateTest {
  private final Play play = Play.withSession();

  @Test
  void a_new_znode_has_the_zxid_and_the_time_of_its_creation() {
    Outcome outcome = play.create("/a", "hi");

    Stat stat = new Stat(2, 2, 1002, 1002, 0, 0, 0, 0, 2, 0, 2);
    assertThat(outcome).isEqualTo(new Outcome.Created("/a", stat));
    assertThat(play.stat("/a")).isEqualTo(stat);
    assertThat(play.data("/a")).isEqualTo("hi");
    assertThat(play.state.zxid()).isEqualTo(2);
  }

  @Test
  void a_creation_counts_as_a_change_of_the_parents_children() {
    play.create("/a");
    play.create("/a/b");

    Stat stat = play.stat("/a");
    assertThat(stat.cversion()).isEqualTo(1);
    assertThat(stat.numChildren()).isEqualTo(1);
    assertThat(stat.pzxid()).isEqualTo(3);
    assertThat(stat.mzxid()).isEqualTo(2);
    assertThat(stat.version()).isZero();
  }

  @Test
  void a_sequential_name_ends_with_the_number_of_children_created_before() {
    play.create("/a");
    play.create("/a/x");
    play.create("/a/y");
    play.delete("/a/x");

    play.create("/a/n-", CreateMode.EPHEMERAL_SEQUENTIAL);

    assertThat(play.znode("/a/n-0000000002").stat().ephemeralOwner()).isEqualTo(play.session);
    assertThat(play.session().ephemerals("")).containsExactly("/a/n-0000000002");
  }
}
