package io.paddock.state.apply;

import io.paddock.state.command.Change;
import io.paddock.state.command.Outcome;
import java.util.List;

/**
 * What applying one command gave.
 *
 * @param state the next state; the same object if nothing changed
 * @param changes in the order in which watchers hear of them; immutable, often empty
 * @param outcome for the sender
 */
public record Applied(State state, List<Change> changes, Outcome outcome) {}
