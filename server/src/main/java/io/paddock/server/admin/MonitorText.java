package io.paddock.server.admin;

import com.sun.management.UnixOperatingSystemMXBean;
import io.paddock.server.report.EnsembleReport;
import io.paddock.server.report.LatencyReport;
import io.paddock.server.report.MetricReport;
import io.paddock.server.report.ServerMode;
import io.paddock.server.report.ServerReport;
import io.paddock.server.report.ServerReport.ConnectionsReport;
import io.paddock.server.report.ServerReport.SizesReport;
import io.paddock.server.report.ServerReport.TreeReport;
import io.paddock.server.report.TrafficReport;
import io.paddock.server.report.VersionReport;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * {@code mntr}: lines {@code zk_<name>}, a tab, the value. Thread: its owner's.
 *
 * <p>Source: spec/operations.md, section 6.1.
 */
final class MonitorText {
  private final StringBuilder text = new StringBuilder();

  private MonitorText() {}

  static String mntr(VersionReport version, ServerReport server, List<MetricReport> metrics) {
    MonitorText lines = new MonitorText();
    lines.line("version", version.text());
    lines.line("server_state", server.mode().text());
    lines.ensemble(server);
    lines.traffic(server.traffic());
    lines.connections(server.connections());
    lines.tree(server.tree());
    lines.process(server.uptimeMs());
    lines.proposals(server);
    lines.times("readlatency", server.traffic().reads());
    lines.times("updatelatency", server.traffic().updates());
    metrics.forEach(lines::metric);
    return lines.text.toString();
  }

  private void ensemble(ServerReport server) {
    EnsembleReport ensemble = server.ensemble();
    if (ensemble == null) {
      return;
    }
    String part =
        switch (server.mode()) {
          case LEADER -> "leading - broadcast";
          case FOLLOWER -> "following - broadcast";
          case OBSERVER -> "observing - broadcast";
          case STANDALONE, READ_ONLY -> "looking";
        };
    line("peer_state", part);
    if (server.mode() == ServerMode.OBSERVER) {
      line("observer_master_id", ensemble.leader());
    }
    line("quorum_size", ensemble.quorumSize());
    EnsembleReport.LeaderReport leading = ensemble.leading();
    if (leading != null) {
      line("learners", leading.followers() + leading.observers());
      line("synced_followers", leading.followers());
      line("synced_non_voting_followers", 0);
      line("synced_observers", leading.observers());
      line("pending_syncs", 0);
      line("leader_uptime", leading.uptimeMs());
    }
  }

  private void traffic(TrafficReport traffic) {
    line("avg_latency", Decimal.text(traffic.all().avgMs()));
    line("min_latency", traffic.all().minMs());
    line("max_latency", traffic.all().maxMs());
    line("packets_received", traffic.received());
    line("packets_sent", traffic.sent());
    line("bytes_received_count", traffic.receivedBytes());
    line("response_bytes", traffic.sentBytes());
    sizes("client_response_size", traffic.replies());
  }

  private void connections(ConnectionsReport connections) {
    line("num_alive_connections", connections.alive());
    line("outstanding_requests", connections.outstanding());
    line("connection_rejected", connections.rejected());
    line("connection_drop_count", connections.dropped());
    line("auth_failed_count", connections.authFailures());
    line("large_requests_rejected", connections.largeRefused());
    // Nobody is dropped by chance, and TLS is not counted apart, so these never leave 0; dashboards
    // ask for them all the same.
    line("connection_drop_probability", Decimal.text(0));
    line("outstanding_tls_handshake", 0);
    line("non_mtls_remote_conn_count", 0);
    line("non_mtls_local_conn_count", 0);
  }

  private void tree(TreeReport tree) {
    line("znode_count", tree.znodes());
    line("watch_count", tree.watches());
    line("ephemerals_count", tree.ephemerals());
    line("approximate_data_size", tree.dataBytes());
    line("global_sessions", tree.globalSessions());
    line("local_sessions", tree.localSessions());
  }

  private void process(long uptimeMs) {
    line("uptime", uptimeMs);
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      line("open_file_descriptor_count", unix.getOpenFileDescriptorCount());
      line("max_file_descriptor_count", unix.getMaxFileDescriptorCount());
    }
  }

  private void proposals(ServerReport server) {
    SizesReport proposals = server.proposals();
    if (proposals != null) {
      sizes("proposal_size", proposals);
    }
  }

  private void metric(MetricReport metric) {
    if (metric instanceof MetricReport.Whole whole) {
      line(whole.name(), whole.value());
    } else if (metric instanceof MetricReport.Fraction fraction) {
      line(fraction.name(), Decimal.text(fraction.value()));
    } else if (metric instanceof MetricReport.Summary summary) {
      summary(summary);
    } else if (metric instanceof MetricReport.Times times) {
      times(times.name(), times.latency());
    }
  }

  private void summary(MetricReport.Summary summary) {
    String name = summary.name();
    double avg = summary.count() == 0 ? 0 : (double) summary.sum() / summary.count();
    line("avg_" + name, Decimal.text(avg));
    line("min_" + name, summary.min());
    line("max_" + name, summary.max());
    line("cnt_" + name, summary.count());
    line("sum_" + name, summary.sum());
  }

  private void times(String name, LatencyReport latency) {
    line("avg_" + name, Decimal.text(latency.avgMs()));
    line("min_" + name, latency.minMs());
    line("max_" + name, latency.maxMs());
    line("cnt_" + name, latency.count());
    line("sum_" + name, latency.sumMs());
    line("p50_" + name, latency.quantileMs(0.5));
    line("p95_" + name, latency.quantileMs(0.95));
    line("p99_" + name, latency.quantileMs(0.99));
    line("p999_" + name, latency.quantileMs(0.999));
  }

  private void sizes(String name, SizesReport sizes) {
    line("last_" + name, sizes.last());
    line("min_" + name, sizes.min());
    line("max_" + name, sizes.max());
  }

  private void line(String name, long value) {
    line(name, Long.toString(value));
  }

  private void line(String name, String value) {
    text.append("zk_").append(name).append('\t').append(value).append('\n');
  }
}
