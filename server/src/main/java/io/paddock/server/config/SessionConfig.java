package io.paddock.server.config;

/**
 * Times of sessions and connections (spec/semantics.md, section 11).
 *
 * @param tickTimeMs the unit of time; expiry is rounded up to it
 * @param minTimeoutMs shortest session timeout that a client gets
 * @param maxTimeoutMs longest session timeout that a client gets, never below the shortest
 * @param handshakeTimeoutMs a connection that has sent no handshake by then is closed
 */
public record SessionConfig(
    int tickTimeMs, int minTimeoutMs, int maxTimeoutMs, int handshakeTimeoutMs) {
  /** The timeout that a client gets that asks for {@code askedMs}. */
  public int clamp(int askedMs) {
    return Math.max(minTimeoutMs, Math.min(maxTimeoutMs, askedMs));
  }
}
