package io.paddock.server.auth;

import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Id;
import io.paddock.server.config.AuthConfig;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides about auth packets and about requests without the identity that is asked for. Pure; any
 * thread.
 *
 * <p>Source: spec/semantics.md, sections 8.1 and 8.4.
 */
public final class AuthPolicy {
  private static final Id SUPER = new Id("super", "");

  private final AuthConfig config;
  private final DigestAuth digest;

  /** Decides as the settings say. */
  public AuthPolicy(AuthConfig config) {
    this.config = config;
    this.digest = new DigestAuth(config.digestAlgorithm());
  }

  /** The one identity of a connection that has not authenticated. */
  public static Id ofAddress(String address) {
    return new Id("ip", address);
  }

  /**
   * The identities of a client that has shown a trusted certificate.
   *
   * @param subject its distinguished name as in RFC 2253
   */
  public List<Id> ofCertificate(String subject) {
    Id identity = new Id("x509", subject);
    return subject.equals(config.x509SuperUser())
        ? List.of(identity, new Id("super", subject))
        : List.of(identity);
  }

  /**
   * Decides about one auth packet.
   *
   * @param scheme as the client sent it
   * @param data as the client sent it
   * @param address the client's address without a port
   */
  public AuthResult authenticate(@Nullable String scheme, @Nullable Data data, String address) {
    if (scheme == null) {
      return new AuthResult.Refused("no scheme");
    }
    return switch (scheme) {
      case "ip" -> new AuthResult.Accepted(List.of(ofAddress(address)));
      case "digest" -> digest(data);
      case "ensemble" -> ensemble(data);
      default -> new AuthResult.Refused("scheme " + forLog(scheme) + " takes no auth packet here");
    };
  }

  /**
   * Whether a connection with these identities may send requests. If not, the answer to its request
   * is SESSION_CLOSED_REQUIRE_SASL_AUTH, and it closes; auth packets and pings of the handshake are
   * not asked about.
   */
  public boolean mayRequest(Collection<Id> identities) {
    Set<String> enforced = config.enforcedSchemes();
    if (enforced.isEmpty()) {
      return true;
    }
    for (Id each : identities) {
      if (each.scheme() != null && enforced.contains(each.scheme())) {
        return true;
      }
    }
    return false;
  }

  private AuthResult digest(@Nullable Data data) {
    if (!config.digestEnabled()) {
      return new AuthResult.Refused("scheme digest is switched off");
    }
    if (data == null) {
      return new AuthResult.Refused("scheme digest without data");
    }
    String id = digest.idOf(data.asText());
    Id identity = new Id("digest", id);
    return id.equals(config.superDigest())
        ? new AuthResult.Accepted(List.of(SUPER, identity))
        : new AuthResult.Accepted(List.of(identity));
  }

  private AuthResult ensemble(@Nullable Data data) {
    Set<String> names = config.ensembleNames();
    if (names == null || data == null || data.size() == 0 || names.contains(data.asText())) {
      return new AuthResult.Accepted(List.of());
    }
    return new AuthResult.Closed("this is not ensemble " + forLog(data.asText()));
  }

  /** Short and printable: it comes from a client. */
  private static String forLog(String text) {
    String printable = text.replaceAll("\\P{Graph}", "?");
    return printable.length() <= 32 ? printable : printable.substring(0, 32) + "…";
  }
}
