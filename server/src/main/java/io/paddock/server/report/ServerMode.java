package io.paddock.server.report;

/** What part a server plays, as monitoring reads it. */
public enum ServerMode {
  STANDALONE("standalone"),
  LEADER("leader"),
  FOLLOWER("follower"),
  OBSERVER("observer"),
  READ_ONLY("read-only");

  private final String text;

  ServerMode(String text) {
    this.text = text;
  }

  /** The word after {@code Mode:} and in {@code zk_server_state}. */
  public String text() {
    return text;
  }
}
