package io.paddock.state.access;

import io.paddock.protocol.message.Id;
import org.jspecify.annotations.Nullable;

/**
 * The schemes of identities: which ids are valid in an ACL, which identity matches one
 * (spec/semantics.md, section 8.1).
 *
 * @param sasl ACL entries of scheme sasl are valid
 * @param x509 ACL entries of scheme x509 are valid
 */
public record AclSchemes(boolean sasl, boolean x509) {
  static final String WORLD = "world";
  static final String AUTH = "auth";
  static final String IP = "ip";
  static final String DIGEST = "digest";
  static final String SUPER = "super";
  static final String SASL = "sasl";
  static final String X509 = "x509";

  /** Whether an ACL may have an entry with this scheme and id. */
  boolean isValid(String scheme, String id) {
    return switch (scheme) {
      case WORLD -> id.equals(Id.ANYONE.id());
      case IP -> IpRange.parse(id) != null;
      case DIGEST -> id.split(":").length == 2;
      case SASL -> sasl && isPrincipal(id);
      case X509 -> x509 && isDistinguishedName(id);
      default -> false;
    };
  }

  /** Whether an identity stands for a user: an ACL entry of scheme auth becomes one for each. */
  boolean isUser(Id identity) {
    String scheme = identity.scheme();
    return DIGEST.equals(scheme) || (sasl && SASL.equals(scheme)) || (x509 && X509.equals(scheme));
  }

  /** Whether an identity is one that the id of an ACL entry means. */
  static boolean matches(Id entry, Id identity) {
    String scheme = entry.scheme();
    if (scheme == null || !scheme.equals(identity.scheme())) {
      return false;
    }
    return scheme.equals(IP)
        ? matchesAddress(entry.id(), identity.id())
        : isWithId(scheme) && entry.id() != null && entry.id().equals(identity.id());
  }

  private static boolean isWithId(String scheme) {
    return scheme.equals(DIGEST) || scheme.equals(SASL) || scheme.equals(X509);
  }

  private static boolean matchesAddress(@Nullable String range, @Nullable String address) {
    IpRange parsed = range == null ? null : IpRange.parse(range);
    return parsed != null && address != null && parsed.contains(address);
  }

  // primary[/instance][@REALM], where no part may hold one of the separators.
  private static boolean isPrincipal(String id) {
    int at = id.indexOf('@');
    if (at < 0) {
      return !id.isEmpty();
    }
    String name = id.substring(0, at);
    int slash = name.indexOf('/');
    return id.indexOf('@', at + 1) < 0
        && id.indexOf('/', at) < 0
        && (slash < 0 || name.indexOf('/', slash + 1) < 0);
  }

  private static boolean isDistinguishedName(String id) {
    try {
      return !new javax.security.auth.x500.X500Principal(id).getName().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
