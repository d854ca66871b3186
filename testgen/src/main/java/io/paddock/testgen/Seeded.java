package io.paddock.testgen;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A source of random values that its seed decides completely: the same seed and the same calls give
 * the same values on every machine. Values lean towards the edges (0, -1, extremes, empty), where
 * mistakes are.
 *
 * <p>A test hands its body to {@link #check}. If a run fails, the error names the seed; {@code
 * -Dpaddock.seed=0x…} then repeats exactly that run. {@code -Dpaddock.runs=10} makes every check
 * ten times as long.
 *
 * <p>Thread: the one that created it.
 */
public final class Seeded {
  /** System property: run each check once, with this seed (decimal or 0x…). */
  public static final String SEED_PROPERTY = "paddock.seed";

  /** System property: factor for the number of runs, 1 if unset. */
  public static final String RUNS_PROPERTY = "paddock.runs";

  private static final int[] EDGE_INTS = {
    0, 1, -1, 2, -2, 7, -7, 127, 128, 255, 256, 65535, 65536, Integer.MAX_VALUE, Integer.MIN_VALUE
  };
  private static final long[] EDGE_LONGS = {
    0,
    1,
    -1,
    2,
    -2,
    0xffL,
    0xffff_ffffL,
    1L << 32,
    1L << 40,
    (1L << 40) - 1,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };
  // One of each kind that text code trips over: NUL, controls, dots and slashes, two- and
  // three-byte
  // letters, combining, right-to-left, lone surrogates, private use, non-characters, the
  // replacement
  // character, an emoji.
  private static final String[] NASTY = {
    "\u0000",
    "\u0001",
    "\n",
    "\u001f",
    "\u007f",
    "\u0080",
    "\u009f",
    "/",
    "//",
    ".",
    "..",
    "/./",
    "/../",
    " ",
    "%",
    ":",
    ",",
    "=",
    "\"",
    "\\",
    "\u00e9",
    "\u00df",
    "\u4e2d",
    "e\u0301",
    "\u05d0",
    "\u202e",
    "\ud800",
    "\udc00",
    "\ue000",
    "\uf8ff",
    "\ufdd0",
    "\ufeff",
    "\ufff0",
    "\ufffd",
    "\uffff",
    "\ud83d\ude00"
  };

  private final long seed;
  private final SplittableRandom random;

