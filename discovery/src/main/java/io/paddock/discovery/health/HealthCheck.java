package io.paddock.discovery.health;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Whether a service works. Thread: any, one call at a time; may block. */
@FunctionalInterface
public interface HealthCheck {
  /** Whether it works at this moment; an exception means that it does not. */
  boolean works() throws IOException, InterruptedException;

  /** It works if it takes a connection in time. */
  static HealthCheck tcp(String host, int port, Duration limit) {
    return () -> {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(host, port), (int) limit.toMillis());
        return true;
      }
    };
  }

  /** It works if a GET is answered in time with a status from 200 to 299. */
  static HealthCheck http(URI uri, Duration limit) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(limit).build();
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(limit).GET().build();
    return () -> {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status >= 200 && status < 300;
    };
  }
}
