package io.paddock.server.boot;

import io.paddock.replication.ledger.Ledger;
import io.paddock.replication.ledger.LedgerReport;
import io.paddock.server.connection.Connection;
import io.paddock.server.connection.ConnectionRules;
import io.paddock.server.connection.ConnectionScope;
import io.paddock.server.net.ClientPort;
import io.paddock.server.net.NetLoops;
import io.paddock.server.pipeline.LoopScope;
import io.paddock.server.report.ConnectionReport;
import io.paddock.server.report.DigestReport;
import io.paddock.server.report.EnsembleReport;
import io.paddock.server.report.FilesReport;
import io.paddock.server.report.LoopTraffic;
import io.paddock.server.report.MetricReport;
import io.paddock.server.report.Reports;
import io.paddock.server.report.ServerMode;
import io.paddock.server.report.ServerReport;
import io.paddock.server.report.ServerReport.SizesReport;
import io.paddock.server.report.SessionReport;
import io.paddock.server.report.WatchReport;
import io.paddock.server.session.ExpiryPolicy;
import io.paddock.server.session.Service;
import io.paddock.state.apply.State;
import io.paddock.state.session.Session;
import io.paddock.state.tree.Znode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a running server.
 *
 * <p>Thread: any.
 */
final class LiveReports implements Reports {
  /**
   * ZooKeeper counts the root twice, and so does what people compare (spec/semantics.md, section
   * 1).
   */
  private static final long ROOT_AGAIN = 1;

  /** As many as {@code hash} shows (spec/operations.md, section 4). */
  private static final int DIGESTS_MAX = 1024;

  private static final long NANOS_PER_MS = 1_000_000;

  private final Ledger ledger;
  private final NetLoops loops;
  private final ConnectionRules rules;
  private final ExpiryPolicy expiry;
  private final @Nullable EnsembleFigures ensemble;
  private final long startNanos = System.nanoTime();
  private final ArrayDeque<DigestReport> digests = new ArrayDeque<>();
  private volatile Ports ports = new Ports(null, null);

  /** Figures; {@code ensemble} is null on a standalone server. */
  LiveReports(
      Ledger ledger, NetLoops loops, ConnectionRules rules, @Nullable EnsembleFigures ensemble) {
    this.ledger = ledger;
    this.loops = loops;
    this.rules = rules;
    this.ensemble = ensemble;
    this.expiry = ExpiryPolicy.ofTickMs(rules.sessions().tickTimeMs());
  }

  /** What clients can connect to. */
  private record Ports(@Nullable ClientPort plain, @Nullable ClientPort secure) {
    long sum(ToLongFunction<ClientPort> figure) {
      return (plain == null ? 0 : figure.applyAsLong(plain))
          + (secure == null ? 0 : figure.applyAsLong(secure));
    }

    static int number(@Nullable ClientPort port) {
      return port == null ? -1 : port.address().getPort();
    }
  }

  /** From now on clients are served on these ports. */
  void serve(@Nullable ClientPort plain, @Nullable ClientPort secure) {
    ports = new Ports(plain, secure);
  }

  @Override
  public boolean isServing() {
    boolean isOpen = ports.plain() != null || ports.secure() != null;
    return isOpen && (rules.service().phase() == Service.Phase.OPEN || isReadOnly());
  }

  @Override
  public boolean isReadOnly() {
    return rules.service().isReadOnly();
  }

  @Override
  public int clientPort() {
    return Ports.number(ports.plain());
  }

  @Override
  public int secureClientPort() {
    return Ports.number(ports.secure());
  }

  /** What one loop knows. */
  private record LoopFigures(
      LoopTraffic traffic, int watches, long authFailures, long largeRefused) {
    static LoopFigures of(ConnectionScope scope) {
      LoopScope loop = scope.loop();
      return new LoopFigures(
          loop.traffic(), loop.watches().watchCount(), loop.authFailures(), loop.largeRefused());
    }
  }

  @Override
  public CompletionStage<ServerReport> server() {
    return loops.onEach(LoopFigures::of).thenApply(this::server);
  }

