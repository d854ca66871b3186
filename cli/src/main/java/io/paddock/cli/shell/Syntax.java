package io.paddock.cli.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a word is written. Options may stand anywhere behind it, and letters of flags may be joined,
 * as in ZooKeeper's shell.
 *
 * @param parameters as the usage line shows them; options without a value in it as {@code [-s]},
 *     with one as {@code [-v version]}, other words without a dash
 * @param wordsMin how many words must follow
 * @param wordsMax how many may
 */
record Syntax(String name, String parameters, String summary, int wordsMin, int wordsMax) {
  /** The usage line. */
  String usage() {
    return parameters.isEmpty() ? name : name + " " + parameters;
  }

  /** Reads what follows the word; {@link UsageException} if it does not fit. */
  Arguments parse(List<String> typed) {
    Set<String> flags = new LinkedHashSet<>();
    Map<String, String> values = new LinkedHashMap<>();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < typed.size(); i++) {
      String each = typed.get(i);
      if (!isOption(each)) {
        words.add(each);
      } else if (isFlag(each)) {
        flags.add(each);
      } else if (takesValue(each) && i + 1 < typed.size()) {
        i++;
        values.put(each, typed.get(i));
      } else if (isJoined(each)) {
        each.substring(1).chars().forEach(c -> flags.add("-" + (char) c));
      } else {
        throw new UsageException(usage());
      }
    }
    if (words.size() < wordsMin || words.size() > wordsMax) {
      throw new UsageException(usage());
    }
    return new Arguments(flags, values, words);
  }

  private static boolean isOption(String typed) {
    return typed.length() > 1 && typed.charAt(0) == '-' && !Character.isDigit(typed.charAt(1));
  }

  private boolean isFlag(String option) {
    return parameters.contains("[" + option + "]");
  }

  private boolean takesValue(String option) {
    return parameters.contains("[" + option + " ");
  }

  private boolean isJoined(String option) {
    return option.substring(1).chars().allMatch(c -> isFlag("-" + (char) c));
  }
}
