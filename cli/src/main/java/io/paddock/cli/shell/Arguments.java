package io.paddock.cli.shell;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What followed a word.
 *
 * @param flags options without a value, such as {@code -s}
 * @param values of options that have one
 * @param words all else, in order
 */
record Arguments(Set<String> flags, Map<String, String> values, List<String> words) {
  Arguments {
    flags = Set.copyOf(flags);
    values = Map.copyOf(values);
    words = List.copyOf(words);
  }

  boolean has(String option) {
    return flags.contains(option) || values.containsKey(option);
  }

  /** The first word: a path that may be one; {@link UsageException} else. */
  String path() {
    return Paths.checked(words.get(0));
  }

  /** The number after an option, or another one if it was not given. */
  long number(String option, long otherwise) {
    String text = values.get(option);
    if (text == null) {
      return otherwise;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new UsageException(option + " wants a number, not " + text);
    }
  }

  /** The version after {@code -v}, or -1 for any. */
  int version() {
    long version = number("-v", -1);
    if (version < Integer.MIN_VALUE || version > Integer.MAX_VALUE) {
      throw new UsageException("-v " + version + " is no version");
    }
    return (int) version;
  }
}
