package io.paddock.server.report;

import java.util.List;

/**
 * One session that the server knows.
 *
 * @param id the session
 * @param timeoutMs as negotiated
 * @param expiresAtMs when it ends if nothing is heard, ms since the Unix epoch; only a leader
 *     knows, others say 0
 * @param ephemerals paths that it owns
 */
public record SessionReport(long id, int timeoutMs, long expiresAtMs, List<String> ephemerals) {
  public SessionReport {
    ephemerals = List.copyOf(ephemerals);
  }
}
