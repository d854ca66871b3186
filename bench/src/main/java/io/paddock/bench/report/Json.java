package io.paddock.bench.report;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes maps, lists, numbers, strings, booleans and null as indented JSON: all that a report
 * needs.
 */
public final class Json {
  private static final String INDENT = "  ";

  private Json() {}

  /**
   * The text of one value, ending in a newline.
   *
   * @param value a map with strings as keys, a list, a number, a string, a boolean, or null;
   *     numbers that JSON has no form for, such as NaN, become null
   */
  public static String text(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    write(out, value, "\n");
    return out.append('\n').toString();
  }

  private static void write(StringBuilder out, @Nullable Object value, String newline) {
    if (value instanceof Map<?, ?> map) {
      writeMap(out, map, newline);
    } else if (value instanceof List<?> list) {
      writeList(out, list, newline);
    } else if (value instanceof Double number) {
      out.append(Double.isFinite(number) ? number.toString() : "null");
    } else if (value == null || value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else {
      writeString(out, value.toString());
    }
  }

  private static void writeMap(StringBuilder out, Map<?, ?> map, String newline) {
    out.append('{');
    for (Iterator<? extends Map.Entry<?, ?>> it = map.entrySet().iterator(); it.hasNext(); ) {
      Map.Entry<?, ?> each = it.next();
      out.append(newline).append(INDENT);
      writeString(out, String.valueOf(each.getKey()));
      out.append(": ");
      write(out, each.getValue(), newline + INDENT);
      out.append(it.hasNext() ? "," : newline);
    }
    out.append('}');
  }

  private static void writeList(StringBuilder out, List<?> list, String newline) {
    out.append('[');
    for (Iterator<?> it = list.iterator(); it.hasNext(); ) {
      out.append(newline).append(INDENT);
      write(out, it.next(), newline + INDENT);
      out.append(it.hasNext() ? "," : newline);
    }
    out.append(']');
  }

  private static void writeString(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> out.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
      }
    }
    out.append('"');
  }
}
