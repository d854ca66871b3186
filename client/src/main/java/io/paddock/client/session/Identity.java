package io.paddock.client.session;

import io.paddock.client.api.SessionKey;
import io.paddock.protocol.message.ConnectRequest;
import io.paddock.protocol.message.ConnectResponse;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.SessionPassword;
import java.util.concurrent.TimeUnit;

/**
 * Who the client is to the servers, and how far it has seen.
 *
 * <p>Thread: the selector thread; the key any.
 */
final class Identity {
  static final SessionKey NOBODY = new SessionKey(0, Data.of(new byte[SessionPassword.BYTES]));

  private final int timeoutMs;
  private final boolean readOnlyAllowed;
  private volatile SessionKey key;
  private long timeoutNanos;
  private long lastZxid;
  // A session of a read-only server is unknown to all others (spec/client.md, section 12).
  private boolean known;

  Identity(int timeoutMs, boolean readOnlyAllowed, SessionKey key) {
    this.timeoutMs = timeoutMs;
    this.readOnlyAllowed = readOnlyAllowed;
    this.key = key;
    this.known = key.id() != 0;
    this.timeoutNanos = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
  }

  SessionKey key() {
    return key;
  }

  long timeoutNanos() {
    return timeoutNanos;
  }

  long lastZxid() {
    return lastZxid;
  }

  /** Whether there is a session that read-write servers know. */
  boolean isKnown() {
    return known;
  }

  void seen(long zxid) {
    if (zxid > 0) {
      lastZxid = zxid;
    }
  }

  ConnectRequest request() {
    SessionKey shown = known ? key : NOBODY;
    return new ConnectRequest(
        0, lastZxid, timeoutMs, shown.id(), shown.password(), readOnlyAllowed);
  }

  void accepted(ConnectResponse response) {
    key = new SessionKey(response.sessionId(), response.password());
    timeoutNanos = TimeUnit.MILLISECONDS.toNanos(response.timeoutMs());
    known |= !Boolean.TRUE.equals(response.readOnly());
  }

  void lost() {
    key = NOBODY;
    known = false;
    timeoutNanos = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
  }
}
