package io.paddock.replication.sockets;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a member takes part in the network.
 *
 * @param self its id, 1 to 255
 * @param listen where it listens; port 0 for any free one
 * @param silenceMs a connection on which nothing came for so long is closed; something is sent
 *     three times as often
 * @param frameBytesMax the longest frame that is sent or taken
 * @param queueBytesMax what may wait to be written to one member
 * @param tls null for none
 */
public record PeerSettings(
    int self,
    List<InetSocketAddress> listen,
    int silenceMs,
    int frameBytesMax,
    long queueBytesMax,
    @Nullable PeerTls tls) {
  private static final int FRAME_BYTES_MAX = 64 << 20;
  private static final long QUEUE_BYTES_MAX = 256L << 20;

  public PeerSettings {
    listen = List.copyOf(listen);
  }

  /** The usual limits: frames of 64 MiB, queues of 256 MiB. */
  public static PeerSettings of(
      int self, List<InetSocketAddress> listen, int silenceMs, @Nullable PeerTls tls) {
    return new PeerSettings(self, listen, silenceMs, FRAME_BYTES_MAX, QUEUE_BYTES_MAX, tls);
  }
}
