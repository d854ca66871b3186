package io.paddock.client.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/**
 * Bytes encrypted by an engine. The handshake goes on with whatever is read or written; what is to
 * be sent waits for its end.
 *
 * <pre>
 * socket → netIn → unwrap → plain → read
 * write → wrap → netOut → socket
 * </pre>
 *
 * <p>Thread: the loop's. The engine's long tasks, checks of certificates, are done on it too: once
 * for each connection.
 */
final class TlsWire implements Wire {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SocketChannel channel;
  private final BounceBuffer bounce;
  private final SSLEngine engine;
  // Both ready to be filled between calls.
  private ByteBuffer netIn;
  private ByteBuffer netOut;
  // Ready to be emptied between calls.
  private ByteBuffer plain;
  private boolean ended;

  TlsWire(SocketChannel channel, BounceBuffer bounce, SSLEngine engine) throws IOException {
    this.channel = channel;
    this.bounce = bounce;
    this.engine = engine;
    int packet = engine.getSession().getPacketBufferSize();
    this.netIn = ByteBuffer.allocate(packet);
    this.netOut = ByteBuffer.allocate(packet);
    this.plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()).flip();
    engine.beginHandshake();
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (!plain.hasRemaining()) {
      ended |= bounce.read(channel, netIn) < 0;
      unwrap();
    }
    if (!plain.hasRemaining()) {
      return ended ? -1 : 0;
    }
    int count = Math.min(plain.remaining(), into.remaining());
    ByteBuffer part = plain.slice().limit(count);
    plain.position(plain.position() + count);
    into.put(part);
    return count;
  }

  // Stops when there is something for the reader, or nothing whole left in netIn.
  private void unwrap() throws IOException {
    boolean goOn = true;
    while (goOn) {
      goOn = false;
      netIn.flip();
      plain.clear();
      SSLEngineResult result;
      try {
        result = engine.unwrap(netIn, plain);
      } finally {
        plain.flip();
        netIn.compact();
      }
      switch (result.getStatus()) {
        case BUFFER_OVERFLOW -> {
          plain = ByteBuffer.allocate(2 * plain.capacity()).flip();
          goOn = true;
        }
        case BUFFER_UNDERFLOW -> netIn = roomier(netIn);
        case CLOSED -> ended = true;
        case OK -> goOn = result.bytesConsumed() > 0 && !plain.hasRemaining();
      }
      HandshakeStatus status = result.getHandshakeStatus();
      if (status == HandshakeStatus.NEED_TASK) {
        runTasks();
        goOn = true;
      } else if (status == HandshakeStatus.NEED_WRAP) {
        write(NOTHING.duplicate());
        goOn = !ended && engine.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP;
        goOn &= netIn.position() > 0;
      }
    }
  }

  private static ByteBuffer roomier(ByteBuffer full) {
    return full.hasRemaining() ? full : ByteBuffer.allocate(2 * full.capacity()).put(full.flip());
  }

  private void runTasks() {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  @Override
  public void write(ByteBuffer from) throws IOException {
    drain();
    boolean goOn = !isFull();
    while (goOn) {
      HandshakeStatus status = engine.getHandshakeStatus();
      if (status == HandshakeStatus.NEED_TASK) {
        runTasks();
        continue;
      }
      boolean shaken = status == HandshakeStatus.NOT_HANDSHAKING;
      if (status == HandshakeStatus.NEED_UNWRAP || (shaken && !from.hasRemaining())) {
        return;
      }
      SSLEngineResult result = engine.wrap(from, netOut);
      if (result.getStatus() == Status.BUFFER_OVERFLOW) {
        netOut = ByteBuffer.allocate(2 * netOut.capacity()).put(netOut.flip());
      }
      drain();
      goOn = !isFull() && result.getStatus() != Status.CLOSED;
    }
  }

  private void drain() throws IOException {
    netOut.flip();
    try {
      bounce.write(channel, netOut);
    } finally {
      netOut.compact();
    }
  }

  @Override
  public boolean hasMore() {
    return plain.hasRemaining() || (netIn.position() > 0 && mayUnwrap());
  }

  // A whole record may lie in netIn: whoever reads finds out, and gets 0 if it is not whole.
  private boolean mayUnwrap() {
    return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING && !ended;
  }

  @Override
  public boolean isFull() {
    return netOut.position() > 0;
  }

  @Override
  public void bye() throws IOException {
    engine.closeOutbound();
    if (!isFull()) {
      SSLEngineResult unused = engine.wrap(NOTHING.duplicate(), netOut);
      drain();
    }
  }
}
