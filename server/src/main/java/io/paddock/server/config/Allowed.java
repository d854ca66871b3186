package io.paddock.server.config;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What the value of a setting may be. */
sealed interface Allowed {
  /** Whether a value, trimmed, may stand there. */
  boolean accepts(String value);

  /** What may stand there, to follow "must be". */
  String text();

  /** A whole number, decimal or with {@code 0x}. */
  record Whole(String unit, long min, long max) implements Allowed {
    @Override
    public boolean accepts(String value) {
      try {
        long number = parse(value);
        return number >= min && number <= max;
      } catch (NumberFormatException e) {
        return false;
      }
    }

    @Override
    public String text() {
      String of = unit.isEmpty() ? "" : " of " + unit;
      return "a whole number%s from %d to %d".formatted(of, min, max);
    }

    /** The number; {@link NumberFormatException} if it is none. */
    static long parse(String value) {
      return value.startsWith("0x") || value.startsWith("0X")
          ? Long.parseLong(value.substring(2), 16)
          : Long.parseLong(value);
    }
  }

  /** One of two words, in any case: the first means yes. */
  record Flag(String yes, String no) implements Allowed {
    static final Flag TRUE_FALSE = new Flag("true", "false");
    static final Flag YES_NO = new Flag("yes", "no");

    @Override
    public boolean accepts(String value) {
      return value.equalsIgnoreCase(yes) || value.equalsIgnoreCase(no);
    }

    @Override
    public String text() {
      return yes + " or " + no;
    }
  }

  /** One of some words, in any case. */
  record OneOf(List<String> words) implements Allowed {
    public OneOf {
      words = List.copyOf(words);
    }

    static OneOf of(String... words) {
      return new OneOf(Arrays.asList(words));
    }

    @Override
    public boolean accepts(String value) {
      return words.stream().anyMatch(value::equalsIgnoreCase);
    }

    @Override
    public String text() {
      return words.stream().map(w -> w.isEmpty() ? "empty" : w).collect(Collectors.joining(" or "));
    }
  }

  /** Any text but none at all; {@code what} says what it means. */
  record Text(String what) implements Allowed {
    @Override
    public boolean accepts(String value) {
      return !value.isEmpty();
    }

    @Override
    public String text() {
      return what;
    }
  }

  /** Anything: nothing here reads it. */
  record Anything() implements Allowed {
    @Override
    public boolean accepts(String value) {
      return true;
    }

    @Override
    public String text() {
      return "anything";
    }
  }
}
