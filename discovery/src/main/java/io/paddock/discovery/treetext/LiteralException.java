package io.paddock.discovery.treetext;

/** A value is no literal. */
final class LiteralException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int index;

  LiteralException(int index, String message) {
    super(message);
    this.index = index;
  }

  /** Where in the text of the value, counted from 0. */
  int index() {
    return index;
  }
}
