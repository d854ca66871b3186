package io.paddock.server.config;

import org.jspecify.annotations.Nullable;

/**
 * One key: where it may stand, what it may say, and what becomes of it here. {@link Settings} holds
 * them all.
 *
 * @param key as in {@code zoo.cfg}; a last {@code *} stands for any ending
 * @param place where it may stand
 * @param allowed what its value may be
 * @param standard the value if it is not given, for people; empty if there is none
 * @param effect whether it does something
 * @param text what it does, or why it does nothing, or why it is refused; a sentence without its
 *     full stop
 */
record Setting(
    String key, Place place, Allowed allowed, String standard, Effect effect, String text) {

  /** Where a key may stand. */
  enum Place {
    /** Only in {@code zoo.cfg}. */
    FILE,
    /** In {@code zoo.cfg}, or as system property with {@code zookeeper.} before it. */
    FILE_OR_PROPERTY,
    /** Only as system property, under this very name. */
    PROPERTY,
    /** In {@code zoo.cfg} or as system property, under this very name: a key of Paddock's own. */
    OWN
  }

  /** What becomes of a key. */
  enum Effect {
    WORKS,
    /** Accepted and without effect; the log says why. */
    NONE,
    /** It promises something that is not there: only values that promise nothing are accepted. */
    REFUSED
  }

  /** Whether this is the entry for a key. */
  boolean covers(String candidate) {
    return isPattern()
        ? candidate.startsWith(key.substring(0, key.length() - 1))
        : candidate.equals(key);
  }

  boolean isPattern() {
    return key.endsWith("*");
  }

  /** The name as system property, or null if it has none. */
  @Nullable String property() {
    return switch (place) {
      case FILE -> null;
      case FILE_OR_PROPERTY -> "zookeeper." + key;
      case PROPERTY, OWN -> key;
    };
  }
}
