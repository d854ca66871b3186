package io.paddock.server.report;

import org.jspecify.annotations.Nullable;

/**
 * A member's view of its ensemble at one moment.
 *
 * @param quorumSize how many members vote
 * @param leader id of who leads, 0 if nobody is known to
 * @param leading what only the leader knows, or null if this server does not lead
 */
public record EnsembleReport(int quorumSize, int leader, @Nullable LeaderReport leading) {
  /**
   * What the leader knows of the others.
   *
   * @param followers voting members that have said lately that they are level, itself not counted
   * @param observers members without a vote that have said so
   * @param uptimeMs since it began to lead
   */
  public record LeaderReport(long followers, long observers, long uptimeMs) {}
}
