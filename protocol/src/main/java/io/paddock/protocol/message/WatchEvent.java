package io.paddock.protocol.message;

/**
 * What a server sends to a watcher (spec/wire.md, section 6).
 *
 * @param type what happened
 * @param state {@link #SYNC_CONNECTED}, the only value that servers send
 * @param path the znode that it happened to, in the server's tree
 */
public record WatchEvent(EventType type, int state, String path) {
  /** The state in every event from a server. */
  public static final int SYNC_CONNECTED = 3;

  /** An event as a server sends it. */
  public static WatchEvent of(EventType type, String path) {
    return new WatchEvent(type, SYNC_CONNECTED, path);
  }
}
