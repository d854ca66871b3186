package io.paddock.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.testkit.embedded.EmbeddedServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Four-letter words as a probe sends them: bytes on a bare socket. */
class FourLetterWordTest {
  @Test
  void a_new_server_counts_five_znodes_as_zookeeper_does() throws IOException {
    try (EmbeddedServer server = EmbeddedServer.start()) {
      assertThat(ask(server.address(), "srvr")).endsWith("Mode: standalone\nNode count: 5\n");
      assertThat(ask(server.address(), "mntr\n")).contains("zk_znode_count\t5\n");
    }
  }

  @Test
  void a_word_is_answered_although_the_asker_has_closed_its_half() throws IOException {
    try (EmbeddedServer server = EmbeddedServer.start()) {
      assertThat(ask(server.address(), "ruok")).isEqualTo("imok");
    }
  }

  private static String ask(InetSocketAddress address, String word) throws IOException {
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
