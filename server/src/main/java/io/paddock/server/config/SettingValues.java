package io.paddock.server.config;

import io.paddock.server.config.Allowed.Flag;
import io.paddock.server.config.Allowed.Whole;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was said, key by key; whoever speaks last wins. Thread: its owner's. */
final class SettingValues {
  private final Map<String, Given> given = new LinkedHashMap<>();

  /** One value and where it stands, so that a message can point there. */
  record Given(String value, String where) {
    /** An error that points to this value. */
    ConfigException wrong(String what) {
      String shown = value.length() > 80 ? value.substring(0, 80) + "…" : value;
      return new ConfigException(where + "=" + shown + ": " + what);
    }
  }

  void put(String key, Given value) {
    given.put(key, value);
  }

  /** All of it, in the order in which the keys first came. */
  Map<String, Given> all() {
    return given;
  }

  /** What was said, or null. */
  @Nullable Given get(WorkingSetting key) {
    return given.get(key.key());
  }

  /** The text, or null if it was not given. */
  @Nullable String text(WorkingSetting key) {
    Given value = get(key);
    return value == null || isBlankText(key, value) ? null : checked(key, value);
  }

  /** The number; {@code standard} if it was not given. */
  long whole(WorkingSetting key, long standard) {
    String text = text(key);
    return text == null ? standard : Whole.parse(text);
  }

  /** The number, whose bounds are those of an int; the table's standard if it was not given. */
  int number(WorkingSetting key) {
    return Math.toIntExact(whole(key, Whole.parse(key.setting().standard())));
  }

  /** The number; the table's standard if it was not given. */
  long longNumber(WorkingSetting key) {
    return whole(key, Whole.parse(key.setting().standard()));
  }

  /** Yes or no; the table's standard if it was not given. */
  boolean flag(WorkingSetting key) {
    String text = text(key);
    Flag flag = (Flag) key.setting().allowed();
    return flag.yes().equalsIgnoreCase(text == null ? key.setting().standard() : text);
  }

  /** An empty list or name as property is as good as none; an empty directory is a mistake. */
  private static boolean isBlankText(WorkingSetting key, Given value) {
    return value.value().isEmpty()
        && key.setting().allowed() instanceof Allowed.Text
        && key.setting().place() == Setting.Place.FILE_OR_PROPERTY;
  }

  private static String checked(WorkingSetting key, Given value) {
    Allowed allowed = key.setting().allowed();
    if (!allowed.accepts(value.value())) {
      throw value.wrong("must be " + allowed.text());
    }
    return value.value();
  }
}
