package io.paddock.replication.sockets;

import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * Encryption between members. Both sides show a certificate (spec/operations.md, section 1.2).
 *
 * @param context keys and whom to trust
 * @param protocols such as {@code TLSv1.3}; empty for the JDK's choice
 * @param ciphers cipher suites; empty for the JDK's choice
 * @param verifies whose certificate must also name the host in its server line
 * @param use which connections are encrypted
 */
public record PeerTls(
    SSLContext context, List<String> protocols, List<String> ciphers, Verifies verifies, Use use) {
  public PeerTls {
    protocols = List.copyOf(protocols);
    ciphers = List.copyOf(ciphers);
  }

  /** Which certificates must name the host of the member. All must be trusted. */
  public enum Verifies {
    /** None: any trusted certificate is good for any member. */
    NOTHING,
    /** That of a member that is dialled. */
    DIALLED,
    /** That of a member that dials, too. */
    BOTH
  }

  /** Which connections are encrypted; the last two are for the way from none to all and back. */
  public enum Use {
    /** All. */
    ALWAYS,
    /** Those that this member opens; it takes plain ones too. */
    DIALS,
    /** None that this member opens; it takes both. */
    TAKES
  }
}
