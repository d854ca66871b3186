package io.paddock.server.config;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a connection may say instead of a handshake (spec/operations.md, section 4; spec/wire.md,
 * section 3).
 */
public enum FourLetterWord {
  CONF,
  CONS,
  CRST,
  DIRS,
  DUMP,
  ENVI,
  GTMK,
  HASH,
  ISRO,
  MNTR,
  RUOK,
  SRST,
  SRVR,
  STAT,
  /** The only word with an argument: 8 bytes, a long. */
  STMK,
  WCHC,
  WCHP,
  WCHS;

  /**
   * The first four bytes of what telnet sends when it closes: no word, but no frame length either.
   */
  public static final int TELNET_CLOSE = 0xfff4fffd;

  private static final Map<Integer, FourLetterWord> BY_BYTES = new HashMap<>();

  static {
    for (FourLetterWord each : values()) {
      byte[] ascii = each.text().getBytes(StandardCharsets.US_ASCII);
      BY_BYTES.put(ascii[0] << 24 | ascii[1] << 16 | ascii[2] << 8 | ascii[3], each);
    }
  }

  /**
   * The word for the first four bytes of a connection, read as a big-endian int, or null if they
   * are none.
   */
  public static @Nullable FourLetterWord of(int firstFourBytes) {
    return BY_BYTES.get(firstFourBytes);
  }

  /** The word with this text, in lower case, or null if there is none. */
  public static @Nullable FourLetterWord named(String text) {
    for (FourLetterWord each : values()) {
      if (each.text().equals(text)) {
        return each;
      }
    }
    return null;
  }

  /** The word as it is sent. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Bytes that follow the word and belong to it: 8 or 0. */
  public int argumentBytes() {
    return this == STMK ? Long.BYTES : 0;
  }
}
