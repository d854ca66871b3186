package io.paddock.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.replication.ledger.Member;
import io.paddock.replication.ledger.Standing;
import io.paddock.replication.ledger.Standing.Role;
import io.paddock.server.fixture.SharedLog;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WaitLogTest {
  private static final Standing ALONE = new Standing(Role.LOOKING, 0, 3);
  private static final List<Member> MEMBERS =
      List.of(
          SharedLog.member(1, true),
          SharedLog.member(2, true),
          new Member(
              3,
              true,
              List.of(new Member.Address("::1", 2888), new Member.Address("host3", 2889))));

  @Test
  void it_says_for_whom_it_waits_and_where_they_should_be() {
    assertThat(WaitLog.text(ALONE, MEMBERS, Set.of(2), 1))
        .isEqualTo("Waiting for a leader; no connection to server 3 ([::1]:2888 or host3:2889)");
    assertThat(WaitLog.text(ALONE, MEMBERS, Set.of(), 1))
        .isEqualTo(
            "Waiting for a leader; no connection to server 2 (host2:2888), server 3 ([::1]:2888 or"
                + " host3:2889)");
  }

  @Test
  void with_all_there_it_waits_for_an_election_and_then_for_what_it_has_missed() {
    assertThat(WaitLog.text(ALONE, MEMBERS, Set.of(2, 3), 1))
        .isEqualTo("Waiting for a leader to be elected; all members are connected");
    assertThat(WaitLog.text(new Standing(Role.FOLLOWER, 2, 3), MEMBERS, Set.of(2, 3), 1))
        .isEqualTo("Catching up with server 2");
  }
}
