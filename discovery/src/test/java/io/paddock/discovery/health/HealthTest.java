package io.paddock.discovery.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.paddock.discovery.Discovery;
import io.paddock.discovery.register.Registration;
import io.paddock.discovery.treetext.ImportOptions;
import io.paddock.testkit.embedded.EmbeddedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Test
  void a_service_goes_out_after_its_grace_and_comes_back_at_once() {
    GracePolicy policy = new GracePolicy(100);

    assertThat(policy.isListed(false, 1000)).isTrue();
    assertThat(policy.isListed(false, 1099)).isTrue();
    assertThat(policy.isListed(false, 1100)).isFalse();
    assertThat(policy.isListed(true, 1101)).isTrue();
    assertThat(policy.isListed(false, 1200)).isTrue();
    assertThat(policy.isListed(false, 1299)).isTrue();
    assertThat(new GracePolicy(0).isListed(false, 5)).isFalse();
  }

  @Test
  void tcp_works_while_somebody_listens() throws Exception {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket socket = new ServerSocket(0, 5, here)) {
      int port = socket.getLocalPort();
      assertThat(HealthCheck.tcp(here.getHostAddress(), port, LIMIT).works()).isTrue();
    }
    // Nobody listens, and nobody else can have the port meanwhile.
    try (Socket silent = new Socket()) {
      silent.bind(new InetSocketAddress(here, 0));
      HealthCheck closed = HealthCheck.tcp(here.getHostAddress(), silent.getLocalPort(), LIMIT);
      assertThatThrownBy(closed::works).isInstanceOf(IOException.class);
    }
  }

  @Test
  void http_takes_a_service_out_of_the_list_while_its_answer_is_an_error() throws Exception {
    AtomicInteger status = new AtomicInteger(200);
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    http.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status.get(), -1);
          exchange.close();
        });
    http.start();
    URI uri = URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/");
    try (EmbeddedServer server = EmbeddedServer.start();
        Discovery discovery = Discovery.connect(server.connectString())) {
      discovery.importTree("/servers", "/", ImportOptions.USUAL);
      Registration registration = discovery.register("/servers", "a:1");
      BlockingQueue<List<String>> told = new LinkedBlockingQueue<>();
      discovery.children("/servers").onChange(now -> told.add(now.names()));
      HealthCheck check = HealthCheck.http(uri, LIMIT);
      HealthWatch watch =
          HealthWatch.start(registration, check, Duration.ofMillis(10), Duration.ofMillis(20));
      assertThat(told.poll(60, TimeUnit.SECONDS)).containsExactly("a:1");
      status.set(500);
      assertThat(told.poll(60, TimeUnit.SECONDS)).isEmpty();
      status.set(204);
      assertThat(told.poll(60, TimeUnit.SECONDS)).containsExactly("a:1");
      watch.close();
    } finally {
      http.stop(0);
    }
  }
}
