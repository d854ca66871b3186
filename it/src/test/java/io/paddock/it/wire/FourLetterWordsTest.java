package io.paddock.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.Eventually;
import io.paddock.protocol.message.AddWatchMode;
import io.paddock.protocol.message.Request;
import io.paddock.testkit.embedded.EmbeddedServer;
import io.paddock.testkit.junit.PaddockExtension;
import io.paddock.testkit.script.WireClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** spec/wire.md, section 3: how the words come and go. What they say is tested where it is made. */
class FourLetterWordsTest {
  @RegisterExtension static final PaddockExtension PADDOCK = new PaddockExtension();

  @Test
  void a_word_is_answered_and_the_connection_closes() {
    assertThat(ask("ruok")).isEqualTo("imok");
    assertThat(ask("isro")).isEqualTo("rw");
  }

  @Test
  void bytes_after_the_word_are_ignored() {
    assertThat(ask("ruok\r\n")).isEqualTo("imok");
    assertThat(ask("ruok and much more than that")).isEqualTo("imok");
  }

  @Test
  void a_word_may_come_in_pieces() {
    try (WireClient client = connect()) {
      for (char each : "ruok".toCharArray()) {
        client.sendRaw(new byte[] {(byte) each});
      }
      assertThat(new String(client.receiveRest(), StandardCharsets.UTF_8)).isEqualTo("imok");
    }
  }

  @Test
  void whoever_asks_may_have_closed_its_half() throws IOException {
    for (String word : new String[] {"ruok", "stat", "mntr", "envi"}) {
      try (WireClient client = connect()) {
        client.sendRaw((word + "\n").getBytes(StandardCharsets.US_ASCII));
        client.socket().shutdownOutput();
        assertThat(client.receiveRest()).as(word).isNotEmpty();
      }
    }
  }

  @Test
  void the_trace_mask_is_eight_bytes_after_the_word() {
    try (WireClient client = connect()) {
      client.sendRaw(Frames.hex("73746d6b"));
      client.sendRaw(Frames.hex("00000000 00000136"));
      assertThat(new String(client.receiveRest(), StandardCharsets.UTF_8)).contains("310");
    }
    assertThat(ask("gtmk")).isEqualTo("310");
  }

  @Test
  void telnet_that_closes_is_closed() {
    try (WireClient client = connect()) {
      client.sendRaw(Frames.hex("fff4fffd"));
      client.receiveEnd();
    }
  }

  @Test
  void a_word_in_the_middle_of_a_session_is_a_frame_length_that_cannot_be() {
    try (WireClient client = WireClient.open(PADDOCK.server().address())) {
      client.sendRaw("ruok".getBytes(StandardCharsets.US_ASCII));
      client.receiveEnd();
    }
  }

  @Test
  void a_word_that_is_not_on_the_list_is_refused_in_words() {
    try (EmbeddedServer strict =
        EmbeddedServer.start(Map.of("4lw.commands.whitelist", "srvr,ruok"))) {
      assertThat(FourLetters.ask(strict.address(), "stat"))
          .isEqualTo("stat is not executed because it is not in the whitelist.\n");
      assertThat(FourLetters.ask(strict.address(), "ruok")).isEqualTo("imok");
    }
  }

  @Test
  void what_connections_do_is_shown() {
    try (WireClient client = WireClient.open(PADDOCK.server().address())) {
      client.call(new Request.AddWatch("/watched", AddWatchMode.PERSISTENT));
      client.call(new Request.Exists("/watched-too", true));
      client.call(new Request.GetChildren("/", true));

      assertThat(ask("cons"))
          .contains("recved=4", "sent=4", "lop=GETC", "lcxid=0x3", "to=30000", "queued=0");
      assertThat(ask("wchs")).contains("1 connections watching 2 paths", "Total watches:2");
      assertThat(ask("wchp")).contains("/watched\n", "/watched-too\n");
      assertThat(ask("stat")).contains("Mode: standalone", "Clients:\n");
      assertThat(ask("crst")).isEqualTo("Connection stats reset.\n");
      assertThat(ask("srst")).isEqualTo("Server stats reset.\n");
      client.closeSession();
    }
    // The client sees the end before the server has put away what belonged to the connection.
    Eventually.holds("its watches are gone", () -> ask("wchs").contains("Total watches:0"));
  }

  @ParameterizedTest
  @CsvSource({
    "conf, clientPort=",
    "cons, queued=",
    "dirs, datadir_size",
    "dump, SessionTracker dump",
    "envi, java.version=",
    "mntr, zk_znode_count\t5",
    "srvr, Node count: 5",
    "wchc, ''"
  })
  void every_word_has_an_answer(String word, String part) {
    try (EmbeddedServer fresh = EmbeddedServer.start()) {
      assertThat(FourLetters.ask(fresh.address(), word)).contains(part);
    }
  }

  private static String ask(String word) {
    return FourLetters.ask(PADDOCK.server().address(), word);
  }

  private static WireClient connect() {
    return new WireClient(PADDOCK.server().address());
  }
}
