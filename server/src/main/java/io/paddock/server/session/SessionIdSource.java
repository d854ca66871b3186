package io.paddock.server.session;

import io.paddock.protocol.message.SessionIds;
import java.util.concurrent.atomic.AtomicLong;

/** Gives out session ids, counting up from a start that no earlier run has reached. Thread: any. */
public final class SessionIdSource {
  private final AtomicLong next;

  /**
   * Begins where {@link SessionIds#first} says.
   *
   * @param serverId 1 for a standalone server
   * @param millis a clock that goes up from start to start
   */
  public SessionIdSource(int serverId, long millis) {
    next = new AtomicLong(SessionIds.first(serverId, millis));
  }

  /** An id that was not given out before. */
  public long next() {
    long id = next.getAndIncrement();
    return SessionIds.isUsable(id) ? id : next();
  }
}
