package io.paddock.protocol.message;

import org.jspecify.annotations.Nullable;

/**
 * The first frame of a client (spec/wire.md, section 4).
 *
 * @param protocolVersion 0, ignored
 * @param lastZxidSeen the highest zxid that the client has seen, 0 for none
 * @param timeoutMs the session timeout that the client asks for, any number
 * @param sessionId the session to attach to, 0 for a new one
 * @param password of the session; for a new one anything, null too
 * @param readOnly whether a read-only server will do; null if the byte was missing, as from clients
 *     before 3.4, whose response must then leave it out as well
 */
public record ConnectRequest(
    int protocolVersion,
    long lastZxidSeen,
    int timeoutMs,
    long sessionId,
    @Nullable Data password,
    @Nullable Boolean readOnly) {

  /** Whether the client can do with a read-only server; an old one cannot. */
  public boolean acceptsReadOnly() {
    return Boolean.TRUE.equals(readOnly);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return String.format(
        "ConnectRequest[session=0x%x, lastZxidSeen=0x%x, timeoutMs=%d, readOnly=%s]",
        sessionId, lastZxidSeen, timeoutMs, readOnly);
  }
}
