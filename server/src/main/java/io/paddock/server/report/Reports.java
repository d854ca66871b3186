package io.paddock.server.report;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Where the figures come from. Connections and watches belong to their event loops, so those
 * answers are gathered and come later; nobody waits for them.
 *
 * <p>Thread: any; no method blocks. If the server stops meanwhile a stage completes exceptionally
 * or never.
 */
public interface Reports {
  /** Whether requests are served; without it most words say so and nothing else. */
  boolean isServing();

  /** Whether only reads are served. */
  boolean isReadOnly();

  /** The port on which plain clients connect, or -1 if there is none. */
  int clientPort();

  /** The port on which only encrypted clients connect, or -1 if there is none. */
  int secureClientPort();

  /** The members in force as {@code /zookeeper/config} has them; empty on a standalone server. */
  String membership();

  /** The server as a whole. */
  CompletionStage<ServerReport> server();

  /** All connections of this server, the one that asks included. */
  CompletionStage<List<ConnectionReport>> connections();

  /** The data watches of this server, one entry a session that has some. */
  CompletionStage<List<WatchReport>> watches();

  /** The sessions that this server knows. */
  CompletionStage<List<SessionReport>> sessions();

  /** Bytes on disk. */
  FilesReport files();

  /** The newest digests of the state, oldest first; may be empty. */
  List<DigestReport> digests();

  /** Further figures for {@code mntr}; may be empty. */
  List<MetricReport> metrics();

  /** Sets the figures of {@link TrafficReport} back; completes when all loops have done so. */
  CompletionStage<Void> resetServer();

  /** Sets the figures of every connection back; completes when all loops have done so. */
  CompletionStage<Void> resetConnections();
}
