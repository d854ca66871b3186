package io.paddock.bench.load;

import io.paddock.bench.wire.RequestFrames;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens sessions, several at a time: the requests of a batch are all on their way before the first
 * response is awaited. Thread: blocks its caller. Source: spec/wire.md, section 4.
 */
final class Handshakes {
  private static final int CONNECT_TIMEOUT_MS = 5_000;
  private static final int RESPONSE_TIMEOUT_MS = 30_000;
  private static final int RESPONSE_BYTES_MAX = 1_024;

  private final Endpoints endpoints;
  private final byte[] request;
  private final int patienceMs;

  /** Asks for sessions with this timeout and waits half a minute for each. */
  Handshakes(Endpoints endpoints, int timeoutMs) {
    this(endpoints, timeoutMs, RESPONSE_TIMEOUT_MS);
  }

  /** The same, waiting {@code patienceMs} for each response. */
  Handshakes(Endpoints endpoints, int timeoutMs, int patienceMs) {
    this.endpoints = endpoints;
    this.request = RequestFrames.handshake(timeoutMs);
    this.patienceMs = patienceMs;
  }

  /**
   * Opens the sessions with numbers from {@code first} on.
   *
   * @return non-blocking channels, in order of their numbers
   * @throws BenchException naming the host that cannot be reached or refused
   */
  List<SocketChannel> open(int first, int count) {
    List<SocketChannel> opened = new ArrayList<>(count);
    try {
      for (int i = first; i < first + count; i++) {
        opened.add(connect(endpoints.of(i)));
      }
      for (int i = 0; i < count; i++) {
        awaitResponse(opened.get(i), endpoints.of(first + i));
      }
      return opened;
    } catch (BenchException e) {
      opened.forEach(Handshakes::closeQuietly);
      throw e;
    }
  }

  private SocketChannel connect(InetSocketAddress address) {
    if (address.isUnresolved()) {
      throw new BenchException("host " + address.getHostString() + " has no address");
    }
    try {
      SocketChannel channel = SocketChannel.open();
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.socket().connect(address, CONNECT_TIMEOUT_MS);
      ByteBuffer bytes = ByteBuffer.wrap(request);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      return channel;
    } catch (IOException e) {
      throw new BenchException("cannot connect to " + text(address) + ": " + e.getMessage(), e);
    }
  }

  private void awaitResponse(SocketChannel channel, InetSocketAddress address) {
    try {
      channel.socket().setSoTimeout(patienceMs);
      DataInputStream in = new DataInputStream(channel.socket().getInputStream());
      int length = in.readInt();
      if (length < 2 * Integer.BYTES || length > RESPONSE_BYTES_MAX) {
        throw new BenchException(text(address) + " answered with no ZooKeeper handshake");
      }
      byte[] body = new byte[length];
      in.readFully(body);
      if (ByteBuffer.wrap(body).getInt(Integer.BYTES) <= 0) {
        throw new BenchException(text(address) + " refused the session");
      }
      channel.configureBlocking(false);
    } catch (IOException e) {
      String why = e.getMessage() == null ? "connection closed" : e.getMessage();
      throw new BenchException("no session from " + text(address) + ": " + why, e);
    }
  }

  private static String text(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort();
  }

  private static void closeQuietly(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // Already failing; the first failure is the one to report.
    }
  }
}
