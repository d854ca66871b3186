package io.paddock.replication.engine;

import io.paddock.replication.peer.PeerNetwork;
import io.paddock.state.command.Command;
import io.paddock.state.origin.Origins;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Batches on their way to whoever leads: from this server's {@link Batcher} to the leader's {@link
 * LeaderDesk}, which may be this server's own.
 *
 * <pre>
 * origin                                leader
 *                 ◄── LEADING term ──   its desk opens; again whenever a connection comes up
 * BATCH term … ──►                      taken in order, or
 *                 ◄── REFUSED term ──   the origin waits a moment and sends all again
 * </pre>
 *
 * <p>An origin follows the newest term it has heard of. Frames to a member come in order or not at
 * all, so what is sent on one {@link Route} arrives without gaps; what may have been lost is sent
 * again on the next.
 *
 * <p>Thread: any. Frames are sent under no lock of this class's.
 */
final class BatchExchange implements Batcher.Sender {
  /** Whichever term this server leads in: for one that is alone, and so always leads. */
  static final long ANY_TERM = -1;

  private static final long AGAIN_MS = 10;
  private static final int LEADINGS_MAX = 4096;

  private record Leading(long term, Command command) {}

  private final int self;
  private final PeerNetwork network;
  private final LeaderDesk desk;
  private final Batcher batcher;
  private final Later later;
  private final Queue<Leading> leadings = new ConcurrentLinkedQueue<>();
  private @Nullable Route route; // guarded by this
  private long newestTerm; // guarded by this

  BatchExchange(
      int self, PeerNetwork network, LeaderDesk.Opening desk, BatcherOpening batcher, Later later) {
    this.self = self;
    this.network = network;
    this.desk = desk.open(this::refused);
    this.batcher = batcher.open(this);
    this.later = later;
  }

  /** How the batcher is made, which has to know who sends. */
  interface BatcherOpening {
    Batcher open(Batcher.Sender sender);
  }

  Batcher batcher() {
    return batcher;
  }

  /** This server leads, and everything before its term has been applied. */
  void lead(long term, long timeMs, Origins applied) {
    desk.open(term, timeMs, applied);
    for (int each : network.connected()) {
      tellLeading(each, term);
    }
    leads(self, term);
  }

  /** This server does not lead any more. */
  void leadNoMore() {
    desk.shut();
    lost(self);
  }

  /**
   * A command of the leader itself, for this term only, or {@link #ANY_TERM}. It goes with the next
   * {@link #flushLeading}, many in one batch: thousands of sessions may end at once, and the engine
   * refuses more entries than it has room for.
   */
  void submitLeading(long term, Command command) {
    leadings.add(new Leading(term == ANY_TERM ? desk.term() : term, command));
  }

  /** Offers what was handed over by {@link #submitLeading}. */
  void flushLeading() {
    while (!leadings.isEmpty()) {
      offerLeading();
    }
  }

  private void offerLeading() {
    synchronized (leadings) { // One at a time, so that they stay in order.
      Leading first = leadings.peek();
      if (first == null) {
        return;
      }
      List<Command> commands = new ArrayList<>();
      Leading next = first;
      while (next != null && next.term == first.term && commands.size() < LEADINGS_MAX) {
        commands.add(next.command);
        leadings.remove();
        next = leadings.peek();
      }
      desk.offerOwn(commands, self, first.term);
    }
  }

  /** There is a connection to this member. */
  void up(int member) {
    long term = desk.term();
    if (term != 0) {
      tellLeading(member, term);
    }
  }

  private void tellLeading(int member, long term) {
    tell(member, FrameKind.LEADING, term);
  }

  /** The member waits for this: if too much waits to be sent to it, it is told a moment later. */
  private void tell(int member, byte kind, long term) {
    if (!network.send(member, kind, longOf(term)) && network.connected().contains(member)) {
      later.after(AGAIN_MS, () -> tell(member, kind, term));
    }
  }

  /** This member takes batches in this term. */
  void leads(int member, long term) {
    Route next = null;
    synchronized (this) {
      if (term >= newestTerm) {
        newestTerm = term;
        next = new Route(member, term);
        route = next;
      }
    }
    if (next != null) {
      batcher.route(next);
    }
  }

  /** This member cannot be reached, or leads no more. */
  void lost(int member) {
    synchronized (this) {
      if (route == null || route.leader() != member) {
        return;
      }
      route = null;
    }
    batcher.route(null);
  }

  /** What was sent in this term was not taken. */
  void refusedByLeader(long term) {
    Route now;
    synchronized (this) {
      now = route;
    }
    if (now != null && now.term() == term) {
      again(now);
    }
  }

  private void again(Route failed) {
    later.after(AGAIN_MS, () -> renew(failed));
  }

  private void renew(Route failed) {
    Route next;
    synchronized (this) {
      if (route != failed) {
        return;
      }
      next = new Route(failed.leader(), failed.term());
      route = next;
    }
    batcher.route(next);
  }

  @Override
  public boolean send(Route way, Outgoing batch, boolean again) {
    boolean sent = way.leader() == self ? take(way, batch, again) : forward(way, batch);
    if (!sent) {
      again(way);
    }
    return sent;
  }

  private boolean take(Route way, Outgoing batch, boolean again) {
    // The bytes of an earlier term may still be in the engine's hands, with that term's stamp.
    ByteBuffer bytes = again ? BatchCodec.withRoom(BatchCodec.part(batch.bytes())) : batch.bytes();
    return desk.offer(batch.batch(), bytes, way.term());
  }

  private boolean forward(Route way, Outgoing batch) {
    return network.send(
        way.leader(), FrameKind.BATCH, longOf(way.term()), BatchCodec.part(batch.bytes()));
  }

  /**
   * A member has sent a batch.
   *
   * @throws IOException if it is none, or not its own
   */
  void received(int member, ByteBuffer content) throws IOException {
    long term = content.getLong();
    ByteBuffer bytes = BatchCodec.withRoom(content);
    Batch batch = BatchCodec.decode(bytes);
    if (batch.mark().origin() != member) {
      throw new IOException("a batch of origin " + batch.mark().origin());
    }
    if (!desk.offer(batch, bytes, term)) {
      refused(member, term);
    }
  }

  private void refused(int origin, long term) {
    if (origin == self) {
      refusedByLeader(term);
    } else {
      tell(origin, FrameKind.REFUSED, term);
    }
  }

  private static ByteBuffer longOf(long value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(0, value);
  }
}
