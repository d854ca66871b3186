package io.paddock.server.config;

import static io.paddock.server.config.WorkingSetting.AUTH_PROVIDER;
import static io.paddock.server.config.WorkingSetting.DIGEST_ALGORITHM;
import static io.paddock.server.config.WorkingSetting.DIGEST_ENABLED;
import static io.paddock.server.config.WorkingSetting.ENFORCE_AUTH;
import static io.paddock.server.config.WorkingSetting.ENFORCE_AUTH_SCHEMES;
import static io.paddock.server.config.WorkingSetting.ENSEMBLE_AUTH_NAME;
import static io.paddock.server.config.WorkingSetting.SUPER_DIGEST;
import static io.paddock.server.config.WorkingSetting.X509_SUPER_USER;

import io.paddock.server.config.SettingValues.Given;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings of authentication. Thread: its owner's.
 *
 * <p>Source: spec/semantics.md, section 8.
 */
final class AuthAssembly {
  private static final String PROVIDERS = "org.apache.zookeeper.server.auth.";
  private static final String X509 = PROVIDERS + "X509AuthenticationProvider";
  private static final Set<String> KNOWN_PROVIDERS =
      Set.of(
          PROVIDERS + "DigestAuthenticationProvider",
          PROVIDERS + "IPAuthenticationProvider",
          PROVIDERS + "EnsembleAuthenticationProvider",
          X509);

  private final SettingValues values;
  private final List<String> notices;

  AuthAssembly(SettingValues values, List<String> notices) {
    this.values = values;
    this.notices = notices;
  }

  /** The settings; {@code certificates} says whether clients show certificates. */
  AuthConfig build(boolean certificates) {
    boolean x509 = providers();
    boolean digest = values.flag(DIGEST_ENABLED);
    return new AuthConfig(
        digest,
        digestAlgorithm(),
        superDigest(),
        enforcedSchemes(digest, certificates),
        names(values.text(ENSEMBLE_AUTH_NAME)),
        x509 || certificates,
        values.text(X509_SUPER_USER));
  }

  /** Refuses providers that are not here; tells whether the one for x509 is configured. */
  private boolean providers() {
    boolean x509 = false;
    for (Map.Entry<String, Given> each : values.all().entrySet()) {
      if (AUTH_PROVIDER.setting().covers(each.getKey())) {
        String provider = each.getValue().value();
        if (!KNOWN_PROVIDERS.contains(provider)) {
          throw each.getValue()
              .wrong("this provider is not part of Paddock: its clients could not authenticate");
        }
        x509 |= provider.equals(X509);
      }
    }
    return x509;
  }

  private String digestAlgorithm() {
    Given given = values.get(DIGEST_ALGORITHM);
    String algorithm = values.text(DIGEST_ALGORITHM);
    if (given == null || algorithm == null) {
      // Every JVM has this one; to look it up would cost a tenth of the server's start.
      return DIGEST_ALGORITHM.setting().standard();
    }
    try {
      MessageDigest.getInstance(algorithm);
      return algorithm;
    } catch (NoSuchAlgorithmException e) {
      throw given.wrong("must be " + DIGEST_ALGORITHM.setting().allowed().text());
    }
  }

  private @Nullable String superDigest() {
    String digest = values.text(SUPER_DIGEST);
    if (digest != null && digest.indexOf(':') < 0) {
      notices.add(where(SUPER_DIGEST) + " is not user:hash: nobody can be the super user.");
    }
    return digest;
  }

  private Set<String> enforcedSchemes(boolean digest, boolean certificates) {
    if (!values.flag(ENFORCE_AUTH)) {
      return Set.of();
    }
    Set<String> schemes = names(values.text(ENFORCE_AUTH_SCHEMES));
    if (schemes == null) {
      throw new Given("true", where(ENFORCE_AUTH)).wrong("enforce.auth.schemes must say which");
    }
    for (String each : schemes) {
      boolean available =
          switch (each) {
            case "ip" -> true;
            case "digest" -> digest;
            case "x509" -> certificates;
            default -> false;
          };
      if (!available) {
        throw new Given(String.join(",", schemes), where(ENFORCE_AUTH_SCHEMES))
            .wrong("with these settings no client could have an identity of scheme " + each);
      }
    }
    return schemes;
  }

  private static @Nullable Set<String> names(@Nullable String list) {
    if (list == null) {
      return null;
    }
    Set<String> names =
        Arrays.stream(list.split(","))
            .map(String::trim)
            .filter(n -> !n.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    return names.isEmpty() ? null : names;
  }

  private String where(WorkingSetting key) {
    Given given = values.get(key);
    return given == null ? key.key() : given.where();
  }
}
