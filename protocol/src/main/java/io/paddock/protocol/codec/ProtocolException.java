package io.paddock.protocol.codec;

import io.paddock.protocol.message.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are no message, or that pass a limit. The text says what, where and the limit; the
 * exception says what the sender is to hear (spec/wire.md, section 10). Has no stack trace, so that
 * a flood of garbage costs little.
 */
public final class ProtocolException extends Exception {
  private static final long serialVersionUID = 1L;

  private final @Nullable ErrorCode answer;
  private final boolean closes;

  private ProtocolException(String message, @Nullable ErrorCode answer, boolean closes) {
    super(message, null, false, false);
    this.answer = answer;
    this.closes = closes;
  }

  /** The request is answered with {@code error} and the connection stays. */
  static ProtocolException answer(ErrorCode error, String message) {
    return new ProtocolException(message, error, false);
  }

  /** The request is answered with {@code error}, then the connection is closed. */
  static ProtocolException answerAndClose(ErrorCode error, String message) {
    return new ProtocolException(message, error, true);
  }

  /** The connection is closed without a word. */
  static ProtocolException close(String message) {
    return new ProtocolException(message, null, true);
  }

  /** The error of the reply, or null if there is none. */
  public @Nullable ErrorCode answer() {
    return answer;
  }

  /** Whether the connection is closed, after the reply if there is one. */
  public boolean closes() {
    return closes;
  }
}
