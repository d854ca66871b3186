package io.paddock.state.tree;

import java.nio.charset.StandardCharsets;

/**
 * A path as the tree knows paths: UTF-8 bytes. Need not be well-formed, and then leads to no znode.
 */
public final class TreePath {
  private final byte[] bytes;
  private final int foreign; // index of the first byte of something that no name can hold

  private TreePath(byte[] bytes, int foreign) {
    this.bytes = bytes;
    this.foreign = foreign;
  }

  /** The path with this text. */
  public static TreePath of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new TreePath(bytes, foreign(text, bytes));
  }

  // A surrogate is encoded as a question mark if it is alone; so a text of one byte a character
  // and without question marks has none. Names have no surrogates (spec/semantics.md, section 2).
  private static int foreign(String text, byte[] bytes) {
    if (bytes.length == text.length() && !hasMark(bytes)) {
      return bytes.length;
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return text.substring(0, i).getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return bytes.length;
  }

  private static boolean hasMark(byte[] bytes) {
    for (byte each : bytes) {
      if (each == '?') {
        return true;
      }
    }
    return false;
  }

  /** Its bytes; not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** The number of bytes. */
  public int size() {
    return bytes.length;
  }

  /** Whether something that no name can hold comes before this index. */
  boolean isForeignBefore(int index) {
    return foreign < index;
  }

  /** Index of the last slash, or -1. */
  int lastSlash() {
    int at = bytes.length - 1;
    while (at >= 0 && bytes[at] != '/') {
      at--;
    }
    return at;
  }

  /** Index of the first slash at or after this index, or the size if there is none. */
  public int slashFrom(int index) {
    int at = index;
    while (at < bytes.length && bytes[at] != '/') {
      at++;
    }
    return at;
  }

  /** The text of the bytes before this index. */
  public String upTo(int index) {
    return new String(bytes, 0, index, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
