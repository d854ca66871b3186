package io.paddock.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.Data;
import io.paddock.server.config.FeatureConfig.ContainerConfig;
import io.paddock.server.fixture.SteppedLedger;
import io.paddock.state.command.Command;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** spec/semantics.md, section 5. */
class IdleCleanerTest {
  private final SteppedLedger ledger = new SteppedLedger();

  @BeforeEach
  void openSession() {
    ledger.commit(new Command.CreateSession(1, Data.EMPTY, 1000, List.of()));
  }

  @Test
  void a_container_goes_when_it_has_lost_its_last_child_and_not_before() {
    create("/c", CreateMode.CONTAINER, 0);
    assertThat(cleaner(0).round(1_000_000)).as("it never had a child").isZero();
    create("/c/x", CreateMode.PERSISTENT, 0);
    assertThat(cleaner(0).round(1_000_000)).as("it has a child").isZero();

    ledger.commit(new Command.Delete(1, "/c/x", -1));

    assertThat(cleaner(0).round(1_000_000)).isEqualTo(1);
    ledger.commitAll();
    assertThat(ledger.commits().newest().state().find("/c")).isNull();
  }

  @Test
  void a_container_that_was_never_used_goes_by_age_if_so_configured() {
    ledger.timeMs(5_000);
    create("/c", CreateMode.CONTAINER, 0);

    assertThat(cleaner(100).round(5_100)).isZero();
    assertThat(cleaner(100).round(5_101)).isEqualTo(1);
  }

  @Test
  void a_ttl_znode_goes_when_its_data_is_older_than_its_ttl_and_it_has_no_children() {
    ledger.timeMs(5_000);
    create("/t", CreateMode.PERSISTENT_WITH_TTL, 100);
    create("/t/x", CreateMode.PERSISTENT, 0);
    assertThat(cleaner(0).round(9_000)).as("it has a child").isZero();
    ledger.commit(new Command.Delete(1, "/t/x", -1));

    assertThat(cleaner(0).round(5_100)).isZero();
    assertThat(cleaner(0).round(5_101)).isEqualTo(1);

    ledger.timeMs(6_000);
    ledger.commit(new Command.SetData(1, "/t", Data.EMPTY, -1));
    ledger.commitAll();
    assertThat(ledger.commits().newest().state().find("/t"))
        .as("it was changed before its deletion came through")
        .isNotNull();
    assertThat(cleaner(0).round(6_100)).isZero();
  }

  @Test
  void a_round_deletes_no_more_than_its_share_of_a_minute() {
    for (int i = 0; i < 10; i++) {
      create("/t" + i, CreateMode.PERSISTENT_WITH_TTL, 1);
    }
    IdleCleaner slow = new IdleCleaner(ledger, new ContainerConfig(30_000, 6, 0));

    assertThat(slow.round(1_000_000)).isEqualTo(3);
    ledger.commitAll();
    assertThat(slow.round(1_000_000)).isEqualTo(3);
  }

  private void create(String path, CreateMode mode, long ttlMs) {
    ledger.commit(new Command.Create(1, path, null, Acl.OPEN, mode, ttlMs));
  }

  private IdleCleaner cleaner(long neverUsedMs) {
    return new IdleCleaner(ledger, new ContainerConfig(60_000, 10_000, neverUsedMs));
  }
}
