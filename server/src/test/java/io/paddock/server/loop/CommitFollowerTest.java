package io.paddock.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.AddWatchMode;
import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Request;
import io.paddock.server.fixture.SteppedLedger;
import io.paddock.server.fixture.TestLoop;
import io.paddock.state.command.Command;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CommitFollowerTest {
  private final SteppedLedger ledger = new SteppedLedger();
  private final TestLoop one = new TestLoop(ledger);
  private final TestLoop two = new TestLoop(ledger);

  @Test
  void each_loop_answers_its_own_clients_and_tells_its_own_watchers() {
    TestLoop.Client a = one.client(1);
    TestLoop.Client b = two.client(2);
    a.send(new Request.GetChildren("/", true), create("/x"));
    b.send(new Request.GetChildren("/", true));
    a.sees();
    b.sees();

    ledger.commitAll();
    one.turn();
    assertThat(b.sees()).as("the other loop has not turned").isEmpty();
    two.turn();

    assertThat(a.sees()).containsExactly("event zxid 3 NODE_CHILDREN_CHANGED /", "2 zxid 3 /x");
    assertThat(b.sees()).containsExactly("event zxid 3 NODE_CHILDREN_CHANGED /");
  }

  @Test
  void events_of_all_changes_come_in_zxid_order_between_the_replies() {
    TestLoop.Client a = one.client(1);
    a.send(new Request.AddWatch("/", AddWatchMode.PERSISTENT));
    a.sees();
    a.send(create("/a"), create("/b"));

    ledger.commitAll();
    one.turn();

    assertThat(a.sees())
        .containsExactly(
            "event zxid 2 NODE_CHILDREN_CHANGED /",
            "2 zxid 2 /a",
            "event zxid 3 NODE_CHILDREN_CHANGED /",
            "3 zxid 3 /b");
  }

  @Test
  void a_session_that_ends_loses_its_connection_on_whatever_loop_it_is() {
    TestLoop.Client a = one.client(1);
    TestLoop.Client b = two.client(2);

    ledger.submit(new Command.CloseSession(1), null);
    ledger.commitAll();
    one.turn();
    two.turn();

    assertThat(a.sees()).containsExactly("closed");
    assertThat(b.sees()).isEmpty();
  }

  @Test
  void an_end_that_was_refused_closes_nothing() {
    TestLoop.Client a = one.client(1);

    ledger.submit(new Command.CloseSession(99), null);
    ledger.commitAll();
    one.turn();

    assertThat(a.sees()).isEmpty();
  }

  @Test
  void a_session_that_is_attached_elsewhere_loses_its_connection_here() {
    TestLoop.Client a = one.client(1);

    ledger.commit(new Command.AttachSession(1, Data.EMPTY, 5000, List.of()));
    one.turn();

    assertThat(a.sees()).containsExactly("closed");
  }

  @Test
  void a_session_that_another_server_ended_loses_its_connection_here() {
    TestLoop.Client a = one.client(1);

    ledger.commit(new Command.CloseSession(1));
    one.turn();

    assertThat(a.sees()).containsExactly("closed");
  }

  @Test
  void a_state_that_came_as_a_whole_closes_every_connection() {
    TestLoop.Client a = one.client(1);
    TestLoop.Client b = one.client(2);

    ledger.commits().install(ledger.commits().newest().state());
    one.turn();

    assertThat(a.sees()).containsExactly("closed");
    assertThat(b.sees()).containsExactly("closed");
  }

  @Test
  void an_attach_with_a_wrong_password_disturbs_nobody() {
    TestLoop.Client a = one.client(1);

    ledger.commit(new Command.AttachSession(1, Data.of("wrong"), 5000, List.of()));
    one.turn();

    assertThat(a.sees()).isEmpty();
    a.send(new Request.Ping());
    assertThat(a.sees()).hasSize(1);
  }

  @Test
  void a_follower_is_woken_from_its_begin_to_its_end_and_starts_at_the_newest_commit() {
    AtomicInteger woken = new AtomicInteger();
    CommitFollower follower = new CommitFollower(one.scope(), ledger.commits());
    one.client(1);
    follower.begin(woken::incrementAndGet);
    assertThat(follower.isBehind()).isFalse();

    ledger.commit(new Command.Create(1, "/x", null, Acl.OPEN, CreateMode.PERSISTENT, 0));
    assertThat(woken).hasValue(1);
    assertThat(follower.isBehind()).isTrue();
    follower.follow();
    assertThat(follower.isBehind()).isFalse();
    assertThat(one.scope().state().zxid()).isEqualTo(2);

    follower.end();
    ledger.commit(new Command.Delete(1, "/x", -1));
    assertThat(woken).hasValue(1);
    follower.follow();
    assertThat(one.scope().state().zxid()).as("it has left the chain").isEqualTo(2);

    follower.begin(woken::incrementAndGet);
    assertThat(one.scope().state().zxid()).isEqualTo(3);
  }

  private static Request create(String path) {
    return new Request.Create(OpCode.CREATE, path, null, Acl.OPEN, 0, 0);
  }
}
