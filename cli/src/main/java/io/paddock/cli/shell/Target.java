package io.paddock.cli.shell;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.client.api.Credential;
import io.paddock.protocol.message.Data;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * To whom the shell connects, and how.
 *
 * @param servers {@code host:port,host:port/chroot}
 * @param timeout the session timeout to ask for
 * @param patience how long to wait for a server, and for each answer
 * @param credentials shown on every connection
 */
record Target(String servers, Duration timeout, Duration patience, List<Credential> credentials) {
  private static final String DEFAULT = "127.0.0.1:2181";

  /** What can be said before or between the words of a command. */
  static final String USAGE =
      "[--server hosts[/chroot]] [--timeout ms] [--wait ms] [--auth scheme:auth]...";

  Target {
    credentials = List.copyOf(credentials);
  }

  /** The usual one, on this machine unless the environment has another one. */
  static Target usual(@Nullable String fromEnvironment) {
    String servers =
        fromEnvironment == null || fromEnvironment.isBlank() ? DEFAULT : fromEnvironment;
    return new Target(servers, Duration.ofSeconds(30), Duration.ofSeconds(15), List.of());
  }

  /** The same with other servers. */
  Target at(String other) {
    return new Target(other, timeout, patience, credentials);
  }

  /**
   * Takes what it understands out of the arguments.
   *
   * @param rest gets all else
   */
  Target with(List<String> arguments, List<String> rest) {
    Target target = this;
    for (int i = 0; i < arguments.size(); i++) {
      String each = arguments.get(i);
      switch (each) {
        case "--server", "-server" -> target = target.at(value(arguments, ++i));
        case "--timeout", "-timeout" -> target = target.lasting(value(arguments, ++i));
        case "--wait" -> target = target.patient(value(arguments, ++i));
        case "--auth" -> target = target.as(credential(value(arguments, ++i)));
        default -> rest.add(each);
      }
    }
    return target;
  }

  /** A client that has begun to connect; {@link UsageException} if the servers make no sense. */
  Client connect() {
    try {
      PaddockClient.Builder builder =
          PaddockClient.builder(servers)
              .name("paddock-shell")
              .sessionTimeout(timeout)
              .operationLimit(patience);
      credentials.forEach(builder::credential);
      return builder.connect();
    } catch (IllegalArgumentException e) {
      throw new UsageException(servers + ": " + e.getMessage());
    }
  }

  /** Reads {@code scheme:auth}. */
  static Credential credential(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new UsageException("--auth wants scheme:auth, such as digest:user:password");
    }
    return new Credential(text.substring(0, colon), Data.of(text.substring(colon + 1)));
  }

  private Target lasting(String text) {
    return new Target(servers, duration("--timeout", text), patience, credentials);
  }

  private Target patient(String text) {
    return new Target(servers, timeout, duration("--wait", text), credentials);
  }

  private Target as(Credential credential) {
    List<Credential> more = new ArrayList<>(credentials);
    more.add(credential);
    return new Target(servers, timeout, patience, more);
  }

  private static Duration duration(String option, String text) {
    try {
      int ms = Integer.parseInt(text);
      if (ms > 0) {
        return Duration.ofMillis(ms);
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new UsageException(option + " wants a time in ms, not " + text);
  }

  private static String value(List<String> arguments, int index) {
    if (index >= arguments.size()) {
      throw new UsageException(arguments.get(index - 1) + " wants a value");
    }
    return arguments.get(index);
  }
}
