package io.paddock.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.replication.ledger.Ledger;
import io.paddock.replication.ledger.Standing;
import io.paddock.server.fixture.Deaf;
import io.paddock.server.fixture.SharedLog;
import io.paddock.server.session.Service;
import io.paddock.server.session.Service.Phase;
import io.paddock.server.session.ServicePolicy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** spec/semantics.md, sections 12 and 13. */
class MemberServiceTest {
  private static final long S = 1_000_000_000;

  private final SharedLog log = SharedLog.ofVoters(1, 2, 3);
  private final Queue<Runnable> clock = new ArrayDeque<>();
  private final List<String> heard = new ArrayList<>();
  private final Service service = Service.shut();
  private long nowNanos = System.nanoTime();
  private MemberService member = member(true, true);

  @Test
  void a_member_serves_when_it_has_a_leader_and_has_caught_up() {
    look();
    assertThat(service.phase()).isEqualTo(Phase.SHUT);

    log.lead(2);
    look();

    assertThat(service.phase()).isEqualTo(Phase.OPEN);
    assertThat(heard).containsExactly("SHUT-OPEN");
  }

  @Test
  void who_is_behind_does_not_serve_yet() {
    log.lead(2);
    log.cutOff(1);
    look();
    assertThat(service.phase()).isEqualTo(Phase.SHUT);

    log.rejoin(1);
    look();
    assertThat(service.phase()).isEqualTo(Phase.OPEN);
  }

  @Test
  void who_is_no_member_any_more_parts_with_its_clients_and_serves_again_when_it_is_back() {
    log.lead(2);
    look();
    heard.clear();

    member.dismissed(true, nowNanos);
    look();
    assertThat(heard).containsOnly("part");
    nowNanos += S;
    look();
    assertThat(service.phase()).isEqualTo(Phase.SHUT);

    member.dismissed(false, nowNanos);
    look();
    assertThat(service.phase()).isEqualTo(Phase.OPEN);
  }

  @Test
  void an_election_disturbs_nobody() {
    log.lead(2);
    look();
    heard.clear();

    log.lead(0);
    look();
    assertThat(service.phase()).isEqualTo(Phase.HOLDING);
    log.lead(3);
    look();

    assertThat(service.phase()).isEqualTo(Phase.OPEN);
    assertThat(heard).containsExactly("OPEN-HOLDING", "HOLDING-OPEN");
  }

  @Test
  void without_a_leader_clients_are_kept_for_five_ticks() {
    log.lead(2);
    look();
    log.lead(0);
    look();

    assertThat(phaseAfter(2 * S)).isEqualTo(Phase.READING);
    assertThat(phaseAfter(7 * S)).isEqualTo(Phase.READING);
    assertThat(phaseAfter(2 * S)).isEqualTo(Phase.SHUT);
    assertThat(service.isReadOnly()).isTrue();
  }

  @Test
  void after_that_it_catches_up_first_when_there_is_a_leader_again() {
    log.lead(2);
    look();
    log.lead(0);
    look();
    phaseAfter(10 * S);

    log.lead(3);
    look();

    assertThat(service.phase()).isEqualTo(Phase.OPEN);
    assertThat(service.isReadOnly()).isFalse();
  }

  @Test
  void reading_only_has_to_be_switched_on() {
    member = member(true, false);
    look();

    phaseAfter(60 * S);

    assertThat(service.isReadOnly()).isFalse();
  }

  @Test
  void a_leader_that_takes_no_clients_serves_when_it_leads_no_more() {
    member = member(false, false);
    log.lead(1);
    look();
    assertThat(service.phase()).isEqualTo(Phase.SHUT);

    log.lead(2);
    look();
    assertThat(service.phase()).isEqualTo(Phase.OPEN);
  }

  private Phase phaseAfter(long nanos) {
    nowNanos += nanos;
    look();
    return service.phase();
  }

  private void look() {
    member.look(nowNanos);
    for (Runnable task = clock.poll(); task != null; task = clock.poll()) {
      task.run();
    }
    member.look(nowNanos);
  }

  private MemberService member(boolean leaderServes, boolean readOnly) {
    Ledger ledger = log.open(1, new Deaf());
    return new MemberService(
        ledger,
        service,
        new MemberService.Rules(1, ServicePolicy.of(2000, 5, readOnly), leaderServes),
        clock::add,
        new MemberService.Hearers() {
          @Override
          public void service(Phase before, Phase now) {
            if (before != now) {
              heard.add(before + "-" + now);
            }
          }

          @Override
          public void standing(Standing now) {}

          @Override
          public void partWithClients() {
            heard.add("part");
          }
        });
  }
}
