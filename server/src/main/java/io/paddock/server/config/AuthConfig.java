package io.paddock.server.config;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may say who they are, and how (spec/semantics.md, section 8).
 *
 * @param digestEnabled scheme digest is accepted ({@code DigestAuthenticationProvider.enabled})
 * @param digestAlgorithm name of the {@link java.security.MessageDigest}, which exists
 * @param superDigest {@code user:hash} of the super user, or null for none
 * @param enforcedSchemes schemes of which a connection must have an identity before anything else;
 *     empty if it is not enforced
 * @param ensembleNames names that scheme ensemble accepts, or null if every name is ({@code
 *     ensembleAuthName})
 * @param x509Acls ACL entries of scheme x509 are valid
 * @param x509SuperUser subject of the certificate whose owner may do everything, or null for none
 */
public record AuthConfig(
    boolean digestEnabled,
    String digestAlgorithm,
    @Nullable String superDigest,
    Set<String> enforcedSchemes,
    @Nullable Set<String> ensembleNames,
    boolean x509Acls,
    @Nullable String x509SuperUser) {
  public AuthConfig {
    enforcedSchemes = Set.copyOf(enforcedSchemes);
    ensembleNames = ensembleNames == null ? null : Set.copyOf(ensembleNames);
  }
}
