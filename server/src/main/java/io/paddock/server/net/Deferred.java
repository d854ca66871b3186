package io.paddock.server.net;

import io.paddock.protocol.codec.JuteWriter;
import io.paddock.protocol.codec.ReplyCodec;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.WatchEvent;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is not encoded yet, because the client has not read what went before. Its reply
 * refers to what the state holds anyway, so it is small whatever it will be on the wire.
 */
record Deferred(
    int xid, long zxid, ErrorCode error, @Nullable Reply reply, @Nullable WatchEvent event) {
  private static final int BYTES_OWN = 64;
  private static final int BYTES_PER_NAME = 8;

  static Deferred reply(int xid, long zxid, Reply reply) {
    return new Deferred(xid, zxid, ErrorCode.OK, reply, null);
  }

  static Deferred refusal(int xid, long zxid, ErrorCode error) {
    return new Deferred(xid, zxid, error, null, null);
  }

  static Deferred event(long zxid, WatchEvent event) {
    return new Deferred(0, zxid, ErrorCode.OK, null, event);
  }

  /** Writes the frame. */
  void encode(JuteWriter out) {
    if (event != null) {
      ReplyCodec.writeEvent(out, zxid, event);
    } else if (reply != null) {
      ReplyCodec.writeFrame(out, xid, zxid, reply);
    } else {
      ReplyCodec.writeError(out, xid, zxid, error);
    }
  }

  /** About how much memory it takes as it is. */
  int heldBytes() {
    if (reply instanceof Reply.Names names) {
      return BYTES_OWN + BYTES_PER_NAME * names.names().size();
    }
    if (reply instanceof Reply.NamesStat names) {
      return BYTES_OWN + BYTES_PER_NAME * names.names().size();
    }
    return reply instanceof Reply.Multi multi
        ? BYTES_OWN * (1 + multi.results().size())
        : BYTES_OWN;
  }
}
