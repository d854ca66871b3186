package io.paddock.client.api;

/**
 * How a client stands with its servers. LOST → CONNECTED ↔ SUSPENDED → LOST, from each to CLOSED.
 */
public enum ConnectionState {
  /** There is a session and a connection. */
  CONNECTED,
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
  CLOSED
}
