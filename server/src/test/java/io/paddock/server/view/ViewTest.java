package io.paddock.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Id;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.Request;
import io.paddock.protocol.message.StepResult;
import io.paddock.state.apply.Applier;
import io.paddock.state.apply.State;
import io.paddock.state.command.Command;
import io.paddock.state.command.Stamp;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** spec/wire.md, sections 7 and 9; spec/semantics.md, sections 1 to 3 and 8. */
class ViewTest {
  private static final Id BOB = new Id("digest", "bob:hash");
  private static final Id EVE = new Id("digest", "eve:hash");
  private static final long SESSION = 7;

  private State state = State.initial();

  private record Person(long session, List<Id> identities, boolean skipsAcl) implements Asker {}

  private final Asker bob = new Person(SESSION, List.of(BOB), false);
  private final Asker eve = new Person(8, List.of(EVE), false);

  @BeforeEach
  void build() {
    apply(new Command.CreateSession(SESSION, Data.EMPTY, 1000, List.of(BOB)));
    create("/open", Data.of("data"), Acl.OPEN, CreateMode.PERSISTENT);
    create("/open/b", null, Acl.OPEN, CreateMode.PERSISTENT);
    create("/open/a", Data.EMPTY, Acl.OPEN, CreateMode.PERSISTENT);
    create("/bobs", null, List.of(new Acl(Acl.ALL, BOB)), CreateMode.PERSISTENT);
    create("/e1", null, Acl.OPEN, CreateMode.EPHEMERAL);
    create("/open/e2", null, Acl.OPEN, CreateMode.EPHEMERAL);
  }

  @Test
  void data_that_is_null_is_not_data_that_is_empty() {
    assertThat(found(new Request.GetData("/open/b", false), Reply.DataStat.class).data()).isNull();
    assertThat(found(new Request.GetData("/open/a", false), Reply.DataStat.class).data())
        .isEqualTo(Data.EMPTY);
    assertThat(found(new Request.GetData("/open", false), Reply.DataStat.class))
        .satisfies(
            r -> assertThat(r.data()).isEqualTo(Data.of("data")),
            r -> assertThat(r.stat().numChildren()).isEqualTo(3),
            r -> assertThat(r.stat().dataLength()).isEqualTo(4));
  }

  @Test
  void children_are_names_without_the_path() {
    assertThat(found(new Request.GetChildren("/open", false), Reply.Names.class).names())
        .containsExactlyInAnyOrder("a", "b", "e2");
    assertThat(found(new Request.GetChildren("/bobs", false), Reply.Names.class).names()).isEmpty();
    Reply.NamesStat root = found(new Request.GetChildren2("/", false), Reply.NamesStat.class);
    assertThat(root.names()).containsExactlyInAnyOrder("open", "bobs", "e1", "zookeeper");
    assertThat(root.stat().numChildren()).isEqualTo(4);
  }

  @Test
  void the_empty_path_is_the_root_and_other_malformed_ones_are_not_there() {
    assertThat(found(new Request.GetChildren("", false), Reply.Names.class).names()).hasSize(4);
    for (String path : List.of("open", "/open/", "//open", "/open//a", "x", "/\0")) {
      assertThat(ask(new Request.GetData(path, false), bob)).isEqualTo(refused(ErrorCode.NO_NODE));
    }
  }

  @Test
  void a_nul_in_the_path_of_exists_is_a_bad_argument() {
    assertThat(ask(new Request.Exists("/\0", false), bob))
        .isEqualTo(refused(ErrorCode.BAD_ARGUMENTS));
    assertThat(ask(new Request.Exists("/none", false), bob)).isEqualTo(refused(ErrorCode.NO_NODE));
    assertThat(found(new Request.Exists("/open", false), Reply.StatOnly.class).stat().version())
        .isZero();
  }

  @Test
  void what_is_missing_is_told_before_what_is_forbidden() {
    List<Request.Read> reads =
        List.of(
            new Request.GetData("/bobs", false),
            new Request.Exists("/bobs", false),
            new Request.GetChildren("/bobs", false),
            new Request.GetChildren2("/bobs", false),
            new Request.GetAcl("/bobs"),
            new Request.GetAllChildrenNumber("/bobs"));
    for (Request.Read each : reads) {
      assertThat(ask(each, eve)).as(each.toString()).isEqualTo(refused(ErrorCode.NO_AUTH));
      assertThat(ask(each, bob)).as(each.toString()).isInstanceOf(Answer.Found.class);
    }
    assertThat(ask(new Request.GetData("/bobs/none", false), eve))
        .isEqualTo(refused(ErrorCode.NO_NODE));
  }

