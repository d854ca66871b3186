package io.paddock.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.path.ServerAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** spec/client.md, section 2. */
class RebalanceTest {
  private static final int CLIENTS = 30_000;

  private final Random random = new Random(7);

  private static List<ServerAddress> servers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> new ServerAddress("h" + i, 1)).toList();
  }

  /** How many clients are at each server after a change, if they were spread evenly before. */
  private Map<ServerAddress, Integer> spread(
      List<ServerAddress> before, List<ServerAddress> after) {
    Map<ServerAddress, Integer> clients = new HashMap<>();
    for (int i = 0; i < CLIENTS; i++) {
      ServerAddress current = before.get(i % before.size());
      Rebalance decided = Rebalance.decide(before, after, current, random);
      clients.merge(decided.moves() ? decided.order().get(0) : current, 1, Integer::sum);
      assertThat(decided.order()).containsExactlyInAnyOrderElementsOf(after);
    }
    return clients;
  }

  private void assertEven(List<ServerAddress> before, List<ServerAddress> after) {
    int each = CLIENTS / after.size();
    assertThat(spread(before, after))
        .hasSize(after.size())
        .allSatisfy((server, count) -> assertThat(count).isBetween(each * 9 / 10, each * 11 / 10));
  }

  @Test
  void clients_are_spread_evenly_after_each_kind_of_change() {
    assertEven(servers(1, 3), servers(1, 5));
    assertEven(servers(1, 5), servers(1, 3));
    assertEven(servers(1, 3), servers(4, 6));
    assertEven(servers(1, 3), servers(2, 6));
    assertEven(servers(1, 4), servers(3, 5));
  }

  @Test
  void nobody_moves_if_only_other_servers_are_gone() {
    List<ServerAddress> before = servers(1, 5);
    ServerAddress stays = before.get(0);

    assertThat(Rebalance.decide(before, servers(1, 3), stays, random).moves()).isFalse();
  }

  @Test
  void without_a_connection_there_is_nothing_to_leave() {
    assertThat(Rebalance.decide(servers(1, 2), servers(3, 4), null, random).moves()).isFalse();
  }

  @Test
  void every_address_of_a_name_is_tried_and_names_are_looked_up_again_in_each_round()
      throws Exception {
    List<String> asked = new ArrayList<>();
    byte[][] answers = {{10, 0, 0, 1}, {10, 0, 0, 2}};
    Hosts hosts =
        new Hosts(
            servers(1, 1),
            random,
            host -> {
              asked.add(host);
              return new InetAddress[] {
                InetAddress.getByAddress(answers[0]), InetAddress.getByAddress(answers[1])
              };
            });
    List<String> tried = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      tried.add(
          Optional.ofNullable(hosts.next()).orElseThrow().address().getAddress().getHostAddress());
    }

    assertThat(tried.subList(0, 2)).containsExactlyInAnyOrder("10.0.0.1", "10.0.0.2");
    assertThat(tried.subList(2, 4)).containsExactlyInAnyOrder("10.0.0.1", "10.0.0.2");
    assertThat(asked).containsExactly("h1", "h1");
  }

  @Test
  void an_address_of_version_6_is_one() {
    Hosts hosts =
        new Hosts(List.of(new ServerAddress("::1", 2181)), random, InetAddress::getAllByName);

    assertThat(hosts.next()).isNotNull();
  }
}
