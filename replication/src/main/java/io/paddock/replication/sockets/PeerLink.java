package io.paddock.replication.sockets;

import io.paddock.replication.ledger.Member;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the network knows of one other member.
 *
 * <p>The member with the higher id dials; the other one waits to be dialled. When the connection
 * breaks it dials too, but hangs up at once: it only wants to know whether anybody is there.
 *
 * <p>Thread: the loop; {@code channel} is read by any.
 */
final class PeerLink {
  private static final long[] PAUSES_MS = {0, 20, 50, 100, 200};
  private static final long PAUSE_MS_MAX = 500;

  /** A connection that has held for so long was a good one. */
  private static final long GOOD_NANOS = TimeUnit.SECONDS.toNanos(1);

  final int id;
  Member member;
  volatile @Nullable PeerChannel channel;
  @Nullable PeerHandler handler;
  long incarnation;

  /** The ensemble to which it said that it belongs, or 0. */
  long ensemble;

  boolean isDialling;

  /** Whether it is waiting for its next attempt. */
  boolean isPausing;

  /** Whether there was a connection, and the end of it has been told but not that it is refused. */
  boolean mayBeDead;

  /** Whether the member has left: its attempts end. */
  boolean isGone;

  private int attempts;
  private long upSinceNanos;

  PeerLink(Member member) {
    this.id = member.id();
    this.member = member;
  }

  boolean isUp() {
    return handler != null;
  }

  /** How long to wait before the next attempt; longer after each. */
  long nextPauseMs() {
    long pause = attempts < PAUSES_MS.length ? PAUSES_MS[attempts] : PAUSE_MS_MAX;
    attempts++;
    return pause;
  }

  /** There is a connection. */
  void up(PeerHandler opened, PeerChannel sending, long itsIncarnation, long nowNanos) {
    handler = opened;
    channel = sending;
    incarnation = itsIncarnation;
    isDialling = false;
    mayBeDead = false;
    upSinceNanos = nowNanos;
  }

  /**
   * There is none any more. The next attempt comes at once; but after a connection that held only
   * for a moment pauses go on to grow, or two servers that push each other out would do nothing
   * else.
   */
  void down(long nowNanos) {
    handler = null;
    channel = null;
    mayBeDead = true;
    if (nowNanos - upSinceNanos >= GOOD_NANOS) {
      attempts = 0;
    } else if (attempts > 0 && attempts < PAUSES_MS.length) {
      attempts--; // One attempt went into the connection itself.
    }
  }
}
