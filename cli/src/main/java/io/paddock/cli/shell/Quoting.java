package io.paddock.cli.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a line into words, at blanks outside of single and double quotes. In double quotes a
 * backslash stands before a quote or a backslash. Pure.
 */
final class Quoting {
  private Quoting() {}

  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          if (quote == '"' && isEscape(line, i)) {
            i++;
          }
          word.append(line.charAt(i));
        }
      } else if (Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
        }
        inWord = false;
      } else {
        inWord = true;
        if (c == '"' || c == '\'') {
          quote = c;
        } else {
          word.append(c);
        }
      }
    }
    if (quote != 0) {
      throw new UsageException("a " + quote + " is not closed");
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }

  private static boolean isEscape(String line, int at) {
    return line.charAt(at) == '\\'
        && at + 1 < line.length()
        && (line.charAt(at + 1) == '"' || line.charAt(at + 1) == '\\');
  }
}
