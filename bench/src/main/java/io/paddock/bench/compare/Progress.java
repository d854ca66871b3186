package io.paddock.bench.compare;

import io.paddock.bench.report.LoadReport;
import java.io.PrintWriter;
import java.util.Locale;

/** Says on the terminal what has just been measured, since a comparison takes long. */
final class Progress {
  private final PrintWriter out;

  Progress(PrintWriter out) {
    this.out = out;
  }

  void say(String text) {
    out.println(text);
    out.flush();
  }

  /** One line about a load, with the generator's share of the CPU, which must stay small. */
  void report(String server, LoadReport report) {
    double own = report.ownCpuMsPerThousand();
    String errors = report.count().errors().isEmpty() ? "" : " errors " + report.count().errors();
    say(
        String.format(
            Locale.ROOT,
            "  %-12s %-28s %,9.0f ops/s  p50 %7.3f  p99 %7.3f ms  CPU %6.2f ms/1000,"
                + " generator %.0f %% of all%s",
            server,
            report.title(),
            report.perSecond(),
            report.latency().p50Ms(),
            report.latency().p99Ms(),
            report.serverCpuMsPerThousand(),
            100 * own / (own + report.serverCpuMsPerThousand()),
            errors));
  }
}
