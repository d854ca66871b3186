package io.paddock.server.report;

import org.jspecify.annotations.Nullable;

/**
 * The server as a whole at one moment.
 *
 * @param mode its part
 * @param zxid of the last command applied here
 * @param uptimeMs since it began to serve
 * @param tree figures of the tree and the sessions
 * @param traffic all loops together
 * @param connections figures of the connections
 * @param proposals sizes of what a leader has proposed, or null if this server does not lead an
 *     ensemble
 * @param ensemble who is around, or null for a standalone server
 */
public record ServerReport(
    ServerMode mode,
    long zxid,
    long uptimeMs,
    TreeReport tree,
    TrafficReport traffic,
    ConnectionsReport connections,
    @Nullable SizesReport proposals,
    @Nullable EnsembleReport ensemble) {

  /**
   * The tree and the sessions.
   *
   * @param znodes number of znodes, the root counted twice (spec/semantics.md, section 1)
   * @param ephemerals number of ephemeral ones
   * @param dataBytes approximate size of paths and data
   * @param globalSessions sessions of the whole ensemble
   * @param localSessions sessions that only this server knows
   * @param watches registrations of data and child watches on this server
   */
  public record TreeReport(
      long znodes,
      long ephemerals,
      long dataBytes,
      long globalSessions,
      long localSessions,
      long watches) {}

  /**
   * The connections.
   *
   * @param alive open now, the one that asks included
   * @param outstanding requests that were read and not yet answered
   * @param rejected connections refused because of a limit, since start
   * @param dropped connections closed because of what the client did or did not do, since start
   * @param authFailures authentications refused since start
   * @param largeRefused large requests for which there was no room, since start
   */
  public record ConnectionsReport(
      long alive,
      long outstanding,
      long rejected,
      long dropped,
      long authFailures,
      long largeRefused) {}

  /** Sizes in bytes; -1 each before the first. */
  public record SizesReport(long last, long min, long max) {
    /** Nothing yet. */
    public static final SizesReport NONE = new SizesReport(-1, -1, -1);
  }
}
