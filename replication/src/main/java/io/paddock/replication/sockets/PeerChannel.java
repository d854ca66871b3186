package io.paddock.replication.sockets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The sending side of one connection: what any thread hands over is written by the loop, all that
 * waits with one flush.
 *
 * <p>Small parts are gathered into buffers that the socket can take as they are; they would have to
 * be copied once anyway. Large ones are written by themselves.
 *
 * <p>Thread: {@link #send} any; the rest the loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write closes the connection.
final class PeerChannel {
  static final byte PING = -1;
  private static final int HEAD_BYTES = 5;
  private static final int GATHERED_BYTES = 64 << 10;
  private static final int LARGE_BYTES = 16 << 10;
  private static final int BUFFER_BYTES_MIN = 256;

  private final Channel channel;
  private final int frameBytesMax;
  private final long queueBytesMax;
  private final AtomicLong queued = new AtomicLong();

  /** What waits for the loop; guarded by {@code lock}. */
  private Deque<Frame> waiting = new ArrayDeque<>();

  private final Object lock = new Object();
  private Deque<Frame> taken = new ArrayDeque<>();
  private @Nullable ByteBuf gathered;
  private @Nullable ChannelFuture last;

  private record Frame(byte kind, int length, List<ByteBuffer> parts) {}

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
    if (!channel.isActive() || !isRoomFor(length)) {
      return false;
    }
    boolean wake;
    synchronized (lock) {
      wake = waiting.isEmpty();
      waiting.add(new Frame(kind, length, List.of(parts)));
    }
    if (wake) {
      try {
        channel.eventLoop().execute(this::drain);
      } catch (RejectedExecutionException e) {
        return false; // Closing.
      }
    }
    return true;
  }

  /** A frame that is longer than the queue still goes through an empty one. */
  private boolean isRoomFor(int length) {
    long before = queued.getAndAdd(length);
    if (before > 0 && before + length > queueBytesMax) {
      queued.addAndGet(-length);
      return false;
    }
    return true;
  }

  private void drain() {
    Deque<Frame> frames;
    synchronized (lock) {
      frames = waiting;
      waiting = taken;
      taken = frames;
    }
    long bytes = 0;
    for (Frame each = frames.poll(); each != null; each = frames.poll()) {
      bytes += each.length();
      write(each);
    }
    writeGathered();
    ChannelFuture end = last;
    if (end != null) {
      last = null;
      long written = bytes;
      end.addListener(done -> queued.addAndGet(-written));
      channel.flush();
    }
  }

  private void write(Frame frame) {
    room(HEAD_BYTES).writeInt(frame.length()).writeByte(frame.kind());
    for (ByteBuffer each : frame.parts()) {
      if (each.remaining() < LARGE_BYTES) {
        room(each.remaining()).writeBytes(each.duplicate());
      } else {
        writeGathered();
        last = channel.write(Unpooled.wrappedBuffer(each));
      }
    }
  }

  private ByteBuf room(int bytes) {
    ByteBuf buffer = gathered;
    if (buffer != null && buffer.readableBytes() + bytes > GATHERED_BYTES) {
      writeGathered();
      buffer = null;
    }
    if (buffer == null) {
      long guess = Math.max(Math.max(bytes, BUFFER_BYTES_MIN), queued.get());
      buffer = channel.alloc().directBuffer((int) Math.min(guess, GATHERED_BYTES), GATHERED_BYTES);
      gathered = buffer;
    }
    return buffer;
  }

  private void writeGathered() {
    ByteBuf buffer = gathered;
    if (buffer != null) {
      gathered = null;
      last = channel.write(buffer);
    }
  }
}
