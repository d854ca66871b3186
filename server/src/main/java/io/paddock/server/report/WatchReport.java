package io.paddock.server.report;

import java.util.List;

/**
 * The data watches (data, exists, persistent, recursive) of one session on this server.
 *
 * @param session the watching session
 * @param paths each once
 */
public record WatchReport(long session, List<String> paths) {
  public WatchReport {
    paths = List.copyOf(paths);
  }
}
