package io.paddock.server.config;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All settings of one server, checked. Made by {@link #builder()}.
 *
 * @param clientPort where plain clients connect, or null if only encrypted ones do
 * @param tls encryption of client connections, or null if there is none; one of the two is not null
 * @param sessions times of sessions
 * @param limits what clients may ask
 * @param storage where and how the data is kept
 * @param features what is switched on
 * @param auth who may say who they are
 * @param threads threads of the server
 * @param words four-letter words that are answered
 * @param ensemble the servers that decide together
 * @param notices what the reader of the settings should know: keys without effect and why,
 *     duplicates, unsafe values; whole sentences for the log
 */
public record ServerConfig(
    @Nullable ClientPortConfig clientPort,
    @Nullable TlsConfig tls,
    SessionConfig sessions,
    LimitsConfig limits,
    StorageConfig storage,
    FeatureConfig features,
    AuthConfig auth,
    ThreadsConfig threads,
    Set<FourLetterWord> words,
    EnsembleConfig ensemble,
    List<String> notices) {
  public ServerConfig {
    words = words.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(words));
    notices = List.copyOf(notices);
  }

  /** The same settings with other notices. */
  ServerConfig withNotices(List<String> others) {
    return new ServerConfig(
        clientPort,
        tls,
        sessions,
        limits,
        storage,
        features,
        auth,
        threads,
        words,
        ensemble,
        others);
  }

  /** Settings made in a program: ZooKeeper's defaults, nothing from files or system properties. */
  public static ServerConfigBuilder builder() {
    return new ServerConfigBuilder();
  }
}
