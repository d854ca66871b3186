package io.paddock.replication.peer;

import java.nio.ByteBuffer;

/**
 * Hears from a {@link PeerNetwork}. What concerns one member comes in order, one call at a time;
 * calls for different members may come at the same time. Must be quick.
 */
public interface PeerListener {
  /** There is a connection to this member. */
  void up(int member);

  /**
   * The connection is gone.
   *
   * @param refused whether a new one was refused at once by the member's machine: its process is
   *     dead, not slow. May be called again with true after it was called with false
   */
  void down(int member, boolean refused);

  /**
   * A frame came.
   *
   * @param content valid only during the call
   */
  void received(int member, byte kind, ByteBuffer content);
}
