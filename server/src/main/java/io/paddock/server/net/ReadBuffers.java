package io.paddock.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import io.netty.util.concurrent.FastThreadLocal;
import org.jspecify.annotations.Nullable;

/**
 * One direct buffer for each event loop, into which all its sockets read: what is read is copied
 * out before the next read, so nobody needs a buffer of its own, nor a guess of how large it should
 * be.
 *
 * <p>Thread: each loop has its own {@link OfLoop}.
 */
final class ReadBuffers implements RecvByteBufAllocator {
  /** The most that one system call reads. */
  static final int READ_BYTES_MAX = 64 * 1024;

  /** Reads of one socket in a row; then the others have their turn. */
  private static final int READS_MAX = 16;

  private final FastThreadLocal<OfLoop> ofLoop =
      new FastThreadLocal<>() {
        @Override
        protected OfLoop initialValue() {
          return new OfLoop();
        }

        @Override
        protected void onRemoval(OfLoop value) {
          value.release();
        }
      };

  @Override
  public ExtendedHandle newHandle() {
    return ofLoop.get();
  }

  private static final class OfLoop implements ExtendedHandle {
    private @Nullable ByteBuf shared;
    private int attempted;
    private int last;
    private int reads;

    @Override
    public ByteBuf allocate(ByteBufAllocator alloc) {
      ByteBuf buffer = shared;
      if (buffer == null) {
        buffer = alloc.directBuffer(READ_BYTES_MAX, READ_BYTES_MAX);
        shared = buffer;
      }
      return buffer.clear().retain();
    }

    @Override
    public int guess() {
      return READ_BYTES_MAX;
    }

    @Override
    public void reset(ChannelConfig config) {
      reads = 0;
      last = 0;
    }

    @Override
    public void incMessagesRead(int count) {
      reads += count;
    }

    @Override
    public void lastBytesRead(int bytes) {
      last = bytes;
    }

    @Override
    public int lastBytesRead() {
      return last;
    }

    @Override
    public void attemptedBytesRead(int bytes) {
      attempted = bytes;
    }

    @Override
    public int attemptedBytesRead() {
      return attempted;
    }

    @Override
    public boolean continueReading() {
      return reads < READS_MAX && last == attempted && last > 0;
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
      return reads < READS_MAX && last > 0 && maybeMoreData.get();
    }

    @Override
    public void readComplete() {}

    private void release() {
      if (shared != null) {
        shared.release();
        shared = null;
      }
    }
  }
}
