package io.paddock.examples.stage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** A small HTTP server that answers each GET with a text. */
public final class Http {
  private Http() {}

  /** Answers a request. */
  @FunctionalInterface
  public interface Page {
    /** The answer to a path; may set headers. */
    Answer get(HttpExchange exchange) throws IOException;
  }

  /**
   * What is answered.
   *
   * @param status such as 200
   */
  public record Answer(int status, String text) {}

  /** Starts a server on this machine's own address, on a port that is free. */
  public static HttpServer start(Page page) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", exchange -> answer(page, exchange));
    server.start();
    return server;
  }

  private static void answer(Page page, HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = page.get(exchange);
      byte[] bytes = answer.text().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** {@code 127.0.0.1:8080}. */
  public static String address(HttpServer server) {
    return "127.0.0.1:" + server.getAddress().getPort();
  }
}
