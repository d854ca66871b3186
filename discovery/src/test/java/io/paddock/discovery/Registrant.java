package io.paddock.discovery;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import java.io.IOException;
import java.time.Duration;

/** A process that registers a service and waits for the end of its input, or to be killed. */
public final class Registrant {
  private Registrant() {}

  /** Servers, path, address, session timeout in ms. */
  public static void main(String[] args) throws IOException {
    Duration timeout = Duration.ofMillis(Long.parseLong(args[3]));
    try (Client client = PaddockClient.builder(args[0]).sessionTimeout(timeout).connect();
        Discovery discovery = Discovery.of(client)) {
      discovery.register(args[1], args[2]);
      int unused = System.in.read();
    }
  }
}
