package io.paddock.client.api;

import io.paddock.protocol.message.Stat;
import io.paddock.protocol.message.StepResult;
import java.util.AbstractList;
import java.util.List;

/** What the steps of a transaction have done, one result for each, in order. Immutable. */
public final class TransactionResults extends AbstractList<StepResult> {
  private final List<StepResult> results;

  /** Results with the paths of the client's tree. */
  public TransactionResults(List<StepResult> results) {
    this.results = List.copyOf(results);
  }

  /**
   * What the create with this index, from 0, has made.
   *
   * @throws IllegalArgumentException if that step was no create
   */
  public Created created(int step) {
    if (results.get(step) instanceof StepResult.CreatedStat made) {
      return new Created(made.path(), made.stat());
    }
    throw new IllegalArgumentException("step " + step + " was no create");
  }

  /**
   * The Stat after the create or set with this index, from 0.
   *
   * @throws IllegalArgumentException if that step was another one
   */
  public Stat stat(int step) {
    return results.get(step) instanceof StepResult.DataSet set ? set.stat() : created(step).stat();
  }

  @Override
  public StepResult get(int step) {
    return results.get(step);
  }

  @Override
  public int size() {
    return results.size();
  }
}
