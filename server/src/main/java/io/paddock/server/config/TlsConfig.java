package io.paddock.server.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Encryption of client connections (spec/operations.md, section 1.2).
 *
 * @param port where only encrypted clients connect ({@code secureClientPort}), or null for none
 * @param unified the plain port takes encrypted clients too ({@code client.portUnification})
 * @param keyStore the server's certificate and key
 * @param trustStore whose certificates clients may have; null if clients show none
 * @param clientAuth whether clients show one
 * @param protocols versions of TLS, at least one ({@code ssl.enabledProtocols})
 * @param cipherSuites in order of preference, or empty for those of the JVM ({@code
 *     ssl.ciphersuites})
 */
public record TlsConfig(
    @Nullable ClientPortConfig port,
    boolean unified,
    Store keyStore,
    @Nullable Store trustStore,
    ClientAuth clientAuth,
    List<String> protocols,
    List<String> cipherSuites) {
  public TlsConfig {
    protocols = List.copyOf(protocols);
    cipherSuites = List.copyOf(cipherSuites);
  }

  /** Whether a client shows a certificate ({@code ssl.clientAuth}). */
  public enum ClientAuth {
    NONE,
    /** It may; one that is not trusted is refused. */
    WANT,
    NEED
  }

  /**
   * A file with keys or certificates.
   *
   * @param setting the key in {@code zoo.cfg} that names it, for messages
   * @param file absolute
   * @param type what is in it
   * @param password what opens it, or null for none
   */
  public record Store(String setting, Path file, StoreType type, @Nullable Secret password) {}

  /** The formats of such files, by the usual ending of their names. */
  public enum StoreType {
    JKS,
    PEM,
    PKCS12,
    /** The format of a Bouncy Castle FIPS provider, which the JVM must have. */
    BCFKS
  }

  /** Text that no message and no log may show. */
  public record Secret(String text) {
    @Override
    public String toString() {
      return "***";
    }
  }
}
