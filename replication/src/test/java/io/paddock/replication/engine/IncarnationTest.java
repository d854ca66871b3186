package io.paddock.replication.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.replication.ledger.LedgerConfig;
import io.paddock.replication.ledger.Member;
import io.paddock.replication.ledger.Timings;
import io.paddock.replication.peer.MemoryNetwork;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which start of a member it is: in its batches and in what it says to the others. */
@Timeout(60)
class IncarnationTest {
  private static final List<Member> MEMBERS =
      List.of(new Member(1, true, List.of()), new Member(2, true, List.of()));

  @TempDir private Path dir;

  @Test
  void a_member_whose_clock_was_set_back_is_known_by_a_higher_number_all_the_same()
      throws Exception {
    long first = startedAt(1_000_000);
    long second = startedAt(5);
    long third = startedAt(2_000_000);

    assertThat(first).isEqualTo(1_000_000);
    assertThat(second).isEqualTo(1_000_001);
    assertThat(third).isEqualTo(2_000_000);
  }

  private long startedAt(long clockMs) throws Exception {
    LedgerConfig config = LedgerConfig.standalone(dir).withMembers(1, MEMBERS, Timings.DEFAULT);
    try (MemoryNetwork network = new MemoryNetwork();
        TestLedger ledger =
            new TestLedger(
                listener ->
                    RaftLedger.open(
                        config, () -> Instant.ofEpochMilli(clockMs), listener, network.end(1)))) {
      assertThat(ledger.failure()).isNull();
      return network.incarnation(1);
    }
  }
}
