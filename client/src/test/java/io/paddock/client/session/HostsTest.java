package io.paddock.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.path.ServerAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** spec/client.md, section 2. */
class HostsTest {
  private final Map<String, List<String>> names = new HashMap<>();
  private final List<String> lookedUp = new ArrayList<>();

  private InetAddress[] lookUp(String host) throws UnknownHostException {
    lookedUp.add(host);
    List<InetAddress> found = new ArrayList<>();
    for (String each : names.getOrDefault(host, List.of())) {
      found.add(InetAddress.getByName(each));
    }
    if (found.isEmpty()) {
      throw new UnknownHostException(host);
    }
    return found.toArray(InetAddress[]::new);
  }

  private Hosts hosts(String... servers) {
    List<ServerAddress> addresses = new ArrayList<>();
    for (String each : servers) {
      addresses.add(new ServerAddress(each, 2181));
    }
    return new Hosts(addresses, new Random(7), this::lookUp);
  }

  private static List<String> next(Hosts hosts, int count) {
    List<String> tried = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Target target = hosts.next();
      tried.add(target == null ? "none" : target.address().getAddress().getHostAddress());
    }
    return tried;
  }

  @Test
  void every_address_of_every_name_has_its_turn_in_each_round() {
    names.put("a", List.of("10.0.0.1", "10.0.0.2"));
    names.put("b", List.of("10.0.0.3"));
    Hosts hosts = hosts("a", "b");

    assertThat(next(hosts, 3)).containsExactlyInAnyOrder("10.0.0.1", "10.0.0.2", "10.0.0.3");
    assertThat(hosts.roundBegins()).isTrue();
    assertThat(next(hosts, 3)).containsExactlyInAnyOrder("10.0.0.1", "10.0.0.2", "10.0.0.3");
  }

  @Test
  void names_are_looked_up_again_in_each_round() {
    names.put("a", List.of("10.0.0.1"));
    Hosts hosts = hosts("a");
    assertThat(next(hosts, 1)).containsExactly("10.0.0.1");
    names.put("a", List.of("10.0.0.9"));

    assertThat(next(hosts, 1)).containsExactly("10.0.0.9");
    assertThat(lookedUp).containsExactly("a", "a");
  }

  @Test
  void a_name_that_cannot_be_found_does_not_stop_the_others() {
    names.put("b", List.of("10.0.0.3"));

    assertThat(next(hosts("a", "b"), 4)).containsOnly("none", "10.0.0.3");
  }
}
