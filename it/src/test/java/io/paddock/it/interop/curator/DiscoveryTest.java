package io.paddock.it.interop.curator;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.Eventually;
import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import io.paddock.it.process.TcpRelay;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.x.discovery.ServiceCache;
import org.apache.curator.x.discovery.ServiceDiscovery;
import org.apache.curator.x.discovery.ServiceDiscoveryBuilder;
import org.apache.curator.x.discovery.ServiceInstance;
import org.apache.curator.x.discovery.ServiceProvider;
import org.apache.curator.x.discovery.strategies.RoundRobinStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Curator's service discovery. */
@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
class DiscoveryTest {
  private final ServerProcess server;
  private final Frameworks frameworks;

  DiscoveryTest(ServerProcess server) {
    this.server = server;
    frameworks = new Frameworks(server);
  }

  @AfterEach
  void close() {
    frameworks.close();
  }

  private static ServiceDiscovery<String> discovery(CuratorFramework client) throws Exception {
    ServiceDiscovery<String> discovery =
        ServiceDiscoveryBuilder.builder(String.class).client(client).basePath("/services").build();
    discovery.start();
    return discovery;
  }

  /**
   * Curator may tell a discovery of its connection late, on a busy machine after its start; it then
   * registers its services once more, by delete and create, and for a moment there are none.
   */
  private static Collection<ServiceInstance<String>> awaitOne(ServiceDiscovery<String> discovery) {
    return Eventually.get(
        "it is found", () -> discovery.queryForInstances("db"), found -> found.size() == 1);
  }

  private static ServiceInstance<String> instance(int port) throws Exception {
    return ServiceInstance.<String>builder()
        .name("db")
        .address("10.0.0.1")
        .port(port)
        .payload("payload " + port)
        .build();
  }

  @Test
  void a_registered_service_is_found_with_its_payload_and_gone_when_it_leaves() throws Exception {
    ServiceDiscovery<String> mine = discovery(frameworks.connect());
    ServiceDiscovery<String> theirs = discovery(frameworks.connect());
    ServiceInstance<String> registered = instance(1);
    mine.registerService(registered);

    assertThat(theirs.queryForNames()).containsExactly("db");
    Collection<ServiceInstance<String>> found = awaitOne(theirs);
    assertThat(found).first().isEqualTo(registered);
    assertThat(found.iterator().next().getPayload()).isEqualTo("payload 1");
    assertThat(theirs.queryForInstance("db", registered.getId())).isEqualTo(registered);
    mine.unregisterService(registered);
    assertThat(theirs.queryForInstances("db")).isEmpty();
    mine.close();
    theirs.close();
  }

  @Test
  void a_service_whose_process_dies_is_not_found_any_more() throws Exception {
    CuratorFramework dying = frameworks.connect();
    discovery(dying).registerService(instance(1));
    ServiceDiscovery<String> theirs = discovery(frameworks.connect());
    awaitOne(theirs);
    dying.close();
    Eventually.holds("it is gone", () -> theirs.queryForInstances("db").isEmpty());
    theirs.close();
  }

  @Test
  void a_service_registers_again_after_its_session_has_expired() throws Exception {
    try (TcpRelay relay = new TcpRelay(server.port())) {
      ServiceDiscovery<String> mine =
          discovery(frameworks.connect(relay.address(), Frameworks.SHORT_SESSION_MS));
      mine.registerService(instance(1));
      ServiceDiscovery<String> theirs = discovery(frameworks.connect());
      awaitOne(theirs);
      relay.refuse();
      Eventually.holds("it is gone", () -> theirs.queryForInstances("db").isEmpty());
      relay.restore();
      Eventually.holds("it is back", () -> theirs.queryForInstances("db").size() == 1);
      mine.close();
      theirs.close();
    }
  }

  @Test
  void a_provider_goes_round_all_instances() throws Exception {
    ServiceDiscovery<String> mine = discovery(frameworks.connect());
    for (int port = 1; port <= 3; port++) {
      mine.registerService(instance(port));
    }
    ServiceDiscovery<String> theirs = discovery(frameworks.connect());
    try (ServiceProvider<String> provider =
        theirs
            .serviceProviderBuilder()
            .serviceName("db")
            .providerStrategy(new RoundRobinStrategy<>())
            .build()) {
      provider.start();
      Eventually.holds("all are known", () -> provider.getAllInstances().size() == 3);
      Set<Integer> ports = new HashSet<>();
      for (int i = 0; i < 3; i++) {
        ports.add(provider.getInstance().getPort());
      }
      assertThat(ports).containsExactlyInAnyOrder(1, 2, 3);
    }
    mine.close();
    theirs.close();
  }

  @Test
  void a_cache_follows_what_comes_changes_and_goes() throws Exception {
    ServiceDiscovery<String> mine = discovery(frameworks.connect());
    ServiceDiscovery<String> theirs = discovery(frameworks.connect());
    try (ServiceCache<String> cache = theirs.serviceCacheBuilder().name("db").build()) {
      cache.start();
      ServiceInstance<String> registered = instance(1);
      mine.registerService(registered);
      Eventually.holds("it has come", () -> cache.getInstances().size() == 1);
      mine.updateService(
          new ServiceInstance<>(
              "db",
              registered.getId(),
              "10.0.0.9",
              2,
              null,
              "new",
              registered.getRegistrationTimeUTC(),
              registered.getServiceType(),
              registered.getUriSpec()));
      Eventually.holds(
          "it has changed", () -> cache.getInstances().get(0).getAddress().equals("10.0.0.9"));
      mine.unregisterService(registered);
      Eventually.holds("it has gone", () -> cache.getInstances().isEmpty());
    }
    mine.close();
    theirs.close();
  }
}
