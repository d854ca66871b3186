package io.paddock.server.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.paddock.server.config.ConfigException;
import io.paddock.server.config.MemberTls;
import io.paddock.server.config.TlsConfig;
import io.paddock.server.config.TlsConfig.Secret;
import io.paddock.server.config.TlsConfig.Store;
import io.paddock.server.config.TlsConfig.StoreType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * What encrypted connections share: the server's certificate, whom it trusts, which versions and
 * ciphers.
 *
 * <p>Thread: made by the thread that boots; then any.
 */
public final class TlsContext {
  private final SslContext context;

  private TlsContext(SslContext context) {
    this.context = context;
  }

  /** Reads the stores; {@link ConfigException} names the one that cannot be used, and why. */
  public static TlsContext of(TlsConfig config) {
    SslContextBuilder builder = withKey(config.keyStore());
    Store trusted = config.trustStore();
    if (trusted != null) {
      trust(builder, trusted);
    }
    builder
        .sslProvider(SslProvider.JDK)
        .protocols(config.protocols())
        .clientAuth(
            switch (config.clientAuth()) {
              case NONE -> io.netty.handler.ssl.ClientAuth.NONE;
              case WANT -> io.netty.handler.ssl.ClientAuth.OPTIONAL;
              case NEED -> io.netty.handler.ssl.ClientAuth.REQUIRE;
            });
    List<String> ciphers = config.cipherSuites();
    if (!ciphers.isEmpty()) {
      builder.ciphers(ciphers);
    }
    return new TlsContext(checked(builder, "ssl."));
  }

  /** As {@link #of}, for connections between members, in both directions. */
  public static SSLContext ofMembers(MemberTls config) {
    SslContextBuilder builder = withKey(config.keyStore());
    trust(builder, config.trustStore());
    builder.sslProvider(SslProvider.JDK).protocols(config.protocols());
    if (!config.cipherSuites().isEmpty()) {
      builder.ciphers(config.cipherSuites());
    }
    return ((JdkSslContext) checked(builder, "ssl.quorum.")).context();
  }

  /** The handler that a new connection needs before any other. */
  SslHandler handler(ByteBufAllocator alloc) {
    return context.newHandler(alloc);
  }

  /** Also makes one engine, which is what finds versions and ciphers that the JVM does not have. */
  private static SslContext checked(SslContextBuilder builder, String settings) {
    try {
      SslContext context = builder.build();
      context.newEngine(ByteBufAllocator.DEFAULT);
      return context;
    } catch (SSLException | IllegalArgumentException e) {
      throw new ConfigException(
          settings
              + "enabledProtocols or "
              + settings
              + "ciphersuites cannot be used: "
              + e.getMessage(),
          e);
    }
  }

  private static SslContextBuilder withKey(Store store) {
    try {
      if (store.type() == StoreType.PEM) {
        Secret password = store.password();
        return SslContextBuilder.forServer(
            store.file().toFile(),
            store.file().toFile(),
            password == null || password.text().isEmpty() ? null : password.text());
      }
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(load(store), chars(store));
      return SslContextBuilder.forServer(factory);
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw unusable(store, e);
    }
  }

  private static void trust(SslContextBuilder builder, Store store) {
    try {
      if (store.type() == StoreType.PEM) {
        builder.trustManager(store.file().toFile());
        return;
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(load(store));
      builder.trustManager(factory);
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw unusable(store, e);
    }
  }

  private static KeyStore load(Store store) throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance(store.type().name());
    try (InputStream in = Files.newInputStream(store.file())) {
      keys.load(in, chars(store));
    }
    return keys;
  }

  private static char @Nullable [] chars(Store store) {
    Secret password = store.password();
    return password == null ? null : password.text().toCharArray();
  }

  private static ConfigException unusable(Store store, Exception cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    boolean missing = root instanceof NoSuchFileException || !Files.exists(store.file());
    String why = missing ? "there is no such file" : String.valueOf(root.getMessage());
    return new ConfigException(
        store.setting() + "=" + store.file() + ": cannot be used as " + store.type() + ": " + why,
        cause);
  }
}
