package io.paddock.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.AddWatchMode;
import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Id;
import io.paddock.protocol.message.Request;
import io.paddock.server.fixture.SteppedLedger;
import io.paddock.server.fixture.TestLoop;
import io.paddock.state.command.Command;
import java.util.List;
import org.junit.jupiter.api.Test;

/** spec/semantics.md, sections 9.1, 8.3 and 9.5. */
class WatchRequestsTest {
  private static final List<Acl> BOBS =
      List.of(new Acl(Acl.ALL, new Id("digest", "bob:ikIaKsbtGweaHnb/jKn7OHqbunM=")));

  private final SteppedLedger ledger = new SteppedLedger();
  private final TestLoop loop = new TestLoop(ledger);
  private final TestLoop.Client a = loop.client(1);

  @Test
  void exists_leaves_a_watch_on_what_is_there_and_on_what_is_not() {
    create("/x", Acl.OPEN);
    a.send(new Request.Exists("/x", true), new Request.Exists("/y", true));
    a.sees();

    create("/y", Acl.OPEN);
    set("/x");

    assertThat(a.sees())
        .containsExactly("event zxid 3 NODE_CREATED /y", "event zxid 4 NODE_DATA_CHANGED /x");
  }

  @Test
  void get_data_and_get_children_leave_none_on_what_is_not_there() {
    a.send(
        new Request.GetData("/y", true),
        new Request.GetChildren("/y", true),
        new Request.GetChildren2("/y", true));

    assertThat(a.sees())
        .containsExactly("1 zxid 1 NO_NODE", "2 zxid 1 NO_NODE", "3 zxid 1 NO_NODE");
    assertThat(loop.scope().watches().pathCount()).isZero();
  }

  @Test
  void nobody_leaves_a_watch_on_what_he_may_not_read() {
    create("/bobs", BOBS);
    a.send(
        new Request.Exists("/bobs", true),
        new Request.GetData("/bobs", true),
        new Request.GetChildren("/bobs", true));

    assertThat(a.sees())
        .containsExactly("1 zxid 2 NO_AUTH", "2 zxid 2 NO_AUTH", "3 zxid 2 NO_AUTH");
    assertThat(loop.scope().watches().pathCount()).isZero();
  }

  @Test
  void get_children_leaves_a_child_watch_in_both_forms() {
    a.send(new Request.GetChildren("/", true));
    a.sees();
    create("/x", Acl.OPEN);
    assertThat(a.sees()).containsExactly("event zxid 2 NODE_CHILDREN_CHANGED /");

    a.send(new Request.GetChildren2("/", true));
    a.sees();
    create("/y", Acl.OPEN);
    assertThat(a.sees()).containsExactly("event zxid 3 NODE_CHILDREN_CHANGED /");
  }

  @Test
  void a_multi_read_leaves_no_watch() {
    create("/x", Acl.OPEN);
    a.send(new Request.MultiRead(List.of(new Request.GetData("/x", true))));

    assertThat(loop.scope().watches().pathCount()).isZero();
  }

  @Test
  void an_event_is_not_sent_to_somebody_who_may_not_read_and_uses_up_the_watch() {
    a.send(new Request.Exists("/bobs", true), new Request.AddWatch("/bobs", persistent()));
    a.sees();

    create("/bobs", BOBS);

    assertThat(a.sees()).isEmpty();
    assertThat(loop.scope().watches().watchCount()).as("the persistent one").isEqualTo(2);
  }

  @Test
  void whether_children_changed_may_be_known_is_up_to_the_parent() {
    create("/p", Acl.OPEN);
    create("/bobs", BOBS);
    a.send(new Request.GetChildren("/p", true), new Request.AddWatch("/bobs", persistent()));
    a.sees();

    create("/p/secret", BOBS);
    create("/bobs/open", Acl.OPEN);

    assertThat(a.sees()).containsExactly("event zxid 4 NODE_CHILDREN_CHANGED /p");
  }

  @Test
  void events_of_a_multi_come_in_the_order_of_its_steps_with_one_zxid() {
    a.send(new Request.AddWatch("/", AddWatchMode.PERSISTENT_RECURSIVE));
    a.sees();

    ledger.commit(
        new Command.Multi(
            1,
            List.of(
                new Command.Create(1, "/x", null, Acl.OPEN, CreateMode.PERSISTENT, 0),
                new Command.SetData(1, "/x", Data.EMPTY, -1),
                new Command.Delete(1, "/x", -1))));
    loop.turn();

    assertThat(a.sees())
        .containsExactly(
            "event zxid 2 NODE_CREATED /x",
            "event zxid 2 NODE_DATA_CHANGED /x",
            "event zxid 2 NODE_DELETED /x");
  }

  @Test
  void set_watches_tells_what_was_missed_and_leaves_the_rest_in_list_order() {
    create("/same", Acl.OPEN); // 2
    create("/parent", Acl.OPEN); // 3
    create("/changed", Acl.OPEN); // 4
    set("/changed"); // 5
    create("/parent/child", Acl.OPEN); // 6

    a.send(
        new Request.SetWatches(
            4,
            List.of("/same", "/changed", "/gone"),
            List.of("/same", "/absent"),
            List.of("/same", "/parent", "/gone")));

    assertThat(a.sees())
        .containsExactly(
            "event zxid -1 NODE_DATA_CHANGED /changed",
            "event zxid -1 NODE_DELETED /gone",
            "event zxid -1 NODE_CREATED /same",
            "event zxid -1 NODE_CHILDREN_CHANGED /parent",
            "event zxid -1 NODE_DELETED /gone",
            "1 zxid 6 ok");
    assertThat(loop.scope().watches().watchCount()).isEqualTo(3);
    create("/absent", Acl.OPEN);
    create("/same/child", Acl.OPEN);
    set("/same");
    assertThat(a.sees())
        .containsExactly(
            "event zxid 7 NODE_CREATED /absent",
            "event zxid 8 NODE_CHILDREN_CHANGED /same",
            "event zxid 9 NODE_DATA_CHANGED /same");
  }

  @Test
  void set_watches2_leaves_persistent_watches_and_brings_up_nothing_for_them() {
    create("/x", Acl.OPEN);
    a.send(
        new Request.SetWatches2(
            new Request.SetWatches(0, List.of(), List.of(), List.of()),
            List.of("/x"),
            List.of("/")));
    assertThat(a.sees()).containsExactly("1 zxid 2 ok");

    create("/x/y", Acl.OPEN);

    assertThat(a.sees())
        .containsExactly("event zxid 3 NODE_CREATED /x/y", "event zxid 3 NODE_CHILDREN_CHANGED /x");
  }

  private static AddWatchMode persistent() {
    return AddWatchMode.PERSISTENT;
  }

  private void create(String path, List<Acl> acl) {
    ledger.commit(new Command.AddIdentity(1, BOBS.get(0).id()));
    ledger.commit(new Command.Create(1, path, null, acl, CreateMode.PERSISTENT, 0));
    loop.turn();
  }

  private void set(String path) {
    ledger.commit(new Command.SetData(1, path, Data.of("new"), -1));
    loop.turn();
  }
}
