package io.paddock.server.config;

import static io.paddock.server.config.WorkingSetting.CIPHER_SUITES;
import static io.paddock.server.config.WorkingSetting.CLIENT_AUTH;
import static io.paddock.server.config.WorkingSetting.CLIENT_KEEP_ALIVE;
import static io.paddock.server.config.WorkingSetting.CLIENT_PORT_BACKLOG;
import static io.paddock.server.config.WorkingSetting.ENABLED_PROTOCOLS;
import static io.paddock.server.config.WorkingSetting.KEY_STORE;
import static io.paddock.server.config.WorkingSetting.KEY_STORE_PASSWORD;
import static io.paddock.server.config.WorkingSetting.KEY_STORE_PASSWORD_PATH;
import static io.paddock.server.config.WorkingSetting.KEY_STORE_TYPE;
import static io.paddock.server.config.WorkingSetting.PORT_UNIFICATION;
import static io.paddock.server.config.WorkingSetting.SECURE_PORT;
import static io.paddock.server.config.WorkingSetting.SECURE_PORT_ADDRESS;
import static io.paddock.server.config.WorkingSetting.TRUST_STORE;
import static io.paddock.server.config.WorkingSetting.TRUST_STORE_PASSWORD;
import static io.paddock.server.config.WorkingSetting.TRUST_STORE_PASSWORD_PATH;
import static io.paddock.server.config.WorkingSetting.TRUST_STORE_TYPE;

import io.paddock.server.config.SettingValues.Given;
import io.paddock.server.config.TlsConfig.ClientAuth;
import io.paddock.server.config.TlsConfig.Secret;
import io.paddock.server.config.TlsConfig.Store;
import io.paddock.server.config.TlsConfig.StoreType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The settings of encryption. Thread: its owner's.
 *
 * <p>Source: spec/operations.md, section 1.2.
 */
final class TlsAssembly {
  /** What is spoken if nothing was said. */
  static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  private final SettingValues values;

  TlsAssembly(SettingValues values) {
    this.values = values;
  }

  /** The settings, or null if no port is encrypted. */
  @Nullable TlsConfig build() {
    ClientPortConfig port = port();
    boolean unified = values.flag(PORT_UNIFICATION);
    if (port == null && !unified) {
      return null;
    }
    Store keyStore = store(KEY_STORE, KEY_STORE_PASSWORD, KEY_STORE_PASSWORD_PATH, KEY_STORE_TYPE);
    if (keyStore == null) {
      throw new ConfigException(
          "no ssl.keyStore.location: an encrypted port needs a certificate and its key");
    }
    Store trustStore =
        store(TRUST_STORE, TRUST_STORE_PASSWORD, TRUST_STORE_PASSWORD_PATH, TRUST_STORE_TYPE);
    ClientAuth clientAuth = clientAuth();
    if (trustStore == null && clientAuth != ClientAuth.NONE) {
      throw new ConfigException(
          "no ssl.trustStore.location: with ssl.clientAuth="
              + clientAuth.name().toLowerCase(Locale.ROOT)
              + " the server must know whose certificates to trust");
    }
    List<String> protocols = list(ENABLED_PROTOCOLS);
    return new TlsConfig(
        port,
        unified,
        keyStore,
        trustStore,
        clientAuth,
        protocols.isEmpty() ? PROTOCOLS : protocols,
        list(CIPHER_SUITES));
  }

  private @Nullable ClientPortConfig port() {
    String text = values.text(SECURE_PORT);
    return text == null
        ? null
        : new ClientPortConfig(
            values.text(SECURE_PORT_ADDRESS),
            Integer.parseInt(text),
            values.number(CLIENT_PORT_BACKLOG),
            values.flag(CLIENT_KEEP_ALIVE));
  }

  private ClientAuth clientAuth() {
    String text = values.text(CLIENT_AUTH);
    return text == null ? ClientAuth.NEED : ClientAuth.valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** The file that {@code location} names, or null if it names none. */
  @Nullable Store store(
      WorkingSetting location,
      WorkingSetting password,
      WorkingSetting passwordPath,
      WorkingSetting type) {
    String file = values.text(location);
    if (file == null) {
      return null;
    }
    Path path = path(location, file);
    return new Store(
        location.key(), path, type(location, type, path), password(password, passwordPath));
  }

  /** A file's type is what the setting says, else what its name ends in. */
  private StoreType type(WorkingSetting location, WorkingSetting setting, Path file) {
    String said = values.text(setting);
    if (said != null) {
      return StoreType.valueOf(said.toUpperCase(Locale.ROOT));
    }
    String name = file.toString().toLowerCase(Locale.ROOT);
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return switch (ending) {
      case "jks" -> StoreType.JKS;
      case "pem" -> StoreType.PEM;
      case "p12" -> StoreType.PKCS12;
      case "bcfks" -> StoreType.BCFKS;
      default ->
          throw wrong(
              location,
              "its name must end in .jks, .pem, .p12 or .bcfks, or "
                  + setting.key()
                  + " must say what it is");
    };
  }

  /** The file wins over the text, as it is the safer of the two. */
  private @Nullable Secret password(WorkingSetting text, WorkingSetting path) {
    String file = values.text(path);
    if (file == null) {
      String password = values.text(text);
      return password == null ? null : new Secret(password);
    }
    try {
      List<String> lines = Files.readAllLines(path(path, file));
      return new Secret(lines.isEmpty() ? "" : lines.get(0));
    } catch (IOException e) {
      throw wrong(path, "cannot be read: " + e);
    }
  }

  private Path path(WorkingSetting key, String text) {
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw wrong(key, "is no path: " + e.getReason());
    }
  }

  private ConfigException wrong(WorkingSetting key, String what) {
    Given given = values.get(key);
    return given == null ? new ConfigException(key.key() + ": " + what) : given.wrong(what);
  }

  /** What stands between commas; empty if nothing was said. */
  List<String> list(WorkingSetting key) {
    String text = values.text(key);
    return text == null
        ? List.of()
        : Arrays.stream(text.split(",")).map(String::trim).filter(s -> !s.isEmpty()).toList();
  }
}
