package io.paddock.replication.peer.net;

import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * Encryption between members. Both sides show a certificate (spec/operations.md, section 5).
 *
 * @param context keys and whom to trust
 * @param protocols such as {@code TLSv1.3}; empty for the JDK's choice
 * @param ciphers cipher suites; empty for the JDK's choice
 * @param verifiesHost whether the certificate of a member that is dialled must name its host
 */
public record PeerTls(
    SSLContext context, List<String> protocols, List<String> ciphers, boolean verifiesHost) {
  public PeerTls {
    protocols = List.copyOf(protocols);
    ciphers = List.copyOf(ciphers);
  }
}
