package io.paddock.discovery.treetext;

import org.jspecify.annotations.Nullable;

/** Single values as they stand in the text of a tree. Pure. */
public final class Literals {
  private Literals() {}

  /**
   * The value of a text such as {@code 3}, {@code 'red'} or {@code [1, 2]}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static @Nullable Object read(String text) {
    try {
      return LiteralReader.read(text);
    } catch (LiteralException e) {
      throw new IllegalArgumentException(
          text + ": column " + (e.index() + 1) + ": " + e.getMessage(), e);
    }
  }

  /** A value so that {@link #read} gives it again. */
  public static String write(@Nullable Object value) {
    return LiteralText.of(value);
  }
}
