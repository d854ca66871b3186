package io.paddock.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Request;
import io.paddock.server.auth.AuthPolicy;
import io.paddock.server.config.LimitsConfig.LargeRequests;
import io.paddock.server.fixture.SteppedLedger;
import io.paddock.server.fixture.TestLoop;
import io.paddock.server.pipeline.PipelineRules.ReconfigRules;
import io.paddock.state.command.Command;
import io.paddock.state.command.Stamp;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** spec/operations.md, section 2; spec/wire.md, section 9. */
class ReconfigTest {
  private static final String LINES =
      "server.1=a:1:2:participant\nserver.2=b:1:2:participant\nserver.3=c:1:2:participant";
  private static final String FOURTH = "server.4=d:1:2:participant";

  private final SteppedLedger ledger = new SteppedLedger();
  private TestLoop loop = new TestLoop(ledger);
  private TestLoop.Client a = ensemble(new ReconfigRules(true, false, 2));

  @Test
  void it_is_answered_with_the_new_members_when_they_are_in_force() {
    a.send(reconfig(FOURTH, null, null, -1));
    assertThat(ledger.submitted())
        .containsExactly(new Command.ProposeMembers(2, 1, LINES + '\n' + FOURTH));
    loop.commit();
    assertThat(a.sees()).isEmpty();

    ledger.commit(new Command.SettleMembers(3, LINES + '\n' + FOURTH, ErrorCode.OK));
    loop.turn();

    assertThat(a.sees()).singleElement().asString().startsWith("1 zxid 4 ").contains(" version ");
    assertThat(config()).isEqualTo(LINES + '\n' + FOURTH + "\nversion=4");
  }

  @Test
  void members_leave_by_their_number_and_a_whole_list_wins_over_both() {
    a.send(reconfig(null, "3", null, 1));
    assertThat(proposed()).isEqualTo(LINES.substring(0, LINES.lastIndexOf('\n')));
    loop.commit();
    ledger.commit(new Command.SettleMembers(3, LINES, ErrorCode.OK));
    loop.turn();

    a.send(reconfig(FOURTH, "1", "server.1=x:1:2,server.2=y:1:2", -1));
    assertThat(proposed()).isEqualTo("server.1=x:1:2:participant\nserver.2=y:1:2:participant");
  }

  @Test
  void what_cannot_be_brought_into_force_is_an_error() {
    a.send(reconfig(FOURTH, null, null, -1));
    loop.commit();

    ledger.commit(new Command.SettleMembers(3, "", ErrorCode.NEW_CONFIG_NO_QUORUM));
    loop.turn();

    assertThat(a.sees()).containsExactly("1 zxid 4 NEW_CONFIG_NO_QUORUM");
  }

  @Test
  void while_one_is_under_way_another_is_refused() {
    a.send(reconfig(FOURTH, null, null, -1));
    loop.commit();
    TestLoop.Client b = loop.client(3);

    b.send(reconfig(null, "1", null, -1));

    assertThat(b.sees()).containsExactly("1 zxid 4 RECONFIG_IN_PROGRESS");
  }

  @Test
  void a_proposal_from_an_old_version_is_refused() {
    a.send(reconfig(FOURTH, null, null, 77));

    assertThat(a.sees()).containsExactly("1 zxid 2 BAD_VERSION");
  }

  @Test
  void a_version_that_is_overtaken_is_refused_but_any_version_tries_again() {
    a.send(reconfig(FOURTH, null, null, 1), reconfig(FOURTH, null, null, -1));
    ledger.commit(new Command.SettleMembers(0, LINES, ErrorCode.OK));
    loop.commit();

    assertThat(a.sees()).containsExactly("1 zxid 3 BAD_VERSION");
    assertThat(ledger.submitted())
        .containsExactly(new Command.ProposeMembers(2, 3, LINES + '\n' + FOURTH));
  }

  @Test
  void texts_that_name_no_possible_members_are_bad_arguments() {
    a.send(
        reconfig("server.4=d", null, null, -1),
        reconfig(null, "two", null, -1),
        reconfig(null, null, "", -1),
        reconfig(null, "2,3", null, -1),
        reconfig("server.4=a:1:2", null, null, -1),
        reconfig("server.255=d:1:2", null, null, -1));

    assertThat(a.sees()).hasSize(6).allMatch(line -> line.endsWith("zxid 2 BAD_ARGUMENTS"));
  }

