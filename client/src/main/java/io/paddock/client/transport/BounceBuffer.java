package io.paddock.client.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Memory outside of the heap, through which the sockets of a loop read and write. Without it the
 * JDK keeps a cache of such memory for each thread, which takes more than all else that an idle
 * client has.
 *
 * <p>Thread: the loop's.
 */
final class BounceBuffer {
  private static final int BYTES_FIRST = 1024;
  private static final int BYTES_MAX = 64 * 1024;

  private ByteBuffer outside = ByteBuffer.allocateDirect(BYTES_FIRST);

  /** Reads what has come, as much as fits; -1 for the end. */
  int read(SocketChannel channel, ByteBuffer into) throws IOException {
    int total = 0;
    boolean more = true;
    while (more && into.hasRemaining()) {
      ByteBuffer lent = lend(into.remaining());
      int count = channel.read(lent);
      if (count < 0 && total == 0) {
        return count;
      }
      more = count > 0 && !lent.hasRemaining();
      into.put(lent.flip());
      total += Math.max(0, count);
    }
    return total;
  }

  /** Writes as much as goes now. */
  void write(SocketChannel channel, ByteBuffer from) throws IOException {
    boolean more = true;
    while (more && from.hasRemaining()) {
      ByteBuffer lent = lend(from.remaining());
      lent.put(from.slice(from.position(), lent.remaining())).flip();
      int count = channel.write(lent);
      from.position(from.position() + count);
      more = !lent.hasRemaining();
    }
  }

  /** Room for this many bytes, if that is not too many. */
  private ByteBuffer lend(int wanted) {
    int size = Math.min(wanted, BYTES_MAX);
    if (outside.capacity() < size) {
      outside =
          ByteBuffer.allocateDirect(Math.min(Math.max(size, 2 * outside.capacity()), BYTES_MAX));
    }
    return outside.clear().limit(size);
  }
}
