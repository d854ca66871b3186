package io.paddock.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyLinkTest {
  private static final int PATIENCE_MS = 20_000;
  private static final int SILENCE_MS = 200;

  private final InetAddress here = InetAddress.getLoopbackAddress();
  private ServerSocket server;
  private FaultyLink link;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 10, here);
    server.setSoTimeout(PATIENCE_MS);
    link = new FaultyLink(new InetSocketAddress(here, server.getLocalPort()));
  }

  @AfterEach
  void close() throws IOException {
    link.close();
    server.close();
  }

  @Test
  void bytes_pass_both_ways() throws IOException {
    try (Socket near = connect();
        Socket far = server.accept()) {
      assertPasses(near, far);
      assertPasses(far, near);
    }
  }

  @Test
  void a_partition_holds_bytes_until_it_is_healed_and_ends_nothing() throws IOException {
    try (Socket near = connect();
        Socket far = server.accept()) {
      link.partition();
      near.getOutputStream().write(7);
      far.setSoTimeout(SILENCE_MS);
      assertThatThrownBy(() -> far.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);

      link.heal();

      far.setSoTimeout(PATIENCE_MS);
      assertThat(far.getInputStream().read()).isEqualTo(7);
    }
  }

  @Test
  void a_way_that_is_silent_holds_bytes_and_the_other_way_passes_them() throws IOException {
    try (Socket near = connect();
        Socket far = server.accept()) {
      assertPasses(near, far);
      link.silence(FaultyLink.Way.THERE);

      assertPasses(far, near);
      near.getOutputStream().write(7);
      far.setSoTimeout(SILENCE_MS);
      assertThatThrownBy(() -> far.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      link.heal();

      far.setSoTimeout(PATIENCE_MS);
      assertThat(far.getInputStream().read()).isEqualTo(7);
    }
  }

  @Test
  void a_connection_that_is_made_while_one_way_is_silent_waits_for_it() throws IOException {
    link.silence(FaultyLink.Way.BACK);
    try (Socket near = connect()) {
      server.setSoTimeout(SILENCE_MS);
      assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);

      link.heal();

      server.setSoTimeout(PATIENCE_MS);
      try (Socket far = server.accept()) {
        assertPasses(near, far);
      }
    }
  }

  @Test
  void who_came_while_it_was_cut_does_not_come_through_afterwards() throws IOException {
    link.cut();
    List<Socket> late = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      late.add(connect());
    }
    link.heal();
    try (Socket near = connect();
        Socket far = server.accept()) {
      assertPasses(near, far);
      for (Socket each : late) {
        assertThatThrownBy(() -> each.getInputStream().read()).isInstanceOf(IOException.class);
        each.close();
      }
    }
  }

  @Test
  void a_cut_ends_connections_and_lets_no_new_one_through() throws IOException {
    try (Socket near = connect();
        Socket far = server.accept()) {
      assertPasses(near, far);

      link.cut();

      assertThatThrownBy(() -> near.getInputStream().read()).isInstanceOf(IOException.class);
      try (Socket late = connect()) {
        assertThatThrownBy(
                () -> {
                  if (late.getInputStream().read() < 0) {
                    throw new IOException("ended");
                  }
                })
            .isInstanceOf(IOException.class)
            .isNotInstanceOf(SocketTimeoutException.class);
      }
    }
  }

  @Test
  void what_is_delayed_comes_later() throws IOException {
    try (Socket near = connect();
        Socket far = server.accept()) {
      link.delay(Duration.ofMillis(SILENCE_MS));
      long began = System.nanoTime();

      assertPasses(near, far);

      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isGreaterThanOrEqualTo(Duration.ofMillis(SILENCE_MS - 10));
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(here, link.port());
    socket.setSoTimeout(PATIENCE_MS);
    return socket;
  }

  private static void assertPasses(Socket from, Socket to) throws IOException {
    to.setSoTimeout(PATIENCE_MS);
    from.getOutputStream().write(5);
    assertThat(to.getInputStream().read()).isEqualTo(5);
  }
}
