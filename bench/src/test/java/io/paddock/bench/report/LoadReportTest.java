package io.paddock.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadReportTest {
  private static final Latency LATENCY = new Latency(1, 0.9, 1.5, 2, 3, 4);

  @Test
  void figures_are_per_second_and_per_thousand_operations() {
    LoadReport report = report(new Cost(true, 1_200, 64 << 20, 300));

    assertThat(report.perSecond()).isEqualTo(50_000);
    assertThat(report.serverCpuMsPerThousand()).isEqualTo(12);
    assertThat(report.ownCpuMsPerThousand()).isEqualTo(3);
    assertThat(report.toText())
        .contains("50,000 operations/s", "100,000 in 2.00 s", "p99 2.000 ms")
        .contains("12.00 ms per 1,000 operations (60 % of a core)", "64 MiB resident")
        .contains("NO_NODE(-101) 7");
  }

  @Test
  void the_json_has_these_members() {
    assertThat(report(new Cost(true, 1_200, 1, 300)).toMap().keySet())
        .containsExactly(
            "title",
            "seconds",
            "operations",
            "operationsPerSecond",
            "byKind",
            "errors",
            "connectionsLost",
            "latency",
            "serverCpuMs",
            "serverCpuMsPer1000",
            "serverResidentBytes",
            "ownCpuMs",
            "ownCpuMsPer1000");
  }

  @Test
  void without_a_server_process_nothing_is_said_of_it() {
    LoadReport report = report(new Cost(false, 0, 0, 300));

    assertThat(report.serverCpuMsPerThousand()).isNaN();
    assertThat(report.toMap()).doesNotContainKey("serverCpuMs");
    assertThat(report.toText()).doesNotContain("server CPU");
  }

  private static LoadReport report(Cost cost) {
    Map<String, Long> errors = Map.of("NO_NODE(-101)", 7L);
    LoadReport.Count count = new LoadReport.Count(2, 100_000, Map.of("get", 100_000L), errors, 0);
    return new LoadReport("get 1x1", count, LATENCY, cost);
  }
}
