package io.paddock.server.view;

import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Reply;

/** What somebody who asks hears. */
public sealed interface Answer {
  /** What was asked for. */
  record Found(Reply reply) implements Answer {}

  /** Why not. */
  record Refused(ErrorCode error) implements Answer {}
}
