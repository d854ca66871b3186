package io.paddock.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.server.config.MembersText;
import io.paddock.server.fixture.Deaf;
import io.paddock.server.fixture.SharedLog;
import io.paddock.server.report.EnsembleReport.LeaderReport;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnsembleFiguresTest {
  private static final long S = 1_000_000_000;

  private final SharedLog log =
      new SharedLog(
          List.of(
              SharedLog.member(1, true),
              SharedLog.member(2, true),
              SharedLog.member(3, true),
              SharedLog.member(4, false)));
  private final EnsembleFigures figures =
      new EnsembleFigures(
          log.open(1, new Deaf()).ensemble(),
          MembersText.parse("server.1=a:1:2,server.2=b:1:2"),
          2 * S);

  @BeforeEach
  void connectAll() {
    for (int id = 2; id <= 4; id++) {
      log.open(id, new Deaf());
    }
  }

  private LeaderReport leading(long nowNanos) {
    return Objects.requireNonNull(figures.report(nowNanos).leading());
  }

  @Test
  void who_has_said_lately_that_it_is_level_is_synced() {
    log.lead(1);
    assertThat(leading(0).followers()).isZero();

    figures.noted(2, 0);
    figures.noted(4, 0);
    assertThat(leading(2 * S).followers()).isEqualTo(1);
    assertThat(leading(2 * S).observers()).isEqualTo(1);

    figures.noted(3, 2 * S);
    assertThat(leading(2 * S + 1).followers()).isEqualTo(1);
    assertThat(leading(2 * S + 1).observers()).isZero();
  }

  @Test
  void who_follows_knows_nothing_of_the_others() {
    log.lead(2);
    figures.noted(3, 0);

    assertThat(figures.report(0).leading()).isNull();
    assertThat(figures.report(0).quorumSize()).isEqualTo(3);
  }

  @Test
  void the_members_of_the_settings_are_text_like_those_in_the_tree() {
    assertThat(figures.configured())
        .isEqualTo("server.1=a:1:2:participant\nserver.2=b:1:2:participant\nversion=0");
  }
}
