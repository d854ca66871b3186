package io.paddock.it.wire;

import io.paddock.testkit.script.WireClient;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Four-letter words for tests. */
final class FourLetters {
  private FourLetters() {}

  /** Says a word and gives the whole answer. */
  static String ask(InetSocketAddress server, String word) {
    try (WireClient client = new WireClient(server)) {
      client.sendRaw(word.getBytes(StandardCharsets.US_ASCII));
      return new String(client.receiveRest(), StandardCharsets.UTF_8);
    }
  }
}
