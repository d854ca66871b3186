package io.paddock.client.api;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * How connections are encrypted.
 *
 * @param context keys and trust
 * @param checksHost whether the certificate of a server must be for the name by which it was asked
 */
public record TlsOptions(SSLContext context, boolean checksHost) {
  /** With the JVM's own keys and trust, or any that a program has put together. */
  public static TlsOptions of(SSLContext context) {
    return new TlsOptions(context, true);
  }

  /**
   * Trusts the certificates in a store, and shows none of its own.
   *
   * @param trustStore a PKCS12 or JKS file
   */
  public static TlsOptions trusting(Path trustStore, String password) throws IOException {
    return of(context(new KeyManager[0], trustStore, password));
  }

  /**
   * Trusts the certificates in one store and shows that of another.
   *
   * @param keyStore a PKCS12 or JKS file
   * @param trustStore a PKCS12 or JKS file
   * @param password of both
   */
  public static TlsOptions of(Path keyStore, Path trustStore, String password) throws IOException {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      char[] secret = password.toCharArray();
      keys.init(KeyStore.getInstance(keyStore.toFile(), secret), secret);
      return of(context(keys.getKeyManagers(), trustStore, password));
    } catch (GeneralSecurityException e) {
      throw new IOException("the key store " + keyStore + " cannot be used", e);
    }
  }

  private static SSLContext context(KeyManager[] keys, Path trustStore, String password)
      throws IOException {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(KeyStore.getInstance(trustStore.toFile(), password.toCharArray()));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the trust store " + trustStore + " cannot be used", e);
    }
  }

  /** The same for servers whose certificates are not for their names. */
  public TlsOptions withoutHostCheck() {
    return new TlsOptions(context, false);
  }
}
