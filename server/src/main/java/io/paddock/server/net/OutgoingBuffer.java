package io.paddock.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.paddock.protocol.codec.JuteWriter;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What one client is to be sent and Netty has not been given yet. Holds no memory while there is
 * nothing.
 *
 * <p>Thread: the connection's loop.
 */
final class OutgoingBuffer {
  private static final int CAPACITY_MIN = 512;

  private @Nullable ByteBuf bytes;
  private @Nullable ArrayDeque<Deferred> deferred;
  private long deferredBytes;

  /** Adds what the writer holds. */
  void append(ByteBufAllocator alloc, JuteWriter encoded) {
    int size = encoded.position();
    ByteBuf buffer = bytes;
    if (buffer == null) {
      buffer = alloc.directBuffer(Math.max(CAPACITY_MIN, size));
      bytes = buffer;
    }
    buffer.writeBytes(encoded.array(), 0, size);
  }

  /** Keeps an answer to be encoded later. */
  void defer(Deferred answer) {
    if (deferred == null) {
      deferred = new ArrayDeque<>();
    }
    deferred.add(answer);
    deferredBytes += answer.heldBytes();
  }

  /** The first answer that was kept, taken out; null if there is none. */
  @Nullable Deferred pollDeferred() {
    ArrayDeque<Deferred> waiting = deferred;
    if (waiting == null) {
      return null;
    }
    Deferred answer = waiting.poll();
    if (answer == null) {
      deferred = null;
      return null;
    }
    deferredBytes -= answer.heldBytes();
    return answer;
  }

  /** Whether the next answer must be kept: there is enough already, or others wait before it. */
  boolean mustDefer() {
    return hasDeferred() || size() > ClientPort.CONGESTED_BYTES;
  }

  boolean hasDeferred() {
    return deferred != null && !deferred.isEmpty();
  }

  boolean isEmpty() {
    return size() == 0 && !hasDeferred();
  }

  /** About how much memory the kept answers take. */
  long deferredBytes() {
    return deferredBytes;
  }

  /** Encoded bytes. */
  int size() {
    return bytes == null ? 0 : bytes.readableBytes();
  }

  /** The encoded bytes, which are the caller's from now on; null if there are none. */
  @Nullable ByteBuf take() {
    ByteBuf taken = bytes;
    bytes = null;
    return taken;
  }

  /** Forgets everything. */
  void clear() {
    ByteBuf taken = take();
    if (taken != null) {
      taken.release();
    }
    deferred = null;
    deferredBytes = 0;
  }
}