  @Test
  void acls_do_not_count_if_the_server_skips_them_or_for_a_super_user() {
    Request.Read read = new Request.GetData("/bobs", false);

    assertThat(ask(read, new Person(8, List.of(EVE), true))).isInstanceOf(Answer.Found.class);
    assertThat(ask(read, new Person(8, List.of(new Id("super", "")), false)))
        .isInstanceOf(Answer.Found.class);
  }

  @Test
  void the_hash_of_a_password_is_shown_to_an_administrator_only() {
    List<Acl> acl = List.of(new Acl(Acl.READ | Acl.WRITE, EVE), new Acl(Acl.ALL, BOB));
    create("/shared", null, acl, CreateMode.PERSISTENT);

    Request.Read read = new Request.GetAcl("/shared");
    assertThat(found(read, Reply.AclStat.class).acl()).isEqualTo(acl);
    Answer.Found toEve = (Answer.Found) ask(read, eve);
    assertThat(((Reply.AclStat) toEve.reply()).acl())
        .extracting(entry -> entry.id().id())
        .containsExactly("eve:x", "bob:x");
  }

  @Test
  void an_administrator_who_may_not_read_sees_the_acl() {
    create("/admin", null, List.of(new Acl(Acl.ADMIN, BOB)), CreateMode.PERSISTENT);

    assertThat(ask(new Request.GetAcl("/admin"), bob)).isInstanceOf(Answer.Found.class);
    assertThat(ask(new Request.GetData("/admin", false), bob))
        .isEqualTo(refused(ErrorCode.NO_AUTH));
  }

  @Test
  void ephemerals_are_those_of_the_session_below_a_plain_prefix() {
    assertThat(ephemerals(null)).containsExactly("/e1", "/open/e2");
    assertThat(ephemerals(" ")).containsExactly("/e1", "/open/e2");
    assertThat(ephemerals("/")).containsExactly("/e1", "/open/e2");
    assertThat(ephemerals("/e")).containsExactly("/e1");
    assertThat(ephemerals("/op")).containsExactly("/open/e2");
    assertThat(ask(new Request.GetEphemerals(null), eve))
        .isEqualTo(new Answer.Found(new Reply.Names(List.of())));
  }

  @Test
  void all_descendants_are_counted_and_the_znode_itself_is_not() {
    assertThat(found(new Request.GetAllChildrenNumber("/open"), Reply.Count.class).count())
        .isEqualTo(3);
    assertThat(found(new Request.GetAllChildrenNumber("/e1"), Reply.Count.class).count()).isZero();
    assertThat(found(new Request.GetAllChildrenNumber("/"), Reply.Count.class).count())
        .as("six of ours, and three built in")
        .isEqualTo(9);
  }

  @Test
  void each_step_of_a_multi_read_has_its_own_result() {
    Reply.Multi multi =
        found(
            new Request.MultiRead(
                List.of(
                    new Request.GetChildren("/open", true),
                    new Request.GetData("/none", true),
                    new Request.GetData("/open/a", true))),
            Reply.Multi.class);

    assertThat(multi.results()).hasSize(3);
    assertThat(multi.results().get(0)).isInstanceOf(StepResult.Children.class);
    assertThat(multi.results().get(1)).isEqualTo(StepResult.Failed.of(ErrorCode.NO_NODE));
    assertThat(multi.results().get(2))
        .isInstanceOfSatisfying(
            StepResult.DataRead.class, r -> assertThat(r.data()).isEqualTo(Data.EMPTY));
  }

  private List<String> ephemerals(@Nullable String prefix) {
    return found(new Request.GetEphemerals(prefix), Reply.Names.class).names();
  }

  private <T extends Reply> T found(Request.Read request, Class<T> kind) {
    return kind.cast(((Answer.Found) ask(request, bob)).reply());
  }

  private Answer ask(Request.Read request, Asker asker) {
    return View.answer(state, request, asker);
  }

  private static Answer refused(ErrorCode error) {
    return new Answer.Refused(error);
  }

  private void create(String path, @Nullable Data data, List<Acl> acl, CreateMode mode) {
    apply(new Command.Create(SESSION, path, data, acl, mode, 0));
  }

  private void apply(Command command) {
    state = Applier.apply(state, command, new Stamp(1, 0, Stamp.Rules.DEFAULT)).state();
  }
}
