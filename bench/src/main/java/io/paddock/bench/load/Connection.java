package io.paddock.bench.load;

import io.paddock.bench.wire.RequestFrames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One session of the load: a ring of requests sent and not yet answered, and the bytes of a frame
 * that has not come or gone completely. Buffers for reading and writing belong to the loop.
 *
 * <p>Thread: its loop's.
 */
final class Connection {
  private static final int HEADER_BYTES = 16;
  private static final int FRAME_BYTES_MAX = 64 << 20;
  private static final byte[] NOTHING = {};

  private final SocketChannel channel;
  private final int number;
  private final long[] sentNanos;
  private final byte[] kinds;
  private int oldest;
  private int outstanding;
  private int nextXid = 1;
  private int expectedXid = 1;
  private @Nullable RequestSource source;
  private @Nullable ByteBuffer unsent;
  private byte[] partial = NOTHING;
  private int partialBytes;
  private long lastSentNanos;

  /**
   * Wraps a channel whose handshake is done.
   *
   * @param pipeline requests that may be outstanding at once
   */
  Connection(SocketChannel channel, int number, int pipeline) {
    this.channel = channel;
    this.number = number;
    this.sentNanos = new long[pipeline];
    this.kinds = new byte[pipeline];
    this.lastSentNanos = System.nanoTime();
  }

  int number() {
    return number;
  }

  SocketChannel channel() {
    return channel;
  }

  int outstanding() {
    return outstanding;
  }

  /** Whether it may send more: it has a source which did not say that nothing is left. */
  boolean hasSource() {
    return source != null;
  }

  void setSource(@Nullable RequestSource next) {
    source = next;
  }

  /**
   * Reads what has arrived and hands every complete frame to {@code replies}.
   *
   * @param in the loop's buffer; its capacity is the largest frame that fits
   * @return bytes that {@code in} must hold for the next frame, 0 if it is large enough
   * @throws IOException when the server closed the connection or sent what is no frame
   */
  int receive(ByteBuffer in, Replies replies) throws IOException {
    in.clear();
    in.put(partial, 0, partialBytes);
    if (channel.read(in) < 0) {
      throw new IOException("closed by the server");
    }
    replies.arrived();
    in.flip();
    int at = 0;
    int needed = 0;
    while (in.limit() - at >= Integer.BYTES) {
      int length = in.getInt(at);
      if (length < HEADER_BYTES || length > FRAME_BYTES_MAX) {
        throw new IOException("frame of " + length + " bytes");
      }
      if (in.limit() - at - Integer.BYTES < length) {
        needed = length + Integer.BYTES;
        break;
      }
      frame(in, at + Integer.BYTES, replies);
      at += Integer.BYTES + length;
    }
    keep(in, at);
    return needed > in.capacity() ? needed : 0;
  }

  private void frame(ByteBuffer in, int at, Replies replies) throws IOException {
    int xid = in.getInt(at);
    if (xid == RequestFrames.EVENT_XID) {
      replies.event();
    } else if (xid != RequestFrames.PING_XID) {
      reply(in, at, xid, replies);
    }
  }

  private void reply(ByteBuffer in, int at, int xid, Replies replies) throws IOException {
    if (xid != expectedXid || outstanding == 0) {
      throw new IOException("reply to xid " + xid + " when " + expectedXid + " was due");
    }
    int err = in.getInt(at + HEADER_BYTES - Integer.BYTES);
    OpKind kind = OpKind.of(kinds[oldest]);
    long sent = sentNanos[oldest];
    oldest = oldest + 1 == kinds.length ? 0 : oldest + 1;
    outstanding--;
    expectedXid = after(expectedXid);
    if (source != null) {
      source.onReply(kind, err, in, at + HEADER_BYTES);
    }
    replies.reply(kind, err, sent);
  }

  private void keep(ByteBuffer in, int at) {
    partialBytes = in.limit() - at;
    if (partialBytes > partial.length) {
      partial = new byte[Math.max(partialBytes, 256)];
    }
    in.get(at, partial, 0, partialBytes);
  }

  /**
   * Sends as many requests as may be outstanding.
   *
   * @param out the loop's buffer, which holds at least one frame of the source
   * @param now when these requests count as sent
   * @throws IOException when the connection is broken
   */
  void send(ByteBuffer out, SelectionKey key, long now) throws IOException {
    while (source != null && unsent == null && outstanding < kinds.length) {
      out.clear();
      fill(source, out, now);
      if (out.position() == 0) {
        return;
      }
      write(out.flip(), key, now);
    }
  }

  private void fill(RequestSource from, ByteBuffer out, long now) {
    int frameBytesMax = from.frameBytesMax();
    while (outstanding < kinds.length && out.remaining() >= frameBytesMax) {
      OpKind kind = from.append(out, nextXid);
      if (kind == null) {
        return;
      }
      int slot = oldest + outstanding;
      slot = slot >= kinds.length ? slot - kinds.length : slot;
      kinds[slot] = (byte) kind.ordinal();
      sentNanos[slot] = now;
      outstanding++;
      nextXid = after(nextXid);
    }
  }

  /** Sends a ping if nothing was sent for this long and nothing is outstanding. */
  void pingIfIdle(byte[] ping, SelectionKey key, long now, long idleNanos) throws IOException {
    if (outstanding == 0 && unsent == null && now - lastSentNanos >= idleNanos) {
      write(ByteBuffer.wrap(ping), key, now);
    }
  }

  /** Sends the rest of what the socket did not take before. */
  void resume(SelectionKey key, long now) throws IOException {
    ByteBuffer rest = unsent;
    if (rest != null) {
      unsent = null;
      write(rest, key, now);
    }
  }

  private void write(ByteBuffer bytes, SelectionKey key, long now) throws IOException {
    channel.write(bytes);
    lastSentNanos = now;
    if (bytes.hasRemaining()) {
      unsent = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
      key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    } else if (key.interestOps() != SelectionKey.OP_READ) {
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  /** Forgets what is outstanding and closes the socket. */
  void close() {
    outstanding = 0;
    source = null;
    Arrays.fill(kinds, (byte) 0);
    try {
      channel.close();
    } catch (IOException e) {
      // The connection is given up either way.
    }
  }

  private static int after(int xid) {
    return xid == Integer.MAX_VALUE ? 1 : xid + 1;
  }

  /** What a connection tells its loop while it reads. */
  interface Replies {
    /** Bytes have been read; what follows until the next call came with them. */
    void arrived();

    void reply(OpKind kind, int err, long sentNanos);

    void event();
  }
}
