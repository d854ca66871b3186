package io.paddock.client.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BounceBufferTest {
  private static final int MANY = 10_000_000;
  private static final int BUFFER_BYTES = 200_000;

  private final BounceBuffer bounce = new BounceBuffer();
  private SocketChannel here;
  private SocketChannel there;

  BounceBufferTest() throws IOException {
    try (ServerSocketChannel listening = ServerSocketChannel.open()) {
      // Else a system with large buffers takes all at once.
      listening.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      here = SocketChannel.open();
      here.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
      here.connect(listening.getLocalAddress());
      there = listening.accept();
    }
  }

  @BeforeEach
  void make_them_non_blocking() throws IOException {
    here.configureBlocking(false);
    there.configureBlocking(false);
  }

  @AfterEach
  void close() throws IOException {
    here.close();
    there.close();
  }

  @Test
  void more_than_it_holds_and_than_the_socket_takes_comes_through_whole() throws IOException {
    byte[] all = new byte[MANY];
    new Random(7).nextBytes(all);
    ByteBuffer from = ByteBuffer.wrap(all);
    ByteBuffer into = ByteBuffer.allocate(MANY);
    bounce.write(here, from);
    assertThat(from.remaining()).isPositive();
    while (into.hasRemaining()) {
      bounce.write(here, from);
      bounce.read(there, into);
    }

    assertThat(from.hasRemaining()).isFalse();
    assertThat(into.array()).isEqualTo(all);
    assertThat(bounce.read(there, ByteBuffer.allocate(1))).isZero();
  }

  @Test
  void nothing_is_read_beyond_what_fits_and_the_end_is_told_after_the_last_bytes()
      throws IOException {
    bounce.write(here, ByteBuffer.wrap(new byte[] {1, 2, 3}));
    here.close();
    ByteBuffer two = ByteBuffer.allocate(2);
    while (two.hasRemaining()) {
      bounce.read(there, two);
    }
    assertThat(two.array()).containsExactly(1, 2);

    ByteBuffer rest = ByteBuffer.allocate(100_000);
    assertThat(bounce.read(there, rest)).isEqualTo(1);
    int end = bounce.read(there, rest);
    while (end == 0) {
      end = bounce.read(there, rest);
    }
    assertThat(end).isEqualTo(-1);
  }
}
