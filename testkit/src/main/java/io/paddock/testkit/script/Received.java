package io.paddock.testkit.script;

import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.ReplyHeader;
import io.paddock.protocol.message.WatchEvent;
import org.jspecify.annotations.Nullable;

/**
 * One frame from the server after the handshake: an event, or a reply with a body unless it is an
 * error.
 *
 * @param header as it came
 * @param event if the header says so; also null for one of a type that is not known
 * @param reply if there is no error
 */
public record Received(ReplyHeader header, @Nullable WatchEvent event, @Nullable Reply reply) {
  /** Whether this is a watch event. */
  public boolean isEvent() {
    return header.xid() == ReplyHeader.EVENT_XID && event != null;
  }

  /** Whether the server says that it stops: what it has not answered was not done. */
  public boolean isGoodbye() {
    return header.xid() == ReplyHeader.PING_XID && error() == ErrorCode.CONNECTION_LOSS;
  }

  /** The error, OK if there is none. */
  public ErrorCode error() {
    return ErrorCode.of(header.err());
  }

  /** The body, which must be there and of this kind. */
  public <T extends Reply> T as(Class<T> kind) {
    if (!kind.isInstance(reply)) {
      throw new AssertionError("expected " + kind.getSimpleName() + ", received " + this);
    }
    return kind.cast(reply);
  }
}
