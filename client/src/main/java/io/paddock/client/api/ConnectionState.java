package io.paddock.client.api;

/**
 * How a client stands with its servers. LOST → CONNECTED ↔ SUSPENDED → LOST, from each to CLOSED.
 */
public enum ConnectionState {
  /** There is a session and a connection. */
  CONNECTED,
  /**
   * There is a connection to a server that is cut off from the ensemble: what is read may be old,
   * writes are refused. Only for clients that allow it.
   */
  CONNECTED_READ_ONLY,
  /**
   * The connection is lost; the session may live on. Who holds a lock must take care from here on:
   * it may be lost before the client learns of it.
   */
  SUSPENDED,
  /**
   * There is no session: none yet, or it has ended, by a server's word or by the client's own
   * clock. A new one is made by itself.
   */
  LOST,
  /** The client was closed, or its credentials were refused. Final. */
  CLOSED;

  /** Whether there is a connection, to read at least. */
  public boolean isConnected() {
    return this == CONNECTED || this == CONNECTED_READ_ONLY;
  }
}
