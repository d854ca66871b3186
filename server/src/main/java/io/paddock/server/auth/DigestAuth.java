package io.paddock.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Scheme digest: {@code user:password} becomes {@code user:BASE64(hash of "user:password")}. Pure;
 * any thread.
 *
 * <p>Source: spec/semantics.md, section 8.1.
 */
public final class DigestAuth {
  private final String algorithm;

  /** Hashes with {@code algorithm}, which exists: the settings have been checked. */
  public DigestAuth(String algorithm) {
    this.algorithm = algorithm;
  }

  /** The ACL id for {@code user:password}; text without a colon is all user. */
  public String idOf(String userAndPassword) {
    int colon = userAndPassword.indexOf(':');
    String user = colon < 0 ? userAndPassword : userAndPassword.substring(0, colon);
    byte[] hash = newDigest().digest(userAndPassword.getBytes(StandardCharsets.UTF_8));
    return user + ':' + Base64.getEncoder().encodeToString(hash);
  }

  private MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no digest algorithm " + algorithm, e);
    }
  }
}
