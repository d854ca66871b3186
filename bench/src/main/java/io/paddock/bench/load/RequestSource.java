package io.paddock.bench.load;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What one connection sends. Called for every request, so an implementation allocates nothing.
 *
 * <p>Thread: the loop of its connection.
 */
interface RequestSource {
  /**
   * Appends the next request.
   *
   * @param out with at least {@link #frameBytesMax()} bytes remaining
   * @return what was appended, or null when there is nothing to send until the next reply, or ever
   */
  @Nullable OpKind append(ByteBuffer out, int xid);

  /** Bytes of the largest frame that {@link #append} writes, the length prefix included. */
  int frameBytesMax();

  /**
   * Hears of a reply, in the order of the requests.
   *
   * @param kind what {@link #append} returned for the request
   * @param err the error code of the reply, 0 for none
   * @param in holds the reply; its position and limit must not be changed
   * @param body where the body begins in {@code in}; there is none when {@code err} is not 0
   */
  default void onReply(OpKind kind, int err, ByteBuffer in, int body) {}
}
