package io.paddock.discovery.treetext;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a value: what Python and JSON both or either call a literal. Numbers, strings in single or
 * double quotes, True, False, None, true, false, null, and lists, tuples and dicts of them; behind
 * it a remark. Nothing is evaluated: {@code 2 * 3} is an error.
 *
 * <p>Thread: one.
 */
final class LiteralReader {
  private static final int DEPTH_MAX = 100;
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:0[xX][0-9a-fA-F]+|(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)[lL]?");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

  private final String text;
  private int at;

  private LiteralReader(String text) {
    this.text = text;
  }

  /** The value that is all of the text but blanks and a remark; null for None. */
  static @Nullable Object read(String text) throws LiteralException {
    LiteralReader reader = new LiteralReader(text);
    Object value = reader.value(0);
    reader.skipBlanks();
    if (reader.at < text.length() && text.charAt(reader.at) != '#') {
      throw reader.error("only literal values can stand here, not expressions");
    }
    return value;
  }

  private LiteralException error(String message) {
    return new LiteralException(at, message);
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private char peek() {
    skipBlanks();
    return at < text.length() ? text.charAt(at) : 0;
  }

  private @Nullable Object value(int depth) throws LiteralException {
    if (depth > DEPTH_MAX) {
      throw error("more than " + DEPTH_MAX + " brackets within each other");
    }
    char c = peek();
    if (isQuoteAhead()) {
      return strings();
    }
    return switch (c) {
      case 0 -> throw error("a value is missing");
      case '[' -> items(']', depth);
      case '(' -> tuple(depth);
      case '{' -> dict(depth);
      default -> Character.isLetter(c) || c == '_' ? word() : number();
    };
  }

  // ---- numbers and words

  private Object number() throws LiteralException {
    Matcher matcher = NUMBER.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw error("this is no literal value");
    }
    String digits = matcher.group().toLowerCase(Locale.ROOT);
    int from = at;
    at = matcher.end();
    if (at < text.length() && (isWordPart(text.charAt(at)) || text.charAt(at) == '.')) {
      at = from;
      throw error("this is no number");
    }
    boolean hex = digits.contains("0x");
    if (!hex && (digits.contains(".") || digits.contains("e"))) {
      return finite(digits, from);
    }
    String bare = digits.replace("l", "").replace("0x", "").replace("+", "");
    return smallest(new BigInteger(bare, hex ? 16 : 10));
  }

  private Double finite(String digits, int from) throws LiteralException {
    double value = digits.endsWith("l") ? Double.NaN : Double.parseDouble(digits);
    if (!Double.isFinite(value)) {
      at = from;
      throw error("this is no number that JSON has");
    }
    return value;
  }

  private static Object smallest(BigInteger value) {
    if (value.bitLength() < Integer.SIZE) {
      return value.intValue();
    }
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  private @Nullable Object word() throws LiteralException {
    Matcher matcher = WORD.matcher(text).region(at, text.length());
    String word = matcher.lookingAt() ? matcher.group() : text.substring(at, at + 1);
    Object value =
        switch (word) {
          case "True", "true" -> true;
          case "False", "false" -> false;
          case "None", "null" -> null;
          default -> throw error(word + " is no literal value; a string stands between quotes");
        };
    at = matcher.end();
    return value;
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  // ---- strings

  private boolean isQuoteAhead() {
    int quote = quoteIndex();
    return quote >= 0;
  }

  // Where the quote is that opens a string here, behind a prefix or not; -1 if there is none.
  private int quoteIndex() {
    skipBlanks();
    int i = at;
    if (i < text.length() && "uUbBrR".indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return i < text.length() && (text.charAt(i) == '\'' || text.charAt(i) == '"') ? i : -1;
  }

  // Python joins strings that stand beside each other.
  private String strings() throws LiteralException {
    StringBuilder all = new StringBuilder();
    while (isQuoteAhead()) {
      int quote = quoteIndex();
      boolean raw = quote > at && Character.toLowerCase(text.charAt(at)) == 'r';
      at = quote;
      string(all, raw);
    }
    return all.toString();
  }

  private void string(StringBuilder into, boolean raw) throws LiteralException {
    int from = at;
    char quote = text.charAt(at++);
    while (at < text.length() && text.charAt(at) != quote) {
      char c = text.charAt(at++);
      if (c != '\\' || at == text.length()) {
        into.append(c);
      } else if (raw) {
        into.append(c).append(text.charAt(at++));
      } else {
        escape(into);
      }
    }
    if (at == text.length()) {
      at = from;
      throw error("the string has no end");
    }
    at++;
  }

  private void escape(StringBuilder into) throws LiteralException {
    char c = text.charAt(at++);
    switch (c) {
      case 'n' -> into.append('\n');
      case 't' -> into.append('\t');
      case 'r' -> into.append('\r');
      case 'b' -> into.append('\b');
      case 'f' -> into.append('\f');
      case '0' -> into.append('\0');
      case '\\', '\'', '"', '/' -> into.append(c);
      case 'x' -> into.appendCodePoint(hex(2));
      case 'u' -> into.appendCodePoint(hex(4));
      case 'U' -> into.appendCodePoint(hex(8));
      default -> into.append('\\').append(c);
    }
  }

  private int hex(int digits) throws LiteralException {
    int end = at + digits;
    try {
      int value = Integer.parseInt(text.substring(at, end), 16);
      if (Character.isValidCodePoint(value)) {
        at = end;
        return value;
      }
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      // Said below.
    }
    throw error("here " + digits + " hex digits of a character must stand");
  }

  // ---- lists, tuples, dicts

  private @Nullable Object tuple(int depth) throws LiteralException {
    int from = at;
    List<@Nullable Object> items = items(')', depth);
    boolean comma = text.substring(from, at - 1).stripTrailing().endsWith(",");
    // Brackets around one value are only brackets.
    return items.size() == 1 && !comma ? items.get(0) : items;
  }

  private List<@Nullable Object> items(char close, int depth) throws LiteralException {
    List<@Nullable Object> items = new ArrayList<>();
    at++;
    while (peek() != close) {
      items.add(value(depth + 1));
      separator(close);
    }
    at++;
    return items;
  }

  private Map<String, @Nullable Object> dict(int depth) throws LiteralException {
    Map<String, @Nullable Object> dict = new LinkedHashMap<>();
    at++;
    while (peek() != '}') {
      if (!isQuoteAhead()) {
        throw error("the name of a value must be a string");
      }
      int from = at;
      String name = strings();
      if (dict.containsKey(name)) {
        at = from;
        throw error("the name " + name + " is there twice");
      }
      if (peek() != ':') {
        throw error("a colon is missing");
      }
      at++;
      dict.put(name, value(depth + 1));
      separator('}');
    }
    at++;
    return dict;
  }

  private void separator(char close) throws LiteralException {
    char c = peek();
    if (c == ',') {
      at++;
    } else if (c != close) {
      throw error("a comma or " + close + " is missing");
    }
  }
}
