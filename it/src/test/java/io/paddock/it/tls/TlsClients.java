package io.paddock.it.tls;

import io.paddock.testgen.tls.TlsFiles;
import io.paddock.testkit.script.WireClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Clients that encrypt, with the JDK's own TLS. */
final class TlsClients {
  private final TlsFiles server;

  /** Clients that trust this server. */
  TlsClients(TlsFiles server) {
    this.server = server;
  }

  /**
   * Connects; the handshake of TLS comes with the first bytes. {@code own} is null for no
   * certificate.
   */
  WireClient connect(InetSocketAddress address, @Nullable TlsFiles own) {
    return new WireClient(address, socket(own));
  }

  /** Connects, opens a session. */
  WireClient open(InetSocketAddress address, @Nullable TlsFiles own) {
    WireClient client = connect(address, own);
    if (!client.handshake(WireClient.newSession(30_000)).isAccepted()) {
      throw new AssertionError("no session");
    }
    return client;
  }

  /** A socket that is not connected yet. */
  SSLSocket socket(@Nullable TlsFiles own) {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(load(server.trust(".p12")));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own == null ? null : keys(own), trust.getTrustManagers(), null);
      return (SSLSocket) context.getSocketFactory().createSocket();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyManager[] keys(TlsFiles own) throws GeneralSecurityException, IOException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(load(own.file(".p12")), TlsFiles.PASSWORD.toCharArray());
    X509ExtendedKeyManager known = (X509ExtendedKeyManager) keys.getKeyManagers()[0];
    return new KeyManager[] {new Pushy(known, own.name())};
  }

  private static KeyStore load(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, TlsFiles.PASSWORD.toCharArray());
    }
    return store;
  }

  /** Shows its certificate even to a server that has said that it trusts others only. */
  private static final class Pushy extends X509ExtendedKeyManager {
    private final X509ExtendedKeyManager keys;
    private final String alias;

    Pushy(X509ExtendedKeyManager keys, String alias) {
      this.keys = keys;
      this.alias = alias;
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      return alias;
    }

    @Override
    public X509Certificate[] getCertificateChain(String which) {
      return keys.getCertificateChain(which);
    }

    @Override
    public PrivateKey getPrivateKey(String which) {
      return keys.getPrivateKey(which);
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
      return new String[] {alias};
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      return new String[0];
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      return null;
    }
  }
}
