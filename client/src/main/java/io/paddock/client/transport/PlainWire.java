package io.paddock.client.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Bytes as they are.
 *
 * <p>Thread: the loop's.
 */
final class PlainWire implements Wire {
  private final SocketChannel channel;
  private final BounceBuffer bounce;
  private boolean full;

  PlainWire(SocketChannel channel, BounceBuffer bounce) {
    this.channel = channel;
    this.bounce = bounce;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    return bounce.read(channel, into);
  }

  @Override
  public void write(ByteBuffer from) throws IOException {
    bounce.write(channel, from);
    full = from.hasRemaining();
  }

  @Override
  public boolean hasMore() {
    return false;
  }

  @Override
  public boolean isFull() {
    return full;
  }

  @Override
  public void bye() {}
}
