package io.paddock.server.admin;

import io.paddock.server.report.ConnectionReport;
import io.paddock.server.report.DigestReport;
import io.paddock.server.report.EnsembleReport;
import io.paddock.server.report.FilesReport;
import io.paddock.server.report.LoopTraffic;
import io.paddock.server.report.MetricReport;
import io.paddock.server.report.Reports;
import io.paddock.server.report.ServerMode;
import io.paddock.server.report.ServerReport;
import io.paddock.server.report.ServerReport.ConnectionsReport;
import io.paddock.server.report.ServerReport.SizesReport;
import io.paddock.server.report.ServerReport.TreeReport;
import io.paddock.server.report.SessionReport;
import io.paddock.server.report.WatchReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Figures that a test sets. */
final class FakeReports implements Reports {
  boolean serving = true;
  boolean readOnly;
  ServerMode mode = ServerMode.STANDALONE;
  @Nullable SizesReport proposals;
  final LoopTraffic traffic = new LoopTraffic();
  final List<ConnectionReport> connections = new ArrayList<>();
  final List<WatchReport> watches = new ArrayList<>();
  final List<SessionReport> sessions = new ArrayList<>();
  final List<DigestReport> digests = new ArrayList<>();
  final List<MetricReport> metrics = new ArrayList<>();
  @Nullable EnsembleReport ensemble;
  int serverResets;
  int connectionResets;

  @Override
  public boolean isServing() {
    return serving;
  }

  @Override
  public boolean isReadOnly() {
    return readOnly;
  }

  @Override
  public int clientPort() {
    return 2181;
  }

  @Override
  public int secureClientPort() {
    return -1;
  }

  @Override
  public String membership() {
    return "server.1=a:1:2:participant\nversion=100";
  }

  @Override
  public CompletionStage<ServerReport> server() {
    return later(
        new ServerReport(
            mode,
            0x11c,
            12_345,
            new TreeReport(34, 2, 1234, 5, 0, 7),
            traffic.report(),
            new ConnectionsReport(3, 0, 1, 2, 4, 5),
            proposals,
            ensemble));
  }

  @Override
  public CompletionStage<List<ConnectionReport>> connections() {
    return later(connections);
  }

  @Override
  public CompletionStage<List<WatchReport>> watches() {
    return later(watches);
  }

  @Override
  public CompletionStage<List<SessionReport>> sessions() {
    return later(sessions);
  }

  @Override
  public FilesReport files() {
    return new FilesReport(1000, 2000);
  }

  @Override
  public List<DigestReport> digests() {
    return digests;
  }

  @Override
  public List<MetricReport> metrics() {
    return metrics;
  }

  @Override
  public CompletionStage<Void> resetServer() {
    serverResets++;
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<Void> resetConnections() {
    connectionResets++;
    return CompletableFuture.completedStage(null);
  }

  private static <T> CompletionStage<T> later(T value) {
    return CompletableFuture.completedStage(value);
  }
}
