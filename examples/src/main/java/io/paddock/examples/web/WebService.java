package io.paddock.examples.web;

import com.sun.net.httpserver.HttpServer;
import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.discovery.Discovery;
import io.paddock.discovery.live.LiveProperties;
import io.paddock.discovery.register.Registration;
import io.paddock.examples.stage.Http;
import io.paddock.examples.stage.Processes;
import java.time.Duration;
import java.util.Map;

/**
 * One copy of the service. It registers where it listens; its greeting is read from the
 * configuration for each request, so that a change of it is seen at once.
 */
public final class WebService {
  /** Where the copies are found. */
  static final String SERVERS = "/web/servers";

  /** What all copies and the balancer are told. */
  static final String CONFIGURATION = "/web";

  /** A copy that dies is out of the list after this. */
  static final Duration SESSION = Duration.ofSeconds(4);

  private static final Duration DRAIN = Duration.ofMillis(500);

  private WebService() {}

  /** Runs it; the argument is the servers of Paddock. */
  public static void main(String[] arguments) throws Exception {
    Client client = PaddockClient.builder(arguments[0]).sessionTimeout(SESSION).connect();
    Discovery discovery = Discovery.of(client);
    LiveProperties settings = discovery.properties(CONFIGURATION);
    HttpServer http =
        Http.start(
            exchange -> {
              String self = Http.address(exchange.getHttpContext().getServer());
              return new Http.Answer(200, greeting(settings, self));
            });
    String address = Http.address(http);
    Registration registration = discovery.register(SERVERS, address, Map.of("version", "1.0"));
    Thread leave = new Thread(() -> leave(registration, http, client), "leave");
    Runtime.getRuntime().addShutdownHook(leave);
    System.out.println("service " + address);
    Processes.awaitEnd();
  }

  private static String greeting(LiveProperties settings, String self) {
    return "%s from %s at %s\n"
        .formatted(settings.getString("greeting"), self, settings.getString("site"));
  }

  // Out of the list first; what the balancer has sent already is still answered.
  private static void leave(Registration registration, HttpServer http, Client client) {
    registration.drain(DRAIN).join();
    http.stop(0);
    client.close();
  }
}