  /** A source whose values follow from {@code seed} alone. */
  public Seeded(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /** What a check does in one run. */
  @FunctionalInterface
  public interface Body {
    /** One run; fails by throwing anything. */
    void run(Seeded random) throws Exception;
  }

  /**
   * Runs {@code body} with {@code runs} different seeds, new ones each time the test is started.
   *
   * @throws AssertionError with the seed of the first run that threw, and its exception as the
   *     cause
   */
  public static void check(String name, int runs, Body body) {
    String fixed = System.getProperty(SEED_PROPERTY);
    if (fixed != null) {
      runOnce(name, Long.decode(fixed), body);
      return;
    }
    long base = System.nanoTime() ^ ((long) name.hashCode() << 32);
    SplittableRandom seeds = new SplittableRandom(base);
    long total = (long) runs * Integer.getInteger(RUNS_PROPERTY, 1);
    for (long i = 0; i < total; i++) {
      // Positive, so that its hexadecimal form goes through Long.decode.
      runOnce(name, seeds.nextLong() >>> 1, body);
    }
  }

  private static void runOnce(String name, long seed, Body body) {
    try {
      body.run(new Seeded(seed));
    } catch (Exception | AssertionError e) {
      String replay = String.format("-D%s=0x%x", SEED_PROPERTY, seed);
      throw new AssertionError(name + " failed; repeat with " + replay + "\n" + e.getMessage(), e);
    }
  }

  /** The seed that decides everything that comes out of this source. */
  public long seed() {
    return seed;
  }

  /** A source of its own, for a part whose number of draws must not shift the others. */
  public Seeded split() {
    return new Seeded(random.nextLong());
  }

  /** A number from {@code from} to {@code to}, both included, all equally likely. */
  public int between(int from, int to) {
    return (int) random.nextLong(from, to + 1L);
  }

  /** An index from 0 up to, not including, {@code bound}. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** True in {@code percent} of 100 cases. */
  public boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** True or false, equally likely. */
  public boolean flip() {
    return random.nextBoolean();
  }

  /** Any int, one in three from the edges. */
  public int anyInt() {
    return below(3) == 0 ? EDGE_INTS[below(EDGE_INTS.length)] : random.nextInt();
  }

  /** Any long, one in three from the edges. */
  public long anyLong() {
    return below(3) == 0 ? EDGE_LONGS[below(EDGE_LONGS.length)] : random.nextLong();
  }

  /** Exactly {@code length} bytes. */
  public byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** 0 to {@code lengthMax} bytes, the short ones likelier. */
  public byte[] bytesUpTo(int lengthMax) {
    return bytes(size(lengthMax));
  }

  /** A count from 0 to {@code max}: half of them below an eighth of it, and the two ends often. */
  public int size(int max) {
    return switch (below(8)) {
      case 0 -> 0;
      case 1 -> max;
      case 2, 3, 4, 5 -> below(max / 8 + 1);
      default -> below(max + 1);
    };
  }

  /** 0 to {@code lengthMax} printable ASCII characters. */
  public String ascii(int lengthMax) {
    return text(size(lengthMax), r -> Character.toString((char) r.between(' ', '~')));
  }

  /** 1 to {@code lengthMax} lower-case letters: a name. */
  public String name(int lengthMax) {
    return text(between(1, lengthMax), r -> Character.toString((char) r.between('a', 'z')));
  }

  /** 0 to {@code lengthMax} Unicode characters of all planes, no surrogate alone. */
  public String unicode(int lengthMax) {
    return text(size(lengthMax), Seeded::character);
  }

  /**
   * 0 to {@code lengthMax} pieces of what text code trips over, lone surrogates and NUL included.
   */
  public String nasty(int lengthMax) {
    return text(size(lengthMax), r -> r.below(3) == 0 ? r.character() : r.pick(NASTY));
  }

  private String character() {
    int point =
        switch (below(4)) {
          case 0 -> between(' ', '~');
          case 1 -> between(0x80, 0x7ff);
          case 2 -> between(0x800, 0xd7ff);
          default -> between(0x10000, Character.MAX_CODE_POINT);
        };
    return Character.toString(point);
  }

  private String text(int length, Function<Seeded, String> piece) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(piece.apply(this));
    }
    return text.toString();
  }

  /** One of {@code choices}, all equally likely. */
  @SafeVarargs
  public final <T> T pick(T... choices) {
    return choices[below(choices.length)];
  }

  /** One of {@code choices}, all equally likely; there must be one. */
  public <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /** An index into {@code weights}, with a probability in proportion to the weight there. */
  public int weighted(int... weights) {
    int total = 0;
    for (int weight : weights) {
      total += weight;
    }
    int left = below(total);
    int index = 0;
    while (left >= weights[index]) {
      left -= weights[index++];
    }
    return index;
  }

  /** 0 to {@code sizeMax} elements. */
  public <T> List<T> list(int sizeMax, Function<Seeded, T> element) {
    int size = size(sizeMax);
    List<T> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(element.apply(this));
    }
    return list;
  }

  /** Null in {@code percent} of 100 cases, else what {@code value} makes. */
  public <T> @Nullable T orNull(int percent, Function<Seeded, T> value) {
    return chance(percent) ? null : value.apply(this);
  }

  /** A new list of the same elements in another order. */
  public <T> List<T> shuffled(List<T> elements) {
    List<T> list = new ArrayList<>(elements);
    for (int i = list.size() - 1; i > 0; i--) {
      int j = below(i + 1);
      T moved = list.get(i);
      list.set(i, list.get(j));
      list.set(j, moved);
    }
    return list;
  }
}
