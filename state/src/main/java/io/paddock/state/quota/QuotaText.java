package io.paddock.state.quota;

import io.paddock.protocol.message.Data;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text in a limits or usage znode (spec/semantics.md, section 7): {@code count=5,bytes=-1},
 * with {@code =;byteHardLimit=-1;countHardLimit=7} after it if there are hard limits. -1 means that
 * there is none.
 */
record QuotaText(long count, long bytes, long countHard, long bytesHard) {
  static final long NONE = -1;
  private static final Pattern SEPARATORS = Pattern.compile("[,;]+");

  /** A usage: no limits. */
  static QuotaText usage(long count, long bytes) {
    return new QuotaText(count, bytes, NONE, NONE);
  }

  /** What the text says, or null if it cannot be read; null data and keys left out mean none. */
  static @Nullable QuotaText parse(@Nullable Data data) {
    QuotaText read = new QuotaText(NONE, NONE, NONE, NONE);
    String text = data == null ? "" : data.asText();
    if (text.isEmpty()) {
      return read;
    }
    for (String pair : SEPARATORS.split(text)) {
      // What comes after a second = does not count.
      String[] parts = pair.split("=");
      if (parts.length < 2) {
        return null;
      }
      try {
        read = read.with(parts[0], parts[1].isEmpty() ? NONE : Long.parseLong(parts[1]));
      } catch (NumberFormatException e) {
        return null;
      }
    }
    return read;
  }

  private QuotaText with(String key, long value) {
    return switch (key) {
      case "count" -> new QuotaText(value, bytes, countHard, bytesHard);
      case "bytes" -> new QuotaText(count, value, countHard, bytesHard);
      case "countHardLimit" -> new QuotaText(count, bytes, value, bytesHard);
      case "byteHardLimit" -> new QuotaText(count, bytes, countHard, value);
      default -> this;
    };
  }

  /** The form of a usage znode. */
  Data usageData() {
    return Data.wrap(("count=" + count + ",bytes=" + bytes).getBytes(StandardCharsets.US_ASCII));
  }
}
