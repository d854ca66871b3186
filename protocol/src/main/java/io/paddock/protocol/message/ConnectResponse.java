package io.paddock.protocol.message;

import org.jspecify.annotations.Nullable;

/**
 * The first frame of the server (spec/wire.md, section 4).
 *
 * @param protocolVersion 0
 * @param timeoutMs the negotiated session timeout; 0 or less: there is no such session
 * @param sessionId the session, 0 if refused
 * @param password what a later attach must present: 16 bytes, zeros if refused
 * @param readOnly whether the server is read-only; null leaves the byte out, for a request that had
 *     none
 */
public record ConnectResponse(
    int protocolVersion, int timeoutMs, long sessionId, Data password, @Nullable Boolean readOnly) {

  private static final Data NO_PASSWORD = Data.of(new byte[SessionPassword.BYTES]);

  /** The session is there, with this timeout. */
  public static ConnectResponse accepted(
      int timeoutMs, long sessionId, Data password, @Nullable Boolean readOnly) {
    return new ConnectResponse(0, timeoutMs, sessionId, password, readOnly);
  }

  /** There is no such session, or the password was wrong; the two look the same. */
  public static ConnectResponse refused(@Nullable Boolean readOnly) {
    return new ConnectResponse(0, 0, 0, NO_PASSWORD, readOnly);
  }

  /** Whether there is a session. */
  public boolean isAccepted() {
    return timeoutMs > 0;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return String.format(
        "ConnectResponse[session=0x%x, timeoutMs=%d, readOnly=%s]", sessionId, timeoutMs, readOnly);
  }
}
