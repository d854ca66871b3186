package io.paddock.server.config;

import static io.paddock.server.config.WorkingSetting.MEMBERS_CIPHERS;
import static io.paddock.server.config.WorkingSetting.MEMBERS_ENCRYPT;
import static io.paddock.server.config.WorkingSetting.MEMBERS_KEY_STORE;
import static io.paddock.server.config.WorkingSetting.MEMBERS_KEY_STORE_PASSWORD;
import static io.paddock.server.config.WorkingSetting.MEMBERS_KEY_STORE_PASSWORD_PATH;
import static io.paddock.server.config.WorkingSetting.MEMBERS_KEY_STORE_TYPE;
import static io.paddock.server.config.WorkingSetting.MEMBERS_PROTOCOLS;
import static io.paddock.server.config.WorkingSetting.MEMBERS_TAKE_BOTH;
import static io.paddock.server.config.WorkingSetting.MEMBERS_TRUST_STORE;
import static io.paddock.server.config.WorkingSetting.MEMBERS_TRUST_STORE_PASSWORD;
import static io.paddock.server.config.WorkingSetting.MEMBERS_TRUST_STORE_PASSWORD_PATH;
import static io.paddock.server.config.WorkingSetting.MEMBERS_TRUST_STORE_TYPE;
import static io.paddock.server.config.WorkingSetting.MEMBERS_VERIFY_DIALLER;
import static io.paddock.server.config.WorkingSetting.MEMBERS_VERIFY_HOST;

import io.paddock.server.config.MemberTls.Verifies;
import io.paddock.server.config.TlsConfig.Store;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of encryption between members. Thread: its owner's.
 *
 * <p>Source: spec/operations.md, section 1.2.
 */
final class MemberTlsAssembly {
  private final SettingValues values;

  MemberTlsAssembly(SettingValues values) {
    this.values = values;
  }

  /**
   * The settings, or null if nothing between members is encrypted. What is said must make sense
   * even then.
   *
   * @param alone whether there are no other members
   */
  @Nullable MemberTls build(boolean alone) {
    boolean dials = values.flag(MEMBERS_ENCRYPT);
    boolean takesBoth = values.flag(MEMBERS_TAKE_BOTH);
    Verifies verifies = verifies();
    if (alone || (!dials && !takesBoth)) {
      return null;
    }
    TlsAssembly files = new TlsAssembly(values);
    Store keys =
        files.store(
            MEMBERS_KEY_STORE,
            MEMBERS_KEY_STORE_PASSWORD,
            MEMBERS_KEY_STORE_PASSWORD_PATH,
            MEMBERS_KEY_STORE_TYPE);
    Store trusted =
        files.store(
            MEMBERS_TRUST_STORE,
            MEMBERS_TRUST_STORE_PASSWORD,
            MEMBERS_TRUST_STORE_PASSWORD_PATH,
            MEMBERS_TRUST_STORE_TYPE);
    if (keys == null || trusted == null) {
      throw new ConfigException(
          "no ssl.quorum."
              + (keys == null ? "keyStore" : "trustStore")
              + ".location: with "
              + (dials ? "sslQuorum" : "portUnification")
              + "=true a member needs a certificate and its key, and must know whose certificates"
              + " to trust");
    }
    List<String> protocols = files.list(MEMBERS_PROTOCOLS);
    return new MemberTls(
        dials,
        takesBoth,
        keys,
        trusted,
        protocols.isEmpty() ? TlsAssembly.PROTOCOLS : protocols,
        files.list(MEMBERS_CIPHERS),
        verifies);
  }

  private Verifies verifies() {
    boolean dialler = values.flag(MEMBERS_VERIFY_DIALLER);
    if (!values.flag(MEMBERS_VERIFY_HOST)) {
      return Verifies.NOBODY;
    }
    return dialler ? Verifies.BOTH : Verifies.DIALLED;
  }
}
