package io.paddock.discovery.treetext;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Writes a value so that {@link LiteralReader} and Python read it. Pure. */
final class LiteralText {
  private LiteralText() {}

  static String of(@Nullable Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof Boolean truth) {
      return truth ? "True" : "False";
    }
    if (value instanceof String text) {
      return quoted(text);
    }
    if (value instanceof List<?> list) {
      StringJoiner items = new StringJoiner(", ", "[", "]");
      list.forEach(each -> items.add(of(each)));
      return items.toString();
    }
    if (value instanceof Map<?, ?> map) {
      StringJoiner items = new StringJoiner(", ", "{", "}");
      map.forEach((name, each) -> items.add(quoted(String.valueOf(name)) + ": " + of(each)));
      return items.toString();
    }
    return value.toString().toLowerCase(Locale.ROOT);
  }

  private static String quoted(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder quoted = new StringBuilder().append(quote);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c == quote) {
            quoted.append('\\').append(c);
          } else if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == '\u2028' || c == '\u2029') {
            quoted.append(String.format("\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append(quote).toString();
  }
}
