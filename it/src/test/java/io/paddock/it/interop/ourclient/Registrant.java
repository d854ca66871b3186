package io.paddock.it.interop.ourclient;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.discovery.Discovery;
import io.paddock.discovery.register.Registration;
import io.paddock.it.process.JavaProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** A process that registers a service and waits for the end of its input, or to be killed. */
public final class Registrant {
  private Registrant() {}

  /** Servers, path, address, session timeout in ms. */
  public static void main(String[] arguments) throws IOException {
    Duration timeout = Duration.ofMillis(Long.parseLong(arguments[3]));
    try (Client client = PaddockClient.builder(arguments[0]).sessionTimeout(timeout).connect();
        Discovery discovery = Discovery.of(client)) {
      Registration unused = discovery.register(arguments[1], arguments[2]);
      int unusedEnd = System.in.read();
    }
  }

  /** Starts one; it ends with its input, so at the latest with this process. */
  static Process start(String servers, String path, String address, Duration timeout) {
    try {
      return JavaProgram.ofTests(
              Registrant.class,
              List.of("-Xmx64m"),
              List.of(servers, path, address, Long.toString(timeout.toMillis())))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
