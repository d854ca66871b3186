package io.paddock.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A {@code zoo.cfg} as keys with their lines. The format is that of Java properties, ISO 8859-1
 * with backslash escapes; each logical line is read by {@link Properties} itself, so that every
 * escape means what it means there.
 */
final class ZooCfg {
  /** Far above any real file; what is larger is no configuration. */
  static final int FILE_BYTES_MAX = 1 << 20;

  private ZooCfg() {}

  /** One key with its trimmed value and the number of the line on which it begins, from 1 on. */
  record Entry(String key, String value, int line) {}

  /** Reads a file; its entries in order, duplicates included. */
  static List<Entry> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(FILE_BYTES_MAX + 1);
      if (bytes.length > FILE_BYTES_MAX) {
        throw new ConfigException(
            file + " is larger than " + FILE_BYTES_MAX + " bytes: this is no configuration file");
      }
      return parse(new String(bytes, StandardCharsets.ISO_8859_1), file.toString());
    } catch (NoSuchFileException e) {
      throw new ConfigException(file + ": there is no such file", e);
    } catch (IOException e) {
      String why = Files.isDirectory(file) ? "this is a directory" : e.toString();
      throw new ConfigException(file + ": cannot be read: " + why, e);
    }
  }

  /** The entries of a text; {@code name} stands for it in messages. */
  static List<Entry> parse(String text, String name) {
    List<Entry> entries = new ArrayList<>();
    Lines lines = new Lines(text);
    while (lines.next()) {
      Properties one = new Properties();
      try {
        one.load(new StringReader(lines.logical.toString()));
      } catch (IllegalArgumentException | IOException e) {
        String what = "malformed escape: \\u must be followed by four hex digits";
        throw new ConfigException(name + ":" + lines.number + ": " + what, e);
      }
      for (String key : one.stringPropertyNames()) {
        entries.add(new Entry(key, one.getProperty(key, "").trim(), lines.number));
      }
    }
    return entries;
  }

  /** Cuts a text into logical lines: without comments and empty lines, continued lines joined. */
  private static final class Lines {
    private final String[] natural;
    private int at;

    /** The line that {@link #next} found, escapes and all. */
    final StringBuilder logical = new StringBuilder();

    /** The number of the natural line on which it begins. */
    int number;

    Lines(String text) {
      natural = text.split("\r\n|\r|\n", -1);
    }

    boolean next() {
      logical.setLength(0);
      while (at < natural.length) {
        String line = stripBlanks(natural[at++]);
        if (logical.isEmpty()) {
          // Also after a backslash that continued nothing: then what follows is as good as a first
          // line.
          number = at;
          if (line.isEmpty() || line.startsWith("#") || line.startsWith("!")) {
            continue;
          }
        }
        boolean continued = isContinued(line);
        logical.append(line, 0, line.length() - (continued ? 1 : 0));
        if (!continued) {
          return true;
        }
      }
      return !logical.isEmpty();
    }

    /** Whether it ends in an odd number of backslashes. */
    private static boolean isContinued(String line) {
      int backslashes = 0;
      while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
        backslashes++;
      }
      return backslashes % 2 == 1;
    }

    /** Without the leading white space of the properties format: blank, tab, form feed. */
    private static String stripBlanks(String line) {
      int first = 0;
      while (first < line.length() && " \t\f".indexOf(line.charAt(first)) >= 0) {
        first++;
      }
      return line.substring(first);
    }
  }
}
