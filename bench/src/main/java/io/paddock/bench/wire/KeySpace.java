package io.paddock.bench.wire;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The znodes that a load works on: {@code znodes} of them, spread evenly under {@code parents}.
 *
 * <p>Every name has a fixed width, so that a frame for any of them differs from the template in
 * digits alone: {@code /bench/p00007/n0000001234}. Ten digits are what a server appends to a
 * sequential name too (spec/semantics.md), so those paths have the same shape.
 *
 * @param root absolute path in ASCII of the znode above all parents, created when it is missing
 * @param parents number of parents, 1 to 99,999
 * @param znodes number of znodes under all parents together, 0 to 999,999,999
 * @param valueSize bytes of data of each znode
 */
public record KeySpace(String root, int parents, int znodes, int valueSize) {
  /** Largest number of parents that fits the fixed width of a name. */
  public static final int PARENTS_MAX = 99_999;

  /** Largest number of znodes. */
  public static final int ZNODES_MAX = 999_999_999;

  /**
   * Largest value that fits into a request with default server settings, spec/wire.md section 2.
   */
  public static final int VALUE_BYTES_MAX = 1_048_000;

  // One byte for each character, so that offsets in a path are offsets in a frame.
  private static final Pattern ROOT_FORM = Pattern.compile("(/[!-.0-~]+)+");

  static final int PARENT_DIGITS = 5;
  static final int NAME_DIGITS = 10;

  /** Checks the ranges, so that no frame overflows its fixed width later. */
  public KeySpace {
    require(ROOT_FORM.matcher(root).matches(), "root '" + root + "'");
    require(parents >= 1 && parents <= PARENTS_MAX, "parents " + parents);
    require(znodes >= 0 && znodes <= ZNODES_MAX, "znodes " + znodes);
    require(valueSize >= 0 && valueSize <= VALUE_BYTES_MAX, "value size " + valueSize);
  }

  /** The same shape below another root. */
  public KeySpace under(String otherRoot) {
    return new KeySpace(otherRoot, parents, znodes, valueSize);
  }

  /** Path of one parent. */
  public String parentPath(int parent) {
    return String.format(Locale.ROOT, "%s/p%05d", root, parent);
  }

  /** Path of one znode; its parent is its index modulo the number of parents. */
  public String znodePath(NameLetter letter, long index) {
    String parent = parentPath((int) (index % parents));
    return String.format(Locale.ROOT, "%s/%c%010d", parent, letter.letter(), index);
  }

  /** Offset of the parent's digits in every path below the root. */
  int parentDigitsOffset() {
    return root.length() + 2;
  }

  /** Offset of the name's digits in every path of a znode. */
  int nameDigitsOffset() {
    return parentDigitsOffset() + PARENT_DIGITS + 2;
  }

  /** The parent in a path of this key space that begins at {@code path} in {@code in}. */
  public int parentAt(ByteBuffer in, int path) {
    return (int) number(in, path + parentDigitsOffset(), PARENT_DIGITS);
  }

  /** The number in the name of a path of this key space that begins at {@code path}. */
  public long nameAt(ByteBuffer in, int path) {
    return number(in, path + nameDigitsOffset(), NAME_DIGITS);
  }

  private static long number(ByteBuffer in, int offset, int digits) {
    long number = 0;
    for (int i = offset; i < offset + digits; i++) {
      number = number * 10 + (in.get(i) - '0');
    }
    return number;
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new IllegalArgumentException("out of range: " + what);
    }
  }
}
