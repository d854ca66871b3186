package io.paddock.server.admin;

import io.paddock.server.config.Environment;
import io.paddock.server.config.FourLetterWord;
import io.paddock.server.config.ServerConfig;
import io.paddock.server.report.Reports;
import io.paddock.server.report.VersionReport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Answers four-letter words with text.
 *
 * <p>Thread: any; nothing here blocks the caller. What asks the name service or the management
 * beans does so on {@code slow}.
 *
 * <p>Source: spec/operations.md, section 4; spec/wire.md, section 3.
 */
public final class FourLetterWords {
  private static final String NOT_SERVING =
      "This ZooKeeper instance is not currently serving requests\n";
  private static final long TRACE_MASK = 306;

  private final ServerConfig config;
  private final Reports reports;
  private final VersionReport version;
  private final Executor slow;
  // Nothing is traced: the mask is kept because tools set it and read it back.
  private final AtomicLong traceMask = new AtomicLong(TRACE_MASK);

  /** Answers for the running build. */
  public FourLetterWords(ServerConfig config, Reports reports) {
    this(config, reports, VersionReport.ofThisBuild(), ForkJoinPool.commonPool());
  }

  FourLetterWords(ServerConfig config, Reports reports, VersionReport version, Executor slow) {
    this.config = config;
    this.reports = reports;
    this.version = version;
    this.slow = slow;
  }

  /**
   * The whole answer, after which the connection closes; completes when the figures are there, on
   * any thread.
   *
   * @param word what the connection said
   * @param argument the 8 bytes after {@code stmk}; any other word ignores it
   */
  public CompletionStage<String> answer(FourLetterWord word, long argument) {
    if (!config.words().contains(word)) {
      return now(word.text() + " is not executed because it is not in the whitelist.\n");
    }
    return switch (word) {
      case RUOK -> now("imok");
      case ISRO -> now(reports.isServing() ? (reports.isReadOnly() ? "ro" : "rw") : "null");
      case ENVI -> CompletableFuture.supplyAsync(this::environment, slow);
      case GTMK -> now(Long.toString(traceMask.get()));
      case STMK -> now(setTraceMask(argument));
      case CONF, CONS, CRST, DIRS, DUMP, HASH, MNTR, SRST, SRVR, STAT, WCHC, WCHP, WCHS ->
          reports.isServing() ? ofServing(word) : now(NOT_SERVING);
    };
  }

  private CompletionStage<String> ofServing(FourLetterWord word) {
    return switch (word) {
      case SRVR -> reports.server().thenApply(s -> ServerText.srvr(version, s));
      case STAT ->
          reports
              .server()
              .thenCombine(reports.connections(), (s, all) -> ServerText.stat(version, s, all));
      case MNTR ->
          reports
              .server()
              .thenApplyAsync(s -> MonitorText.mntr(version, s, reports.metrics()), slow);
      case CONF -> now(ServerText.conf(config, reports));
      case DIRS -> now(ServerText.dirs(reports.files()));
      case HASH -> now(ServerText.hash(reports.digests()));
      case CONS -> reports.connections().thenApply(ConnectionText::cons);
      case CRST -> reports.resetConnections().thenApply(done -> "Connection stats reset.\n");
      case SRST -> reports.resetServer().thenApply(done -> "Server stats reset.\n");
      case DUMP ->
          reports
              .server()
              .thenCombine(
                  reports.sessions(), (s, sessions) -> SessionText.dump(s.mode(), sessions));
      case WCHS -> reports.watches().thenApply(WatchText::wchs);
      case WCHC -> reports.watches().thenApply(WatchText::wchc);
      case WCHP -> reports.watches().thenApply(WatchText::wchp);
      case RUOK, ISRO, ENVI, GTMK, STMK ->
          throw new IllegalArgumentException(word + " is answered whether serving or not");
    };
  }

  private String environment() {
    StringBuilder text = new StringBuilder("Environment:\n");
    text.append("zookeeper.version=").append(version.text()).append('\n');
    Environment.current()
        .forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    return text.toString();
  }

  private String setTraceMask(long mask) {
    traceMask.set(mask);
    return Long.toString(mask);
  }

  private static CompletionStage<String> now(String text) {
    return CompletableFuture.completedStage(text);
  }
}
