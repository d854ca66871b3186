package io.paddock.bench.outage;

import io.paddock.bench.outage.ClientSocket.SessionGoneException;
import io.paddock.bench.wire.FrameTemplate;
import io.paddock.protocol.message.ConnectResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Changes one znode again and again, one request at a time. When the connection breaks it connects
 * to the next of its servers, with its session, as a client library does, but without a pause of
 * random length.
 *
 * <p>Thread: its own, which it makes; {@link #close} from any.
 */
final class Writer implements AutoCloseable {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long END_MS = 10_000;

  private final List<InetSocketAddress> servers;
  private final FrameTemplate setData;
  private final int znode;
  private final WriteLog log = new WriteLog();
  private final Thread thread;
  private @Nullable ConnectResponse session;
  private int next;
  private volatile @Nullable ClientSocket socket;
  private volatile boolean closed;

  /**
   * A writer that has begun.
   *
   * @param servers in the order in which they are tried
   * @param znode index of its znode under the first parent
   */
  Writer(List<InetSocketAddress> servers, FrameTemplate setData, int znode) {
    this.servers = List.copyOf(servers);
    this.setData = setData;
    this.znode = znode;
    thread = new Thread(this::run, "bench-writer-" + znode);
    thread.setDaemon(true);
    thread.start();
  }

  WriteLog log() {
    return log;
  }

  private void run() {
    while (!closed) {
      try (ClientSocket open = ClientSocket.open(servers.get(next), session)) {
        socket = open;
        session = open.session();
        write(open);
      } catch (SessionGoneException e) {
        log.sessionLost();
        session = null;
      } catch (IOException e) {
        next = (next + 1) % servers.size();
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /** Until the connection breaks. */
  private void write(ClientSocket open) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(setData.size());
    try {
      for (int xid = 1; !closed; xid = xid == Integer.MAX_VALUE ? 1 : xid + 1) {
        frame.clear();
        setData.appendName(frame, xid, 0, znode);
        open.send(frame);
        if (open.receive().err() == 0) {
          log.succeeded(System.nanoTime());
        } else {
          log.refused();
        }
      }
    } catch (IOException e) {
      if (!closed) {
        log.disconnected();
      }
      throw e;
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      ClientSocket open = socket;
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      // It is given up either way.
    }
    LockSupport.unpark(thread);
    try {
      thread.join(END_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
