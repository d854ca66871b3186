package io.paddock.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.server.report.ServerReport.SizesReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopTrafficTest {
  private final LoopTraffic loop = new LoopTraffic();

  @Test
  void packets_and_bytes_are_counted() {
    loop.received(45);
    loop.received(20);
    loop.replied(100);
    loop.sent(30);
    TrafficReport report = loop.report();

    assertThat(report.received()).isEqualTo(2);
    assertThat(report.receivedBytes()).isEqualTo(65);
    assertThat(report.sent()).isEqualTo(2);
    assertThat(report.sentBytes()).isEqualTo(130);
  }

  @Test
  void sizes_of_replies_are_last_smallest_and_largest() {
    assertThat(loop.report().replies()).isEqualTo(SizesReport.NONE);
    loop.replied(50);
    loop.replied(20);
    loop.replied(30);
    loop.sent(5);

    assertThat(loop.report().replies()).isEqualTo(new SizesReport(30, 20, 50));
  }

  @Test
  void all_requests_together_are_reads_updates_and_others() {
    loop.readTook(1_000_000);
    loop.updateTook(2_000_000);
    loop.otherTook(6_000_000);
    TrafficReport report = loop.report();

    assertThat(report.reads().count()).isEqualTo(1);
    assertThat(report.updates().maxMs()).isEqualTo(2);
    assertThat(report.all().count()).isEqualTo(3);
    assertThat(report.all().avgMs()).isEqualTo(3.0);
  }

  @Test
  void loops_add_up() {
    LoopTraffic other = new LoopTraffic();
    LoopTraffic idle = new LoopTraffic();
    loop.replied(10);
    loop.readTook(1_000_000);
    other.replied(30);
    other.received(5);
    TrafficReport total = LoopTraffic.total(List.of(loop, other, idle));

    assertThat(total.sent()).isEqualTo(2);
    assertThat(total.received()).isEqualTo(1);
    assertThat(total.reads().count()).isEqualTo(1);
    assertThat(total.replies()).isEqualTo(new SizesReport(30, 10, 30));
  }

  @Test
  void a_reset_forgets_everything() {
    loop.received(45);
    loop.replied(100);
    loop.updateTook(1);
    loop.reset();
    TrafficReport report = loop.report();

    assertThat(report.received()).isZero();
    assertThat(report.sent()).isZero();
    assertThat(report.replies()).isEqualTo(SizesReport.NONE);
    assertThat(report.all().count()).isZero();
  }

  @Test
  void another_thread_sees_counts_that_only_grow() throws InterruptedException {
    int packets = 200_000;
    Thread owner =
        new Thread(
            () -> {
              for (int i = 0; i < packets; i++) {
                loop.received(1);
              }
            });
    owner.start();
    long seen = 0;
    while (owner.isAlive()) {
      long now = loop.report().received();
      assertThat(now).isGreaterThanOrEqualTo(seen);
      seen = now;
    }
    owner.join();

    assertThat(loop.report().received()).isEqualTo(packets);
  }
}
