package io.paddock.protocol.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Text in which a character beyond U+FFFF was written as two surrogates of three bytes each, as the
 * reference writer does (spec/wire.md, section 1). Rare, so it is sought only when a plain decoder
 * has stumbled.
 */
final class SurrogateBytes {
  private static final int PAIR_BYTES = 6;

  private SurrogateBytes() {}

  /** Decodes UTF-8 in which such pairs are one character; what else is malformed is replaced. */
  static String decode(byte[] bytes, int offset, int length) {
    byte[] plain = new byte[length];
    int end = offset + length;
    int to = 0;
    for (int from = offset; from < end; ) {
      if (from + PAIR_BYTES <= end && isPair(bytes, from)) {
        to = putPoint(plain, to, Character.toCodePoint(unit(bytes, from), unit(bytes, from + 3)));
        from += PAIR_BYTES;
      } else {
        plain[to++] = bytes[from++];
      }
    }
    return new String(plain, 0, to, UTF_8);
  }

  // Sequences that begin with 0xED are the only ones whose second byte tells surrogates from other
  // characters.
  private static boolean isPair(byte[] b, int at) {
    return b[at] == (byte) 0xed
        && (b[at + 1] & 0xf0) == 0xa0
        && (b[at + 2] & 0xc0) == 0x80
        && b[at + 3] == (byte) 0xed
        && (b[at + 4] & 0xf0) == 0xb0
        && (b[at + 5] & 0xc0) == 0x80;
  }

  private static char unit(byte[] b, int at) {
    return (char) ((b[at] & 0x0f) << 12 | (b[at + 1] & 0x3f) << 6 | (b[at + 2] & 0x3f));
  }

  private static int putPoint(byte[] target, int at, int point) {
    target[at] = (byte) (0xf0 | point >> 18);
    target[at + 1] = (byte) (0x80 | (point >> 12 & 0x3f));
    target[at + 2] = (byte) (0x80 | (point >> 6 & 0x3f));
    target[at + 3] = (byte) (0x80 | (point & 0x3f));
    return at + 4;
  }
}
