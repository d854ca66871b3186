package io.paddock.discovery.treetext;

/**
 * Something that is wrong with a text.
 *
 * @param line counted from 1
 * @param column counted from 1, in characters
 * @param message what is wrong there
 */
public record Problem(int line, int column, String message) {
  /** {@code line 3, column 7: duplicate property threads}. */
  @Override
  public String toString() {
    return "line " + line + ", column " + column + ": " + message;
  }
}
