package io.paddock.examples.web;

import com.sun.net.httpserver.HttpServer;
import io.paddock.discovery.Discovery;
import io.paddock.discovery.live.LiveChildren;
import io.paddock.discovery.live.LiveProperties;
import io.paddock.discovery.select.Selector;
import io.paddock.examples.stage.Http;
import io.paddock.examples.stage.Http.Answer;
import io.paddock.examples.stage.Processes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Passes each request on to one copy of the service after the other, as they are registered at the
 * moment. {@code /_servers} lists them.
 */
public final class Balancer {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final LiveChildren servers;
  private final LiveProperties settings;
  private final Selector selector = Selector.roundRobin();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();

  private Balancer(Discovery discovery) {
    this.servers = discovery.children(WebService.SERVERS);
    this.settings = discovery.properties(WebService.CONFIGURATION);
    servers.onChange(now -> System.out.println("servers " + now.names()));
    settings.onChange(now -> System.out.println("configuration " + now));
  }

  /** Runs it; the argument is the servers of Paddock. */
  public static void main(String[] arguments) throws Exception {
    Discovery discovery = Discovery.connect(arguments[0]);
    Balancer balancer = new Balancer(discovery);
    HttpServer http =
        Http.start(
            exchange -> {
              exchange.getResponseHeaders().set("X-Site", balancer.settings.getString("site"));
              return balancer.answer(exchange.getRequestURI().getPath());
            });
    System.out.println("balancer http://" + Http.address(http) + "/");
    Processes.awaitEnd();
  }

  private Answer answer(String path) {
    return path.equals("/_servers")
        ? new Answer(200, String.join("\n", servers.names()) + "\n")
        : pass(path);
  }

  // A copy that has just died is in the list until its session has timed out: then the next one.
  private Answer pass(String path) {
    List<String> left = new ArrayList<>(servers.names());
    for (int tries = settings.getInt("tries"); tries > 0; tries--) {
      Optional<String> chosen = selector.choose(left);
      if (chosen.isEmpty()) {
        break;
      }
      try {
        URI uri = URI.create("http://" + chosen.get() + path);
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(LIMIT).build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
      } catch (IOException e) {
        left.remove(chosen.get());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return new Answer(503, "no server answers\n");
  }
}
