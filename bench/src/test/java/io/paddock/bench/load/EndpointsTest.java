package io.paddock.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:2182, 127.0.0.1, 2182",
    "127.0.0.1, 127.0.0.1, 2181",
    "[::1]:2183, 0:0:0:0:0:0:0:1, 2183",
    "[::1], 0:0:0:0:0:0:0:1, 2181",
    "::1, 0:0:0:0:0:0:0:1, 2181"
  })
  void host_and_port_are_told_apart(String text, String host, int port) {
    InetSocketAddress address = Endpoints.parse(text).of(0);

    assertThat(address.getAddress().getHostAddress()).isEqualTo(host);
    assertThat(address.getPort()).isEqualTo(port);
  }

  @Test
  void connections_go_to_the_servers_in_turn() {
    Endpoints endpoints = Endpoints.parse("127.0.0.1:1,127.0.0.1:2, 127.0.0.1:3");

    assertThat(endpoints.of(0).getPort()).isEqualTo(1);
    assertThat(endpoints.of(4).getPort()).isEqualTo(2);
    assertThat(endpoints.of(5).getPort()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:0", "a:65536", "a:x", "a:", "[::1]:x"})
  void a_bad_port_is_refused(String text) {
    assertThatThrownBy(() -> Endpoints.parse(text)).hasMessageContaining("no port from 1 to 65535");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":2181", "a:1,", "[]:1"})
  void a_missing_host_is_refused(String text) {
    assertThatThrownBy(() -> Endpoints.parse(text)).hasMessageContaining("no host in");
  }
}
