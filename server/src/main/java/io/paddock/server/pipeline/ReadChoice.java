package io.paddock.server.pipeline;

import io.paddock.protocol.message.Data;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a client wants its reads. It says so with an auth packet of scheme {@code paddock}, which
 * every client library can send and sends again when it reconnects; the packet adds no identity.
 */
enum ReadChoice {
  /** From what this server has applied: quick, and perhaps a moment old. */
  LOCAL,
  /** From what was committed anywhere before the read came. */
  LINEARIZABLE;

  /** The scheme of the auth packet. */
  static final String SCHEME = "paddock";

  private final String text = "reads=" + name().toLowerCase(Locale.ROOT);

  /** What an auth packet says, or null if it says neither. */
  static @Nullable ReadChoice of(@Nullable Data auth) {
    String said = auth == null ? "" : auth.asText();
    for (ReadChoice each : values()) {
      if (each.text.equals(said)) {
        return each;
      }
    }
    return null;
  }
}
