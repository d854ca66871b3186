package io.paddock.replication.peer.net;

import io.paddock.replication.ledger.Member;
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
  private static final long[] PAUSES_MS = {0, 20, 50, 100, 200, 400};
  private static final long PAUSE_MS_MAX = 1000;

  final int id;
  Member member;
  volatile @Nullable PeerChannel channel;
  @Nullable PeerHandler handler;
  long incarnation;
  boolean isDialling;

  /** Whether it is waiting for its next attempt. */
  boolean isPausing;

  /** Whether there was a connection, and the end of it has been told but not that it is refused. */
  boolean mayBeDead;

  /** Whether the member has left: its attempts end. */
  boolean isGone;

  private int attempts;

  PeerLink(Member member) {
    this.id = member.id();
    this.member = member;
  }

  boolean isUp() {
    return handler != null;
  }

  /** The address for the next attempt; each is tried in turn. */
  Member.Address nextAddress() {
    return member.addresses().get(attempts % member.addresses().size());
  }

  /** How long to wait before the next attempt; longer after each. */
  long nextPauseMs() {
    long pause = attempts < PAUSES_MS.length ? PAUSES_MS[attempts] : PAUSE_MS_MAX;
    attempts++;
    return pause;
  }

  /** It has been seen: the next attempt, if one is needed, comes at once. */
  void freshStart() {
    attempts = 0;
  }
}