  @Test
  void a_change_waits_until_the_first_members_are_written_down() {
    SteppedLedger fresh = new SteppedLedger();
    ReconfigRules rules = new ReconfigRules(true, false, 2);
    TestLoop unformed =
        new TestLoop(
            fresh,
            new PipelineRules(
                new AuthPolicy(TestLoop.AUTH), false, false, false, LargeRequests.NONE, rules));
    TestLoop.Client early = unformed.client(1);

    early.send(reconfig(FOURTH, null, null, -1));

    assertThat(early.sees()).isEmpty();
    assertThat(fresh.submitted()).isEmpty();

    fresh.commit(new Command.SettleMembers(0, LINES, ErrorCode.OK));
    unformed.turn();

    assertThat(fresh.submitted())
        .containsExactly(new Command.ProposeMembers(1, 2, LINES + '\n' + FOURTH));
  }

  @Test
  void who_has_gone_before_the_first_members_are_written_down_changes_nothing() {
    SteppedLedger fresh = new SteppedLedger();
    ReconfigRules rules = new ReconfigRules(true, false, 2);
    TestLoop unformed =
        new TestLoop(
            fresh,
            new PipelineRules(
                new AuthPolicy(TestLoop.AUTH), false, false, false, LargeRequests.NONE, rules));
    TestLoop.Client early = unformed.client(1);
    early.send(reconfig(FOURTH, null, null, -1));

    early.pipeline().gone();
    fresh.commit(new Command.SettleMembers(0, LINES, ErrorCode.OK));
    unformed.turn();

    assertThat(fresh.submitted()).isEmpty();
    assertThat(unformed.scope().waitsForCommits()).isFalse();
  }

  @Test
  void who_may_not_write_the_configuration_may_not_change_it() {
    ledger.rules(Stamp.Rules.DEFAULT);

    a.send(reconfig(FOURTH, null, null, -1));
    loop.commit();

    assertThat(a.sees()).containsExactly("1 zxid 2 NO_AUTH");
  }

  @Test
  void it_has_to_be_switched_on_and_needs_an_ensemble() {
    TestLoop.Client off = ensemble(new ReconfigRules(false, false, 2));
    off.send(reconfig(FOURTH, null, null, -1));
    assertThat(off.sees()).singleElement().asString().endsWith("RECONFIG_DISABLED");

    TestLoop.Client alone = ensemble(new ReconfigRules(true, true, 2));
    alone.send(reconfig(FOURTH, null, null, -1));
    assertThat(alone.sees()).singleElement().asString().endsWith("UNIMPLEMENTED");
  }

  @Test
  void what_is_sent_behind_it_is_answered_behind_it() {
    a.send(reconfig(FOURTH, null, null, -1), new Request.Exists("/", false));
    loop.commit();
    assertThat(a.sees()).isEmpty();

    ledger.commit(new Command.SettleMembers(3, LINES, ErrorCode.OK));
    loop.turn();

    assertThat(a.sees()).hasSize(2);
  }

  private int clients;

  private TestLoop.Client ensemble(ReconfigRules rules) {
    ledger.rules(new Stamp.Rules(true, false, false, false));
    loop =
        new TestLoop(
            ledger,
            new PipelineRules(
                new AuthPolicy(TestLoop.AUTH), false, false, false, LargeRequests.NONE, rules));
    if (clients == 0) {
      ledger.commit(new Command.SettleMembers(0, LINES, ErrorCode.OK));
    }
    clients++;
    return loop.client(1 + clients);
  }

  private String proposed() {
    List<Command> submitted = ledger.submitted();
    return ((Command.ProposeMembers) submitted.get(submitted.size() - 1)).text();
  }

  private String config() {
    Data data = Objects.requireNonNull(loop.scope().state().find("/zookeeper/config")).data();
    return data == null ? "" : data.asText();
  }

  private static Request reconfig(
      @Nullable String joining, @Nullable String leaving, @Nullable String members, long version) {
    return new Request.Reconfig(joining, leaving, members, version);
  }
}
