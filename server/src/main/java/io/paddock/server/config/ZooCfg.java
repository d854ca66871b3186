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
import java.util.Map;
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
    String[] lines = text.split("\r\n|\r|\n", -1);
    int at = 0;
    while (at < lines.length) {
      int first = at;
      StringBuilder logical = new StringBuilder(lines[at]);
      if (!isComment(lines[at])) {
        while (isContinued(lines[at]) && at + 1 < lines.length) {
          at++;
          logical.append('\n').append(lines[at]);
        }
      }
      at++;
      add(entries, logical.toString(), first + 1, name);
    }
    return entries;
  }

  private static void add(List<Entry> entries, String logical, int line, String name) {
    Properties one = new Properties();
    try {
      one.load(new StringReader(logical));
    } catch (IllegalArgumentException | IOException e) {
      throw new ConfigException(
          name + ":" + line + ": malformed escape: \\u must be followed by four hex digits", e);
    }
    for (Map.Entry<Object, Object> each : one.entrySet()) {
      entries.add(new Entry((String) each.getKey(), ((String) each.getValue()).trim(), line));
    }
  }

  private static boolean isComment(String line) {
    String text = stripBlanks(line);
    return text.isEmpty() || text.startsWith("#") || text.startsWith("!");
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
    int at = 0;
    while (at < line.length() && " \t\f".indexOf(line.charAt(at)) >= 0) {
      at++;
    }
    return line.substring(at);
  }
}
