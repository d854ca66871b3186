package io.paddock.server.config;

import io.paddock.server.config.Setting.Place;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table of all settings that are known here. */
final class Settings {
  private static final String PREFIX = "zookeeper.";

  private static final List<Setting> ALL =
      Stream.concat(
              Stream.of(WorkingSetting.values()).map(WorkingSetting::setting),
              OtherSettings.ALL.stream())
          .toList();

  private Settings() {}

  /** All settings, those that work first. */
  static List<Setting> all() {
    return ALL;
  }

  /** The setting for a key of {@code zoo.cfg}, or null for an unknown one. */
  static @Nullable Setting inFile(String key) {
    Setting pattern = null;
    for (Setting each : ALL) {
      if (each.place() != Place.PROPERTY && each.covers(key)) {
        if (!each.isPattern()) {
          return each;
        }
        pattern = pattern == null ? each : pattern;
      }
    }
    return pattern;
  }

  /** The setting that only works as a system property of this name, or null. */
  static @Nullable Setting onlyProperty(String name) {
    for (Setting each : ALL) {
      if (each.place() == Place.PROPERTY && each.covers(name)) {
        return each;
      }
    }
    return null;
  }

  /**
   * The key under which a system property counts: its name without {@code zookeeper.}, or the name
   * itself where that is the key. Null if the property is nothing that a server reads.
   */
  static @Nullable String keyOfProperty(String name) {
    if (onlyProperty(name) != null) {
      return name;
    }
    Setting whole = inFile(name);
    if (whole != null && whole.place() == Place.OWN) {
      return name;
    }
    if (!name.startsWith(PREFIX)) {
      return null;
    }
    String key = name.substring(PREFIX.length());
    Setting setting = inFile(key);
    return setting != null && setting.place() == Place.FILE_OR_PROPERTY ? key : null;
  }
}
