package io.paddock.bench.wire;

/** First letter of a znode's name: tells whose it is and keeps the kinds apart. */
public enum NameLetter {
  /** Part of the key space, made before the load begins. */
  KEY('n'),
  /** Made by the load itself, numbered by the load. */
  CREATED('c'),
  /** Ephemeral and sequential, numbered by the server. */
  EPHEMERAL('e');

  private final char letter;

  NameLetter(char letter) {
    this.letter = letter;
  }

  char letter() {
    return letter;
  }
}
