package io.paddock.replication.peer.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The sending side of one connection: what any thread hands over is written by the loop, all that
 * waits with one flush.
 *
 * <p>Thread: {@link #send} any; the rest the loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write closes the connection.
final class PeerChannel {
  static final byte PING = -1;
  private static final int HEAD_BYTES = 5;

  private final Channel channel;
  private final int frameBytesMax;
  private final long queueBytesMax;
  private final AtomicLong queued = new AtomicLong();
  private final Deque<ByteBuf[]> waiting = new ArrayDeque<>();
  private boolean scheduled;

  PeerChannel(Channel channel, int frameBytesMax, long queueBytesMax) {
    this.channel = channel;
    this.frameBytesMax = frameBytesMax;
    this.queueBytesMax = queueBytesMax;
  }

  Channel channel() {
    return channel;
  }

  long queuedBytes() {
    return queued.get();
  }

  /** As {@code PeerNetwork.send}. */
  boolean send(byte kind, ByteBuffer... parts) {
    int length = 1;
    for (ByteBuffer each : parts) {
      length = Math.addExact(length, each.remaining());
    }
    if (length > frameBytesMax) {
      throw new IllegalArgumentException(
          "a frame of " + length + " bytes; the most is " + frameBytesMax);
    }
    if (!channel.isActive() || queued.get() > queueBytesMax) {
      return false;
    }
    ByteBuf head = Unpooled.buffer(HEAD_BYTES, HEAD_BYTES).writeInt(length).writeByte(kind);
    ByteBuf[] bytes = new ByteBuf[parts.length + 1];
    bytes[0] = head;
    for (int i = 0; i < parts.length; i++) {
      bytes[i + 1] = Unpooled.wrappedBuffer(parts[i]);
    }
    queued.addAndGet(length);
    boolean wake;
    synchronized (waiting) {
      waiting.add(bytes);
      wake = !scheduled;
      scheduled = true;
    }
    if (wake) {
      channel.eventLoop().execute(this::drain);
    }
    return true;
  }

  private void drain() {
    long bytes = 0;
    ChannelPromise last = null;
    while (true) {
      ByteBuf[] next;
      synchronized (waiting) {
        next = waiting.poll();
        if (next == null) {
          scheduled = false;
          break;
        }
      }
      for (ByteBuf each : next) {
        bytes += each.readableBytes();
        last = channel.newPromise();
        channel.write(each, last);
      }
      bytes -= Integer.BYTES;
    }
    if (last != null) {
      long written = bytes;
      last.addListener(done -> queued.addAndGet(-written));
      channel.flush();
    }
  }
}
