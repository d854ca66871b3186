package io.paddock.it.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks a server the way monitoring agents do. */
public final class FourLetterWord {
  private static final int CONNECT_MS = 5_000;

  /** A busy machine takes its time; a member that is frozen is not asked. */
  private static final int ANSWER_MS = 40_000;

  private FourLetterWord() {}

  /** The whole answer to the word, up to the close of the connection. */
  public static String ask(int port, String word) throws IOException {
    return ask(Site.HERE.at(port), word);
  }

  /** As above, from a server anywhere. */
  public static String ask(InetSocketAddress server, String word) throws IOException {
    return ask(server, word, ANSWER_MS);
  }

  /** As above, and waits no longer than this for each part of the answer. */
  static String ask(InetSocketAddress server, String word, int answerMs) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(server, CONNECT_MS);
      socket.setSoTimeout(answerMs);
      socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
