package io.paddock.state.apply;

import static io.paddock.protocol.message.ErrorCode.SESSION_EXPIRED;
import static io.paddock.protocol.message.ErrorCode.SESSION_MOVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Id;
import io.paddock.state.command.Change;
import io.paddock.state.command.Command;
import io.paddock.state.command.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sessions from beginning to end: spec/semantics.md, section 11. */
class SessionTest {
  private static final int ELSEWHERE = 8;
  private static final Id USER = new Id("digest", "user:hash");

  private final Play play = Play.withSession();

  @Test
  void whoever_has_the_password_takes_a_session_up_again_with_another_timeout() {
    assertThat(attach(Play.PASSWORD, Play.ORIGIN))
        .isEqualTo(new Outcome.Attached(play.session, Play.PASSWORD, 9_000));
    assertThat(play.session().timeoutMs()).isEqualTo(9_000);
  }

  @Test
  void a_wrong_password_is_answered_like_a_session_that_has_expired() {
    for (String wrong : List.of("0123456789abcdeX", "0123456789abcde", "")) {
      assertThat(attach(Data.of(wrong), Play.ORIGIN)).isEqualTo(Play.refused(SESSION_EXPIRED));
    }
    assertThat(play.apply(new Command.AttachSession(99, Play.PASSWORD, 9_000, List.of())))
        .isEqualTo(Play.refused(SESSION_EXPIRED));
    assertThat(play.session().timeoutMs()).isEqualTo(4_000);
  }

  @Test
  void a_session_that_has_moved_takes_nothing_more_from_where_it_was() {
    attach(Play.PASSWORD, ELSEWHERE);

    assertThat(play.create("/a")).isEqualTo(Play.refused(SESSION_MOVED));
    assertThat(play.apply(new Command.AddIdentity(play.session, USER)))
        .isEqualTo(Play.refused(SESSION_MOVED));
    assertThat(play.apply(play.creation("/a"), ELSEWHERE)).isInstanceOf(Outcome.Created.class);
  }

  @Test
  void identities_belong_to_the_connection_and_are_gone_with_it() {
    play.apply(new Command.AddIdentity(play.session, USER));
    assertThat(play.session().identities()).containsExactly(Play.IP, USER);

    attach(Play.PASSWORD, Play.ORIGIN);

    assertThat(play.session().identities()).containsExactly(Play.IP);
  }

  @Test
  void an_identity_that_is_there_already_is_not_added_again() {
    play.apply(new Command.AddIdentity(play.session, USER));
    play.apply(new Command.AddIdentity(play.session, USER));

    assertThat(play.session().identities()).containsExactly(Play.IP, USER);
  }

  @Test
  void the_end_of_a_session_takes_its_ephemerals_and_only_those_along() {
    play.create("/e1", CreateMode.EPHEMERAL);
    play.create("/p");
    play.create("/p/e2", CreateMode.EPHEMERAL_SEQUENTIAL);
    play.open(0x2002, Play.IP);
    play.apply(
        new Command.Create(0x2002, "/other", Data.EMPTY, Play.OPEN, CreateMode.EPHEMERAL, 0));

    Outcome outcome = play.apply(new Command.CloseSession(play.session));

    assertThat(outcome).isEqualTo(new Outcome.Closed(play.session));
    assertThat(play.changes())
        .extracting(Change::path)
        .containsExactlyInAnyOrder("/e1", "/p/e20000000000");
    assertThat(play.state.session(play.session)).isNull();
    assertThat(play.state.find("/other")).isNotNull();
    assertThat(play.stat("/p").pzxid()).isEqualTo(play.state.zxid());
    assertThat(play.create("/late")).isEqualTo(Play.refused(SESSION_EXPIRED));
  }

  @Test
  void a_session_ends_whoever_asks_but_only_once() {
    assertThat(play.apply(new Command.CloseSession(play.session), ELSEWHERE))
        .isEqualTo(new Outcome.Closed(play.session));
    assertThat(play.apply(new Command.CloseSession(play.session)))
        .isEqualTo(Play.refused(SESSION_EXPIRED));
    assertThat(play.apply(new Command.AddIdentity(play.session, USER)))
        .isEqualTo(Play.refused(SESSION_EXPIRED));
  }

  private Outcome attach(Data password, int origin) {
    return play.apply(
        new Command.AttachSession(play.session, password, 9_000, List.of(Play.IP)), origin);
  }
}
