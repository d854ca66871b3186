package io.paddock.state.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.EventType;
import io.paddock.state.command.Change;
import io.paddock.state.command.Command;
import io.paddock.state.command.Outcome;
import io.paddock.state.command.Stamp;
import io.paddock.state.tree.Znode;
import org.junit.jupiter.api.Test;

/** spec/operations.md, section 2; spec/wire.md, section 9. */
class MembersTest {
  private static final String LINES = "server.1=a:1:2:participant\nserver.2=b:1:2:participant";
  private static final String OTHERS = "server.1=a:1:2:participant";

  private final Play play = Play.withSession();

  @Test
  void what_is_in_force_carries_the_zxid_that_made_it() {
    Outcome outcome = settle(0, LINES, ErrorCode.OK);

    assertThat(config()).isEqualTo(LINES + "\nversion=" + Long.toHexString(play.state.zxid()));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Settled.class,
            settled -> {
              assertThat(settled.proposal()).isZero();
              assertThat(settled.stat().mzxid()).isEqualTo(play.state.zxid());
            });
    assertThat(play.last.changes())
        .extracting(Change::type, Change::path)
        .containsExactly(tuple(EventType.NODE_DATA_CHANGED, "/zookeeper/config"));
  }

  @Test
  void a_proposal_waits_beside_it_and_takes_its_place_when_it_is_in_force() {
    settle(0, LINES, ErrorCode.OK);
    String before = config();
    superUser();

    assertThat(propose(version(), OTHERS)).isEqualTo(Outcome.Done.DONE);
    assertThat(config()).isEqualTo(before);
    long proposal = pending().stat().czxid();
    settle(proposal, OTHERS, ErrorCode.OK);

    assertThat(play.state.find(Command.PROPOSAL_PATH)).isNull();
    assertThat(config()).startsWith(OTHERS + "\nversion=");
  }

  @Test
  void a_proposal_that_cannot_be_brought_into_force_leaves_no_trace() {
    settle(0, LINES, ErrorCode.OK);
    String before = config();
    superUser();
    propose(version(), OTHERS);

    Outcome outcome = settle(pending().stat().czxid(), OTHERS, ErrorCode.NEW_CONFIG_NO_QUORUM);

    assertThat(config()).isEqualTo(before);
    assertThat(play.state.find(Command.PROPOSAL_PATH)).isNull();
    assertThat(((Outcome.Settled) outcome).error()).isEqualTo(ErrorCode.NEW_CONFIG_NO_QUORUM);
  }

  @Test
  void only_one_proposal_is_under_way() {
    superUser();
    propose(version(), OTHERS);

    assertThat(propose(version(), LINES)).isEqualTo(refused(ErrorCode.RECONFIG_IN_PROGRESS));
  }

  @Test
  void a_proposal_from_an_old_text_is_refused_before_the_permission_is_looked_at() {
    settle(0, LINES, ErrorCode.OK);

    assertThat(propose(version() - 1, OTHERS)).isEqualTo(refused(ErrorCode.BAD_VERSION));
    assertThat(propose(version(), OTHERS)).isEqualTo(refused(ErrorCode.NO_AUTH));
  }

  @Test
  void a_verdict_on_another_proposal_changes_nothing() {
    superUser();
    propose(version(), OTHERS);
    State before = play.state;

    assertThat(settle(4711, OTHERS, ErrorCode.OK)).isEqualTo(refused(ErrorCode.BAD_VERSION));
    assertThat(settle(0, OTHERS, ErrorCode.OK)).isEqualTo(refused(ErrorCode.BAD_VERSION));
    assertThat(play.state).isSameAs(before);
  }

  @Test
  void a_session_that_has_moved_proposes_nothing() {
    superUser();

    assertThat(play.apply(new Command.ProposeMembers(play.session, version(), OTHERS), 8))
        .isEqualTo(refused(ErrorCode.SESSION_MOVED));
  }

  private void superUser() {
    play.rules = new Stamp.Rules(true, false, false, false);
  }

  private Outcome propose(long basis, String text) {
    return play.apply(new Command.ProposeMembers(play.session, basis, text));
  }

  private Outcome settle(long proposal, String text, ErrorCode error) {
    return play.apply(new Command.SettleMembers(proposal, text, error));
  }

  private long version() {
    return find("/zookeeper/config").stat().mzxid();
  }

  private String config() {
    Data data = find("/zookeeper/config").data();
    return data == null ? "" : data.asText();
  }

  private Znode pending() {
    return find(Command.PROPOSAL_PATH);
  }

  private Znode find(String path) {
    Znode znode = play.state.find(path);
    assertThat(znode).as(path).isNotNull();
    return znode;
  }

  private static Outcome refused(ErrorCode error) {
    return new Outcome.Refused(error);
  }
}
