package io.paddock.discovery.treetext;

import java.util.List;
import java.util.stream.Collectors;

/** A text is no tree. Says all that is wrong with it. */
public final class TreeSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // An immutable list of records of text and numbers.
  private final List<Problem> problems;

  TreeSyntaxException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** In the order of the text, at least one. */
  public List<Problem> problems() {
    return problems;
  }
}
