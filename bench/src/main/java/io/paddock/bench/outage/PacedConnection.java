package io.paddock.bench.outage;

import io.paddock.bench.wire.FrameTemplate;
import io.paddock.bench.wire.KeySpace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * One connection of {@link PacedWrites}: a thread that sends when a write is due, and one that
 * reads the replies. If the connection breaks, all that is outstanding has failed, and so has every
 * write that is due afterwards.
 *
 * <p>Thread: made, started and closed by one caller.
 */
final class PacedConnection implements AutoCloseable {
  private final ClientSocket socket;
  private final FrameTemplate setData;
  private final KeySpace keys;
  private final LongConsumer replied;
  private final Queue<Long> dueNanos = new ConcurrentLinkedQueue<>();
  private volatile boolean broken;
  private volatile boolean closed;

  /**
   * Nothing is sent yet.
   *
   * @param replied hears of each write how long after it was due its reply came, or -1
   */
  PacedConnection(ClientSocket socket, FrameTemplate setData, KeySpace keys, LongConsumer replied) {
    this.socket = socket;
    this.setData = setData;
    this.keys = keys;
    this.replied = replied;
  }

  void start(long everyNanos, long afterNanos) {
    long first = System.nanoTime() + afterNanos;
    run("bench-paced-send", () -> send(first, everyNanos));
    run("bench-paced-receive", this::receive);
  }

  private static void run(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void send(long firstNanos, long everyNanos) {
    ByteBuffer frame = ByteBuffer.allocate(setData.size());
    for (int n = 0; !closed; n++) {
      long due = firstNanos + n * everyNanos;
      for (long wait = due - System.nanoTime(); wait > 0 && !closed; ) {
        LockSupport.parkNanos(wait);
        wait = due - System.nanoTime();
      }
      if (broken) {
        replied.accept(-1);
        continue;
      }
      int znode = n % keys.znodes();
      frame.clear();
      setData.appendName(frame, n & Integer.MAX_VALUE, znode % keys.parents(), znode);
      dueNanos.add(due);
      try {
        socket.send(frame);
      } catch (IOException e) {
        broken = true;
      }
    }
  }

  private void receive() {
    try {
      while (!closed) {
        int err = socket.receive().err();
        Long due = dueNanos.poll();
        if (due == null) {
          throw new IOException("a reply to nothing");
        }
        replied.accept(err == 0 ? System.nanoTime() - due : -1);
      }
    } catch (IOException e) {
      broken = true;
      if (!closed) {
        dueNanos.forEach(lost -> replied.accept(-1));
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      socket.close();
    } catch (IOException e) {
      // It is given up either way.
    }
  }
}
