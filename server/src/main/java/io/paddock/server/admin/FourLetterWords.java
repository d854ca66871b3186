package io.paddock.server.admin;

import io.paddock.server.config.FourLetterWord;
import io.paddock.server.config.ServerConfig;
import io.paddock.server.report.Reports;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Answers four-letter words with text (spec/operations.md, section 4).
 *
 * <p>Thread: any; nothing here blocks.
 */
public final class FourLetterWords {
  private final ServerConfig config;
  private final Reports reports;

  /** Answers with the figures of {@code reports}. */
  public FourLetterWords(ServerConfig config, Reports reports) {
    this.config = config;
    this.reports = reports;
  }

  /**
   * The whole answer, after which the connection closes; completes when the figures are there.
   *
   * @param word what the connection said
   * @param argument the 8 bytes after {@code stmk}; any other word ignores it
   */
  public CompletionStage<String> answer(FourLetterWord word, long argument) {
    if (!config.words().contains(word)) {
      return CompletableFuture.completedStage(
          word.text() + " is not executed because it is not in the whitelist.\n");
    }
    return CompletableFuture.completedStage(reports.isServing() ? "" : "null");
  }
}
