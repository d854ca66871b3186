package io.paddock.replication.peer;

import io.paddock.replication.ledger.Member;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/**
 * Connections between this member and each of the others: one for each pair, either side may have
 * opened it.
 *
 * <p>Frames to one member arrive whole and in the order of the calls, or the connection breaks and
 * all from some frame on are lost: then {@link PeerListener#down} is called on both sides, and
 * {@link PeerListener#up} when there is a new connection. There is no acknowledgement and no retry
 * at this level.
 *
 * <p>Thread: any.
 */
public interface PeerNetwork extends AutoCloseable {
  /**
   * Begins to listen and to connect. Called once, before anything else.
   *
   * @param incarnation of this member, higher at each of its starts: a newer connection of the same
   *     member takes the place of an older one
   */
  void start(long incarnation, PeerListener listener);

  /** Replaces the members that may connect, and where they are reached. Others are dropped. */
  void members(List<Member> members);

  /**
   * From now on connections with members that say they belong to another ensemble are refused. A
   * member that does not know its ensemble yet is taken by all.
   *
   * @param id made when the ensemble formed; 0 for not known, as at the start
   */
  default void ensemble(long id) {}

  /**
   * Sends a frame. Never blocks.
   *
   * @param kind what the frame is; {@link PeerListener#received} gets it as it is
   * @param parts the content, one after the other; the network's from now on, not to be changed
   * @return false if there is no connection, or too much waits to be written on it: the frame was
   *     not sent
   */
  boolean send(int member, byte kind, ByteBuffer... parts);

  /** The members to which there is a connection now. */
  Set<Integer> connected();

  /** Bytes that wait to be written to a member; for back-pressure. */
  long queuedBytes(int member);

  /** Closes all connections and the port. Waits until nothing more is called. */
  @Override
  void close();
}
