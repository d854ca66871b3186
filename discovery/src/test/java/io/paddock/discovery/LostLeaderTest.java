package io.paddock.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.discovery.register.RegisterOptions;
import io.paddock.discovery.treetext.ImportOptions;
import io.paddock.testkit.embedded.EmbeddedEnsemble;
import io.paddock.testkit.embedded.EmbeddedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Services of an ensemble that loses its leader. */
class LostLeaderTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /**
   * As in production: with the short ticks of tests members of a busy machine do not find together.
   */
  private static final Map<String, String> USUAL = Map.of("tickTime", "2000");

  private static final List<String> SERVICES = List.of("a:1", "b:1", "c:1", "d:1", "e:1", "f:1");

  private final List<AutoCloseable> opened = new ArrayList<>();

  @Test
  void no_living_service_leaves_any_list_when_the_leader_is_gone() throws Exception {
    try (EmbeddedEnsemble ensemble = EmbeddedEnsemble.startWithLinks(3, USUAL)) {
      Discovery first = discovery(ensemble.connectString());
      first.importTree("/servers", "/", ImportOptions.USUAL);
      for (String each : SERVICES) {
        var unused = register(discovery(ensemble.connectString()), each);
      }
      List<FollowedList> lists = new ArrayList<>();
      for (EmbeddedServer member : ensemble.members()) {
        FollowedList list = new FollowedList(member.connectString(), "/servers");
        opened.add(list);
        lists.add(list);
        list.await("all services", SERVICES::equals);
      }
      Map<String, Long> made = created(first);

      EmbeddedServer leader = ensemble.leader();
      ensemble.isolate(leader);
      String others =
          ensemble.members().stream()
              .filter(each -> each != leader)
              .map(EmbeddedServer::connectString)
              .collect(Collectors.joining(","));
      // Which takes a new leader.
      var unused = register(discovery(others), "late:1");
      ensemble.heal();

      lists.forEach(each -> each.await("the late one", now -> now.contains("late:1")));
      for (FollowedList each : lists) {
        assertThat(each.toldSince(SERVICES)).allMatch(now -> now.containsAll(SERVICES));
      }
      assertThat(created(first)).as("none has been away").isEqualTo(made);
    } finally {
      for (AutoCloseable each : opened) {
        each.close();
      }
    }
  }

  private static Map<String, Long> created(Discovery asking) {
    Client client = asking.client().within(PATIENCE);
    client.sync("/servers");
    return SERVICES.stream()
        .collect(
            Collectors.toMap(
                Function.identity(), each -> client.get("/servers/" + each).stat().czxid()));
  }

  private static Object register(Discovery with, String address) {
    return with.register("/servers", address, Map.of(), RegisterOptions.USUAL);
  }

  private Discovery discovery(String servers) {
    Client client =
        PaddockClient.builder(servers).sessionTimeout(TIMEOUT).operationLimit(PATIENCE).connect();
    opened.add(client);
    return Discovery.of(client);
  }
}
