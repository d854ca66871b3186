package io.paddock.replication.engine;

import static io.paddock.replication.engine.Commands.createZnode;
import static io.paddock.replication.engine.Commands.openSession;
import static io.paddock.replication.engine.Commands.setData;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.replication.commit.Commit;
import io.paddock.replication.ledger.LedgerConfig;
import io.paddock.replication.ledger.LedgerReport;
import io.paddock.state.command.Outcome;
import io.paddock.state.tree.Znode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RaftLedgerTest {
  @TempDir private Path dir;

  @Test
  void a_command_comes_back_applied_with_its_ticket() throws Exception {
    try (TestLedger ledger = open()) {
      List<Commit> commits =
          ledger.run(createZnode("/a", "1"), createZnode("/a", "2"), setData("/a", "3"));

      assertThat(commits.get(0).outcome()).isInstanceOf(Outcome.Created.class);
      assertThat(commits.get(0).ticket()).isEqualTo(new TestLedger.Mark(0));
      assertThat(commits.get(0).changes()).hasSize(1);
      assertThat(commits.get(1).outcome()).isEqualTo(new Outcome.Refused(ErrorCode.NODE_EXISTS));
      assertThat(commits.get(2).outcome()).isInstanceOf(Outcome.Changed.class);
      assertThat(commits.get(2).state().zxid()).isEqualTo(2);
    }
  }

  @Test
  void commands_of_one_thread_come_back_in_their_order() throws Exception {
    try (TestLedger ledger = open()) {
      for (int i = 0; i < 5000; i++) {
        ledger.submit(createZnode("/n-", "x", CreateMode.PERSISTENT_SEQUENTIAL), i);
        if (i % 7 == 0) {
          ledger.ledger().flush();
        }
      }
      ledger.ledger().flush();

      assertThat(ledger.await(5000))
          .extracting(Commit::ticket)
          .containsExactlyElementsOf(
              LongStream.range(0, 5000).mapToObj(TestLedger.Mark::new).toList());
    }
  }

  @Test
  void commands_of_many_threads_all_come_back_and_each_threads_in_its_order() throws Exception {
    int threads = 4;
    int each = 3000;
    try (TestLedger ledger = open()) {
      for (int t = 0; t < threads; t++) {
        long base = t * 1_000_000L;
        new Thread(
                () -> {
                  for (int i = 0; i < each; i++) {
                    ledger.submit(setData("/zookeeper", "x"), base + i);
                    ledger.ledger().flush();
                  }
                })
            .start();
      }

      long[] next = new long[threads];
      for (Commit commit : ledger.await(threads * each)) {
        long number = ((TestLedger.Mark) Objects.requireNonNull(commit.ticket())).value();
        assertThat(number % 1_000_000).isEqualTo(next[(int) (number / 1_000_000)]++);
      }
      // The last commit of a full block is shown before its batch is counted as done.
      ledger.awaitNothingPending();
      assertThat(ledger.ledger().report().pendingBytes()).isZero();
    }
  }

  @Test
  void commands_handed_over_before_there_is_a_leader_wait_for_it() throws Exception {
    try (TestLedger ledger = new TestLedger(config())) {
      assertThat(ledger.run(createZnode("/early", "x"))).hasSize(1);
    }
  }

  @Test
  void everything_is_there_after_opening_again() throws Exception {
    long digest;
    try (TestLedger ledger = open()) {
      ledger.run(
          openSession(7), createZnode("/a", "1"), createZnode("/a/b", "2"), setData("/a", "3"));
      digest = ledger.state().digest();
    }
    for (int i = 0; i < 3; i++) {
      try (TestLedger ledger = open()) {
        assertThat(ledger.state().digest()).isEqualTo(digest);
        assertThat(ledger.state().session(7)).isNotNull();
        ledger.run(setData("/a", "again"));
        digest = ledger.state().digest();
      }
    }
  }

  @Test
  void the_stamp_never_goes_back_with_the_clock_nor_over_a_restart() throws Exception {
    AtomicLong clock = new AtomicLong(1_000_000);
    try (TestLedger ledger = new TestLedger(TestLedger.opening(config(), clock))) {
      assertThat(mtime(ledger.run(createZnode("/a", "1")), "/a")).isEqualTo(1_000_000);
      clock.set(500);
      assertThat(mtime(ledger.run(setData("/a", "2")), "/a")).isEqualTo(1_000_000);
      clock.set(1_000_001);
      assertThat(mtime(ledger.run(setData("/a", "3")), "/a")).isEqualTo(1_000_001);
    }
    clock.set(600);
    try (TestLedger ledger = new TestLedger(TestLedger.opening(config(), clock))) {
      assertThat(mtime(ledger.run(setData("/a", "4")), "/a")).isEqualTo(1_000_001);
    }
  }

  @Test
  void a_batch_larger_than_any_buffer_goes_through() throws Exception {
    String large = "x".repeat(3 << 20);
    try (TestLedger ledger = open()) {
      ledger.run(createZnode("/a", large), createZnode("/b", large), createZnode("/c", "small"));
    }
    try (TestLedger ledger = open()) {
      assertThat(ledger.state().find("/b")).isNotNull();
      assertThat(ledger.state().find("/c")).isNotNull();
    }
  }

  @Test
  void a_read_barrier_is_reached_when_earlier_commands_are_published() throws Exception {
    try (TestLedger ledger = open()) {
      for (int i = 0; i < 50; i++) {
        ledger.run(createZnode("/n-", "x", CreateMode.PERSISTENT_SEQUENTIAL));
        long zxid = ledger.state().zxid();
        AtomicLong seen = new AtomicLong();
        CountDownLatch reached = new CountDownLatch(1);
        ledger
            .ledger()
            .readBarrier(
                () -> {
                  seen.set(ledger.state().zxid());
                  reached.countDown();
                });
        assertThat(reached.await(TestLedger.WAIT_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        assertThat(seen.get()).isGreaterThanOrEqualTo(zxid);
      }
    }
  }

  @Test
  void a_read_barrier_asked_for_before_there_is_a_leader_is_reached_then() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    try (TestLedger ledger = new TestLedger(config())) {
      ledger.ledger().readBarrier(reached::countDown);

      assertThat(reached.await(TestLedger.WAIT_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void a_directory_in_use_is_refused() throws Exception {
    try (TestLedger ledger = open()) {
      ledger.run(createZnode("/a", "1"));

      assertThatThrownBy(this::open)
          .isInstanceOf(IOException.class)
          .hasMessageContaining(dir.toString())
          .hasMessageContaining("in use by another server");
    }
    open().close();
  }

  @Test
  void the_log_may_be_in_a_directory_of_its_own() throws Exception {
    LedgerConfig config = config().withLogDir(dir.resolve("elsewhere/log"));
    try (TestLedger ledger = new TestLedger(config).awaitLeading()) {
      ledger.run(createZnode("/a", "1"));
    }
    assertThat(dir.resolve("elsewhere/log").toFile().list()).isNotEmpty();
    try (TestLedger ledger = new TestLedger(config).awaitLeading()) {
      assertThat(ledger.state().find("/a")).isNotNull();
    }
  }

  @Test
  void the_report_counts_syncs_and_log_bytes() throws Exception {
    try (TestLedger ledger = open()) {
      LedgerReport before = ledger.ledger().report();
      ledger.run(createZnode("/a", "1"));
      LedgerReport after = ledger.ledger().report();

      assertThat(after.fsyncCount()).isGreaterThan(before.fsyncCount());
      assertThat(after.fsyncMaxNanos()).isPositive();
      assertThat(after.logBytes()).isGreaterThan(1 << 20);
    }
  }

  @Test
  void nothing_comes_back_after_closing() throws Exception {
    TestLedger ledger = open();
    ledger.close();
    ledger.submit(createZnode("/late", "x"), 1);
    ledger.ledger().flush();
    ledger.close();

    assertThat(ledger.drain()).isEmpty();
    assertThat(ledger.failure()).isNull();
  }

  @Test
  void several_servers_run_in_one_process() throws Exception {
    try (TestLedger one = new TestLedger(LedgerConfig.standalone(dir.resolve("1")));
        TestLedger two = new TestLedger(LedgerConfig.standalone(dir.resolve("2")))) {
      one.awaitLeading().run(createZnode("/one", "1"));
      two.awaitLeading().run(createZnode("/two", "2"));

      assertThat(one.state().find("/two")).isNull();
      assertThat(two.state().find("/two")).isNotNull();
    }
  }

  private LedgerConfig config() {
    return LedgerConfig.standalone(dir);
  }

  private TestLedger open() throws IOException, InterruptedException {
    return new TestLedger(config()).awaitLeading();
  }

  private static long mtime(List<Commit> commits, String path) {
    Commit last = commits.get(commits.size() - 1);
    Znode znode = Objects.requireNonNull(last.state().find(path));
    return znode.stat().mtime();
  }
}
