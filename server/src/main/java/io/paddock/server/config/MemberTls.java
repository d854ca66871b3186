package io.paddock.server.config;

import io.paddock.server.config.TlsConfig.Store;
import java.util.List;

/**
 * Encryption between members (spec/operations.md, section 1.2). Both sides show a certificate.
 *
 * @param dials connections that this member opens are encrypted ({@code sslQuorum})
 * @param takesBoth it takes plain connections and encrypted ones ({@code portUnification}); at
 *     least one of the two is true
 * @param keyStore its certificate and key
 * @param trustStore whose certificates the others may have
 * @param protocols versions of TLS, at least one
 * @param cipherSuites in order of preference, or empty for those of the JVM
 * @param verifies which certificates must be good for the host in the server line
 */
public record MemberTls(
    boolean dials,
    boolean takesBoth,
    Store keyStore,
    Store trustStore,
    List<String> protocols,
    List<String> cipherSuites,
    Verifies verifies) {
  public MemberTls {
    protocols = List.copyOf(protocols);
    cipherSuites = List.copyOf(cipherSuites);
  }

  /** Whose certificate is compared with the host in the server line. */
  public enum Verifies {
    /** Nobody's: one that is trusted is good for any member. */
    NOBODY,
    /** That of a member to which this one connects. */
    DIALLED,
    /** That of a member that connects, too. */
    BOTH
  }
}
