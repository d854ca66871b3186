package io.paddock.server.report;

import io.paddock.server.report.ServerReport.SizesReport;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Collection;

/**
 * Packets and times of one event loop. Nobody else writes here, so counting needs no atomic
 * instruction; whoever wants figures adds up the reports of all loops.
 *
 * <p>Thread: the event loop that owns it counts and resets; {@link #report()} may be called by any
 * thread and may be one packet behind.
 */
public final class LoopTraffic {
  private static final VarHandle RECEIVED = handle("received");
  private static final VarHandle SENT = handle("sent");
  private static final VarHandle RECEIVED_BYTES = handle("receivedBytes");
  private static final VarHandle SENT_BYTES = handle("sentBytes");
  private static final VarHandle LAST_REPLY = handle("lastReplyBytes");
  private static final VarHandle MIN_REPLY = handle("minReplyBytes");
  private static final VarHandle MAX_REPLY = handle("maxReplyBytes");

  private final LatencyHistogram reads = new LatencyHistogram();
  private final LatencyHistogram updates = new LatencyHistogram();
  private final LatencyHistogram others = new LatencyHistogram();
  private long received;
  private long sent;
  private long receivedBytes;
  private long sentBytes;

  @SuppressWarnings("UnusedVariable") // read and written through LAST_REPLY
  private long lastReplyBytes = -1;

  private long minReplyBytes = -1;
  private long maxReplyBytes = -1;

  /** A whole frame came in; {@code bytes} with its length field. */
  public void received(int bytes) {
    RECEIVED.setOpaque(this, received + 1);
    RECEIVED_BYTES.setOpaque(this, receivedBytes + bytes);
  }

  /** A reply goes out; {@code bytes} with its length field. */
  public void replied(int bytes) {
    sent(bytes);
    LAST_REPLY.setOpaque(this, (long) bytes);
    if (minReplyBytes < 0 || bytes < minReplyBytes) {
      MIN_REPLY.setOpaque(this, (long) bytes);
    }
    if (bytes > maxReplyBytes) {
      MAX_REPLY.setOpaque(this, (long) bytes);
    }
  }

  /** Another frame goes out, an event or a handshake; {@code bytes} with its length field. */
  public void sent(int bytes) {
    SENT.setOpaque(this, sent + 1);
    SENT_BYTES.setOpaque(this, sentBytes + bytes);
  }

  /** A request that only reads was answered this long after it had been read. */
  public void readTook(long nanos) {
    reads.record(nanos);
  }

  /** A request that writes was answered this long after it had been read. */
  public void updateTook(long nanos) {
    updates.record(nanos);
  }

  /** A ping, a session request or the like was answered this long after it had been read. */
  public void otherTook(long nanos) {
    others.record(nanos);
  }

  /** Forgets everything ({@code srst}). Owner only. */
  public void reset() {
    RECEIVED.setOpaque(this, 0L);
    SENT.setOpaque(this, 0L);
    RECEIVED_BYTES.setOpaque(this, 0L);
    SENT_BYTES.setOpaque(this, 0L);
    LAST_REPLY.setOpaque(this, -1L);
    MIN_REPLY.setOpaque(this, -1L);
    MAX_REPLY.setOpaque(this, -1L);
    reads.reset();
    updates.reset();
    others.reset();
  }

  /** What was counted so far. Any thread. */
  public TrafficReport report() {
    LatencyReport ofReads = reads.report();
    LatencyReport ofUpdates = updates.report();
    return new TrafficReport(
        (long) RECEIVED.getOpaque(this),
        (long) SENT.getOpaque(this),
        (long) RECEIVED_BYTES.getOpaque(this),
        (long) SENT_BYTES.getOpaque(this),
        new SizesReport(
            (long) LAST_REPLY.getOpaque(this),
            (long) MIN_REPLY.getOpaque(this),
            (long) MAX_REPLY.getOpaque(this)),
        ofReads.plus(ofUpdates).plus(others.report()),
        ofReads,
        ofUpdates);
  }

  /**
   * The figures of several loops together; the last reply is that of any loop that has sent one.
   */
  public static TrafficReport total(Collection<LoopTraffic> loops) {
    TrafficReport total = new LoopTraffic().report();
    for (LoopTraffic each : loops) {
      total = sum(total, each.report());
    }
    return total;
  }

  private static TrafficReport sum(TrafficReport a, TrafficReport b) {
    return new TrafficReport(
        a.received() + b.received(),
        a.sent() + b.sent(),
        a.receivedBytes() + b.receivedBytes(),
        a.sentBytes() + b.sentBytes(),
        sum(a.replies(), b.replies()),
        a.all().plus(b.all()),
        a.reads().plus(b.reads()),
        a.updates().plus(b.updates()));
  }

  private static SizesReport sum(SizesReport a, SizesReport b) {
    if (a.last() < 0 || b.last() < 0) {
      return a.last() < 0 ? b : a;
    }
    return new SizesReport(b.last(), Math.min(a.min(), b.min()), Math.max(a.max(), b.max()));
  }

  private static VarHandle handle(String field) {
    try {
      return MethodHandles.lookup().findVarHandle(LoopTraffic.class, field, long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