  private ServerReport server(List<LoopFigures> figures) {
    State state = ledger.commits().newest().state();
    long watches = figures.stream().mapToLong(LoopFigures::watches).sum();
    long authFailures = figures.stream().mapToLong(LoopFigures::authFailures).sum();
    long largeRefused = figures.stream().mapToLong(LoopFigures::largeRefused).sum();
    Ports open = ports;
    EnsembleReport around = ensemble == null ? null : ensemble.report(System.nanoTime());
    boolean leads = around != null && around.leading() != null;
    return new ServerReport(
        mode(),
        state.zxid(),
        (System.nanoTime() - startNanos) / NANOS_PER_MS,
        new ServerReport.TreeReport(
            state.tree().znodes() + ROOT_AGAIN,
            state.tree().ephemerals(),
            state.tree().dataBytes(),
            state.sessions().size(),
            0,
            watches),
        LoopTraffic.total(figures.stream().map(LoopFigures::traffic).toList()),
        new ServerReport.ConnectionsReport(
            open.sum(ClientPort::connections),
            rules.load().outstanding(),
            open.sum(ClientPort::rejected) + rules.throttle().refused(),
            open.sum(ClientPort::dropped),
            authFailures,
            largeRefused),
        leads ? SizesReport.NONE : null,
        around);
  }

  private ServerMode mode() {
    if (isReadOnly()) {
      return ServerMode.READ_ONLY;
    }
    return ensemble == null ? ServerMode.STANDALONE : ensemble.mode();
  }

  @Override
  public String membership() {
    Znode config = ledger.commits().newest().state().find("/zookeeper/config");
    String text = config == null || config.data() == null ? "" : config.data().asText();
    // Until the first leader has written the members down, those of the settings count.
    return text.isEmpty() && ensemble != null ? ensemble.configured() : text;
  }

  @Override
  public CompletionStage<List<ConnectionReport>> connections() {
    return loops.onEachConnection(Connection::report);
  }

  @Override
  public CompletionStage<List<WatchReport>> watches() {
    return loops
        .onEach(LiveReports::watchesOf)
        .thenApply(lists -> lists.stream().flatMap(List::stream).toList());
  }

  private static List<WatchReport> watchesOf(ConnectionScope scope) {
    List<WatchReport> reports = new ArrayList<>();
    scope
        .loop()
        .sessions()
        .forEach(
            each -> {
              List<String> paths = each.dataPaths();
              if (!paths.isEmpty()) {
                reports.add(new WatchReport(each.session(), paths));
              }
            });
    return reports;
  }

  @Override
  public CompletionStage<List<SessionReport>> sessions() {
    State state = ledger.commits().newest().state();
    long nowNanos = System.nanoTime();
    long nowMs = System.currentTimeMillis();
    List<SessionReport> reports = new ArrayList<>();
    for (Session each : state.sessions()) {
      Long heard = rules.heartbeats().heardNanos(each.id());
      long deadline = expiry.deadlineNanos(heard == null ? nowNanos : heard, each.timeoutMs());
      long expiresAtMs = nowMs + (deadline - nowNanos) / NANOS_PER_MS;
      reports.add(
          new SessionReport(each.id(), each.timeoutMs(), expiresAtMs, each.ephemerals("/")));
    }
    return CompletableFuture.completedStage(reports);
  }

  @Override
  public FilesReport files() {
    LedgerReport report = ledger.report();
    return new FilesReport(report.snapshotBytes(), report.logBytes());
  }

  @Override
  public List<DigestReport> digests() {
    synchronized (digests) {
      return List.copyOf(digests);
    }
  }

  /** Called now and then: keeps the digest of the newest state for who compares servers. */
  void noteDigest() {
    State state = ledger.commits().newest().state();
    synchronized (digests) {
      DigestReport last = digests.peekLast();
      if (last == null || last.zxid() != state.zxid()) {
        digests.add(new DigestReport(state.zxid(), state.digest()));
      }
      if (digests.size() > DIGESTS_MAX) {
        digests.remove();
      }
    }
  }

  @Override
  public List<MetricReport> metrics() {
    LedgerReport report = ledger.report();
    return List.of(
        new MetricReport.Summary(
            "fsynctime",
            report.fsyncCount(),
            report.fsyncNanos() / NANOS_PER_MS,
            0,
            report.fsyncMaxNanos() / NANOS_PER_MS),
        new MetricReport.Whole("fsync_threshold_exceed_count", report.fsyncSlowCount()));
  }

  @Override
  public CompletionStage<Void> resetServer() {
    return loops
        .onEach(
            scope -> {
              scope.loop().traffic().reset();
              return true;
            })
        .thenApply(done -> null);
  }

  @Override
  public CompletionStage<Void> resetConnections() {
    return loops
        .onEachConnection(
            each -> {
              each.resetFigures();
              return true;
            })
        .thenApply(done -> null);
  }
}
