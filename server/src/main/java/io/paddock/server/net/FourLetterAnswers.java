package io.paddock.server.net;

import io.paddock.server.config.FourLetterWord;
import java.util.concurrent.CompletionStage;

/** Where the text comes from that answers a four-letter word. */
@FunctionalInterface
public interface FourLetterAnswers {
  /**
   * The whole answer; the argument is 0 for a word that has none. Called on an event loop; must not
   * block.
   */
  CompletionStage<String> answer(FourLetterWord word, long argument);
}
