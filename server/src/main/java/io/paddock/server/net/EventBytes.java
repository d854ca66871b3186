package io.paddock.server.net;

import io.paddock.protocol.codec.JuteWriter;
import io.paddock.protocol.codec.ReplyCodec;
import io.paddock.protocol.message.WatchEvent;
import org.jspecify.annotations.Nullable;

/**
 * The last event as bytes: one change may be told to thousands of connections of a loop in a row.
 *
 * <p>Thread: the loop's.
 */
@SuppressWarnings("ReferenceEquality") // One change is one object, and equal ones are rare.
final class EventBytes {
  private final JuteWriter writer = new JuteWriter(256);
  private @Nullable WatchEvent last;
  private long lastZxid;

  /** The writer that holds the frame of this event, and nothing else. */
  JuteWriter encoded(long zxid, WatchEvent event) {
    if (event != last || zxid != lastZxid) {
      writer.reset(4096);
      ReplyCodec.writeEvent(writer, zxid, event);
      last = event;
      lastZxid = zxid;
    }
    return writer;
  }
}
