package io.paddock.bench.clients;

import java.time.Duration;
import java.util.Locale;

/**
 * One client library, seen through what is measured.
 *
 * <p>Thread: any, as the library itself.
 */
interface Contestant extends AutoCloseable {
  Duration SESSION_TIMEOUT = Duration.ofSeconds(30);

  /** The libraries that take part. */
  enum Library {
    APACHE,
    CURATOR,
    PADDOCK;

    /** A client of it that is connected. */
    Contestant connect(String hosts) throws Exception {
      return switch (this) {
        case APACHE -> new ApacheContestant(hosts);
        case CURATOR -> new CuratorContestant(hosts);
        case PADDOCK -> new PaddockContestant(hosts);
      };
    }

    String title() {
      String name = name().toLowerCase(Locale.ROOT);
      return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
  }

  /** A lock that is taken and given back by one thread. */
  interface Mutex {
    void acquire() throws Exception;

    void release() throws Exception;
  }

  void create(String path, byte[] data) throws Exception;

  byte[] get(String path) throws Exception;

  /** Asks for the data and runs this when they are there, or have failed. */
  void getAsync(String path, Runnable done) throws Exception;

  /** Replaces the data and runs this when that is done, or has failed. */
  void setAsync(String path, byte[] data, Runnable done) throws Exception;

  /** A lock at this path; only of libraries that have one. */
  Mutex mutex(String path);

  @Override
  void close();
}
