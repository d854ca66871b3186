package io.paddock.client.api;

import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Stat;
import org.jspecify.annotations.Nullable;

/**
 * A znode as it was at one moment.
 *
 * @param path its path in the client's tree
 * @param data null if it has none, which is not the same as zero bytes
 * @param stat version, zxids and so on
 */
public record Node(String path, @Nullable Data data, Stat stat) {
  /** The data as UTF-8 text, empty if there is none. */
  public String text() {
    return data == null ? "" : data.asText();
  }

  /** The version of the data. */
  public int version() {
    return stat.version();
  }
}
