package io.paddock.client.api;

import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.StepResult;
import java.util.AbstractList;
import java.util.List;

/** What came of {@link Reads}, one result for each, in order. Immutable. */
public final class ReadResults extends AbstractList<StepResult> {
  private final List<String> paths;
  private final List<StepResult> results;

  /** The results of reads of these paths. */
  public ReadResults(List<String> paths, List<StepResult> results) {
    this.paths = List.copyOf(paths);
    this.results = List.copyOf(results);
  }

  /**
   * The znode that the read with this index, from 0, has found; its refusal is thrown.
   *
   * @throws IllegalArgumentException if that one did not ask for a znode
   */
  public Node node(int index) {
    if (found(index) instanceof StepResult.DataRead read) {
      return new Node(paths.get(index), read.data(), read.stat());
    }
    throw new IllegalArgumentException("read " + index + " asked for children");
  }

  /**
   * The children that the read with this index, from 0, has found; its refusal is thrown.
   *
   * @throws IllegalArgumentException if that one did not ask for children
   */
  public List<String> children(int index) {
    if (found(index) instanceof StepResult.Children read) {
      return read.names();
    }
    throw new IllegalArgumentException("read " + index + " asked for a znode");
  }

  private StepResult found(int index) {
    StepResult result = results.get(index);
    if (result instanceof StepResult.Failed failed) {
      throw RefusedException.of("read", paths.get(index), ErrorCode.of(failed.err()));
    }
    return result;
  }

  @Override
  public StepResult get(int index) {
    return results.get(index);
  }

  @Override
  public int size() {
    return results.size();
  }
}
