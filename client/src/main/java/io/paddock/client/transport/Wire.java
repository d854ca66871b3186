package io.paddock.client.transport;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The bytes of one connection, plain or encrypted.
 *
 * <p>Thread: the loop's.
 */
interface Wire {
  /** Takes what has come; 0 for nothing now, -1 for the end. */
  int read(ByteBuffer into) throws IOException;

  /** Sends as much as goes now. */
  void write(ByteBuffer from) throws IOException;

  /** Whether more can be read although the socket is silent. */
  boolean hasMore();

  /** Whether it waits until the socket takes more. */
  boolean isFull();

  /** Says good-bye if it can without waiting. */
  void bye() throws IOException;
}
