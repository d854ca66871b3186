package io.paddock.bench.load;

import io.paddock.bench.load.Order.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * One selector thread and its connections: reads replies, counts them, sends as many new requests.
 *
 * <p>All replies of one wake-up of one connection are answered by one write, so that a busy server
 * costs the generator two system calls for many operations.
 *
 * <p>Thread: its own; {@link #adopt}, {@link #give}, {@link #wake} and {@link #stop} may be called
 * from others.
 */
final class LoadLoop implements Connection.Replies, Runnable {
  private static final int BUFFER_BYTES = 256 << 10;
  private static final long SELECT_MS = 50;
  private static final long SWEEP_NANOS = 200_000_000;

  private final Selector selector;
  private final byte[] ping;
  private final long pingAfterNanos;
  private final Queue<Connection> adopted = new ConcurrentLinkedQueue<>();
  private final List<SelectionKey> keys = new ArrayList<>();
  private volatile @Nullable Order given;
  private volatile boolean stopped;

  private ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private @Nullable Order order;
  private Tally tally = new Tally();
  private boolean measuring;
  private int outstanding;
  private int events;
  private long now;
  private volatile long lastReplyNanos;
  private long lastSweepNanos;

  LoadLoop(byte[] ping, long pingAfterNanos) {
    this.ping = ping.clone();
    this.pingAfterNanos = pingAfterNanos;
    try {
      this.selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes over a connection whose handshake is done. */
  void adopt(Connection connection) {
    adopted.add(connection);
  }

  /** Starts an order; the one before must be done. */
  void give(Order next) {
    given = next;
    selector.wakeup();
  }

  /** Makes the loop look at the phase of its order. */
  void wake() {
    selector.wakeup();
  }

  void stop() {
    stopped = true;
    selector.wakeup();
  }

  /** Counts of the last order, which must be done. */
  Tally tally() {
    return tally;
  }

  /**
   * When the last reply or event came, on the clock of {@link System#nanoTime}; from any thread.
   */
  long lastReplyNanos() {
    return lastReplyNanos;
  }

  @Override
  public void run() {
    try {
      while (!stopped) {
        selector.select(this::ready, SELECT_MS);
        turn();
      }
      keys.forEach(key -> ((Connection) key.attachment()).close());
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void turn() throws IOException {
    now = System.nanoTime();
    for (Connection each = adopted.poll(); each != null; each = adopted.poll()) {
      keys.add(each.channel().register(selector, SelectionKey.OP_READ, each));
    }
    if (now - lastSweepNanos >= SWEEP_NANOS) {
      lastSweepNanos = now;
      forEachConnection((connection, key) -> connection.pingIfIdle(ping, key, now, pingAfterNanos));
    }
    if (given != null && given != order) {
      begin(given);
    }
    if (order != null && isDone(order)) {
      Order finished = order;
      order = null;
      given = null;
      finished.loopDone(lastReplyNanos);
    }
  }

  private void begin(Order next) {
    order = next;
    tally = new Tally();
    lastReplyNanos = now;
    forEachConnection(
        (connection, key) -> {
          RequestSource source = next.source(connection.number());
          connection.setSource(source);
          if (source != null) {
            growOut(source.frameBytesMax());
            send(connection, key);
          }
        });
  }

  private void send(Connection connection, SelectionKey key) throws IOException {
    int before = connection.outstanding();
    try {
      connection.send(out, key, System.nanoTime());
    } finally {
      outstanding += connection.outstanding() - before;
    }
  }

  private boolean isDone(Order current) {
    return outstanding == 0 && current.mayEnd();
  }

  private void ready(SelectionKey key) {
    Connection connection = (Connection) key.attachment();
    Order current = order;
    Phase phase = current == null ? Phase.DRAIN : current.phase();
    measuring = phase == Phase.MEASURE;
    try {
      if (key.isWritable()) {
        connection.resume(key, System.nanoTime());
      }
      if (key.isReadable()) {
        growIn(connection.receive(in, this));
        lastReplyNanos = now;
        noteEvents(current);
        if (phase != Phase.DRAIN) {
          send(connection, key);
        }
      }
    } catch (IOException e) {
      lose(connection, e);
      keys.remove(key);
    }
  }

  @Override
  public void arrived() {
    now = System.nanoTime();
  }

  @Override
  public void reply(OpKind kind, int err, long sentNanos) {
    outstanding--;
    if (measuring) {
      tally.reply(kind, err, now - sentNanos);
    }
  }

  @Override
  public void event() {
    events++;
  }

  private void noteEvents(@Nullable Order current) {
    if (events > 0) {
      if (current != null) {
        current.addEvents(events);
      }
      events = 0;
    }
  }

  private void lose(Connection connection, IOException reason) {
    if (order != null) {
      order.addLost(String.valueOf(reason.getMessage()));
    }
    outstanding -= connection.outstanding();
    connection.close();
  }

  private void growIn(int bytes) {
    if (bytes > in.capacity()) {
      in = ByteBuffer.allocateDirect(Math.max(bytes, 2 * in.capacity()));
    }
  }

  private void growOut(int bytes) {
    if (bytes > out.capacity()) {
      out = ByteBuffer.allocateDirect(Math.max(bytes, 2 * out.capacity()));
    }
  }

  private void forEachConnection(Visit visit) {
    for (Iterator<SelectionKey> each = keys.iterator(); each.hasNext(); ) {
      SelectionKey key = each.next();
      Connection connection = (Connection) key.attachment();
      try {
        visit.visit(connection, key);
      } catch (IOException e) {
        lose(connection, e);
        each.remove();
      }
    }
  }

  /** Something to do with a connection that may find it broken. */
  private interface Visit {
    void visit(Connection connection, SelectionKey key) throws IOException;
  }
}
