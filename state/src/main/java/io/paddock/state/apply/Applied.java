package io.paddock.state.apply;

import io.paddock.state.command.Change;
import io.paddock.state.command.Outcome;
import io.paddock.state.quota.QuotaNotice;
import java.util.List;

/**
 * What applying one command gave.
 *
 * @param state the next state; the same object if nothing changed
 * @param changes in the order in which watchers hear of them; immutable, often empty
 * @param outcome for the sender
 * @param notices quotas that are exceeded and were not enforced; for a log line, mostly empty
 */
public record Applied(
    State state, List<Change> changes, Outcome outcome, List<QuotaNotice> notices) {
  /** Without notices. */
  public Applied(State state, List<Change> changes, Outcome outcome) {
    this(state, changes, outcome, List.of());
  }
}
