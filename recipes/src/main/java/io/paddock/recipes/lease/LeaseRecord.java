package io.paddock.recipes.lease;

import io.paddock.protocol.message.Data;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who has a lease until when, as Kazoo writes it: a JSON object of a version, the holder, and the
 * end in UTC by whole seconds.
 */
record LeaseRecord(String holder, Instant end) {
  private static final int VERSION = 1;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final Pattern NUMBER = Pattern.compile("\"version\"\\s*:\\s*(\\d{1,9})");
  private static final int HEX = 16;
  private static final int HEX_DIGITS = 4;

  Data data() {
    return Data.of(
        "{\"version\": %d, \"holder\": \"%s\", \"end\": \"%s\"}"
            .formatted(VERSION, escaped(holder), TIME.format(end)));
  }

  /** Empty if it is of another version, or cannot be read: somebody else's matter then. */
  static Optional<LeaseRecord> read(String json) {
    Matcher version = NUMBER.matcher(json);
    Optional<String> holder = text(json, "holder");
    Optional<String> end = text(json, "end");
    boolean known = version.find() && Integer.parseInt(version.group(1)) == VERSION;
    if (!known || holder.isEmpty() || end.isEmpty()) {
      return Optional.empty();
    }
    try {
      Instant until = LocalDateTime.parse(end.get(), TIME).toInstant(ZoneOffset.UTC);
      return Optional.of(new LeaseRecord(holder.get(), until));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(String json, String key) {
    Matcher matcher =
        Pattern.compile("\"" + key + "\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(json);
    return matcher.find() ? Optional.of(unescaped(matcher.group(1))) : Optional.empty();
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String unescaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        out.append(c);
        continue;
      }
      char next = text.charAt(++i);
      if (next == 'u' && i + HEX_DIGITS < text.length()) {
        out.append((char) Integer.parseInt(text.substring(i + 1, i + 1 + HEX_DIGITS), HEX));
        i += HEX_DIGITS;
      } else {
        int control = "nrtbf".indexOf(next);
        out.append(control < 0 ? next : "\n\r\t\b\f".charAt(control));
      }
    }
    return out.toString();
  }
}
