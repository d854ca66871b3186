package io.paddock.it.interop.curator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.discovery.curator.CuratorInstance;
import io.paddock.discovery.curator.CuratorServices;
import io.paddock.discovery.live.LiveEntries;
import io.paddock.discovery.register.Registration;
import io.paddock.it.process.Eventually;
import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import io.paddock.protocol.message.Data;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.x.discovery.ServiceCache;
import org.apache.curator.x.discovery.ServiceDiscovery;
import org.apache.curator.x.discovery.ServiceDiscoveryBuilder;
import org.apache.curator.x.discovery.ServiceInstance;
import org.apache.curator.x.discovery.UriSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Instances in Curator's format, written by one side and read by the other. */
@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
class OurInstancesTest {
  private static final String BASE = "/instances";

  private final Frameworks frameworks;
  private final Client client;
  private final CuratorServices ours;
  private final ServiceDiscovery<Object> theirs;

  OurInstancesTest(ServerProcess server) {
    frameworks = new Frameworks(server);
    CuratorFramework framework = frameworks.connect();
    theirs = ServiceDiscoveryBuilder.builder(Object.class).client(framework).basePath(BASE).build();
    try (Client root = PaddockClient.connect(server.address())) {
      root.ensurePath("/" + framework.getNamespace());
    }
    client = PaddockClient.connect(server.address() + "/" + framework.getNamespace());
    ours = new CuratorServices(client, BASE);
  }

  @BeforeEach
  void start() throws Exception {
    theirs.start();
  }

  @AfterEach
  void close() throws Exception {
    theirs.close();
    client.close();
    frameworks.close();
  }

  /** Something that only a Java program knows. */
  public static final class Payload {
    /** Read by the JSON library of the other side. */
    public int weight = 7;
  }

  @Test
  void curator_finds_our_instances_and_follows_them() throws Exception {
    try (ServiceCache<Object> cache = theirs.serviceCacheBuilder().name("db").build()) {
      cache.start();
      CuratorInstance instance =
          CuratorInstance.of("db", "db-1", "10.0.0.1", 5432, 1_700_000_000_000L)
              .uriSpec("{scheme}://{address}:{port}/x")
              .payload(Map.of("role", "primary", "shards", List.of(1, 2)));
      Registration registration = ours.register(instance);

      Eventually.holds("it has come", () -> cache.getInstances().size() == 1);
      ServiceInstance<Object> found = cache.getInstances().get(0);
      assertThat(theirs.queryForNames()).containsExactly("db");
      assertThat(theirs.queryForInstance("db", "db-1")).isEqualTo(found);
      assertThat(found.getName() + " " + found.getId()).isEqualTo("db db-1");
      assertThat(found.getAddress() + ":" + found.getPort()).isEqualTo("10.0.0.1:5432");
      assertThat(found.getSslPort()).isNull();
      assertThat(found.getRegistrationTimeUTC()).isEqualTo(1_700_000_000_000L);
      assertThat(found.getServiceType().name()).isEqualTo("DYNAMIC");
      assertThat(found.isEnabled()).isTrue();
      assertThat(found.buildUriSpec()).isEqualTo("http://10.0.0.1:5432/x");
      assertThat(found.getPayload()).isEqualTo(Map.of("role", "primary", "shards", List.of(1, 2)));

      ours.update(registration, instance.payload("new"));
      Eventually.holds(
          "it has changed", () -> "new".equals(cache.getInstances().get(0).getPayload()));
      registration.close();
      Eventually.holds("it has gone", () -> cache.getInstances().isEmpty());
    }
  }

  @Test
  void we_find_instances_of_curator_and_follow_them() throws Exception {
    assertThat(ours.names()).isEmpty();
    assertThat(ours.instances("web")).isEmpty();
    BlockingQueue<List<CuratorInstance>> told = new LinkedBlockingQueue<>();
    LiveEntries followed = ours.follow("web", told::add);
    assertThat(told.poll(60, TimeUnit.SECONDS)).isEmpty();
    ServiceInstance<Object> registered =
        ServiceInstance.<Object>builder()
            .name("web")
            .id("web-1")
            .address("10.0.0.2")
            .port(80)
            .sslPort(443)
            .uriSpec(new UriSpec("{scheme}://{address}:{ssl-port}"))
            .payload(new Payload())
            .build();
    theirs.registerService(registered);

    List<CuratorInstance> found =
        Eventually.get(
            "it has come", () -> told.poll(60, TimeUnit.SECONDS), list -> list.size() == 1);
    CuratorInstance instance = found.get(0);
    assertThat(instance)
        .isEqualTo(
            new CuratorInstance(
                "web",
                "web-1",
                "10.0.0.2",
                80,
                443,
                Map.of("@class", Payload.class.getName(), "weight", 7),
                registered.getRegistrationTimeUTC(),
                "DYNAMIC",
                "{scheme}://{address}:{ssl-port}",
                true));
    client.sync(BASE);
    assertThat(ours.names()).containsExactly("web");
    assertThat(ours.instances("web")).isEqualTo(found);
    theirs.unregisterService(registered);
    Eventually.get("it has gone", () -> told.poll(60, TimeUnit.SECONDS), List::isEmpty);
    followed.close();
  }

  @Test
  void what_one_side_writes_the_other_writes_too() throws Exception {
    CuratorInstance instance =
        CuratorInstance.of("app", "app-1", "10.0.0.3", 8080, 5).payload("text");
    Registration registration = ours.register(instance);
    ServiceInstance<Object> read = theirs.queryForInstance("app", "app-1");
    client.createOrSet(BASE + "/app/copy", Data.wrap(new JsonText().serialize(read)));

    assertThat(ours.instances("app")).hasSize(2).containsOnly(instance);
    registration.close();
  }

  /** Curator's own writing of an instance. */
  private static final class JsonText
      extends org.apache.curator.x.discovery.details.JsonInstanceSerializer<Object> {
    JsonText() {
      super(Object.class);
    }
  }

  @Test
  void what_is_no_instance_is_left_out_or_refused() {
    client.createOrSet(BASE + "/odd/text", Data.of("no instance"));
    client.createOrSet(
        BASE + "/odd/port",
        Data.of("{\"name\":\"odd\",\"id\":\"p\",\"address\":\"a\",\"port\":\"x\"}"));
    client.createOrSet(
        BASE + "/odd/old", Data.of("{\"name\":\"odd\",\"id\":\"old\",\"address\":\"a\"}"));

    assertThat(ours.instances("odd")).extracting(CuratorInstance::id).containsExactly("old");
    assertThatThrownBy(() -> CuratorInstance.of("a/b", "id", "a", 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    CuratorInstance old = ours.instances("odd").get(0);
    CuratorInstance fixed =
        new CuratorInstance("odd", "s", "a", null, null, null, 0, "STATIC", null, true);
    assertThatThrownBy(() -> ours.register(fixed)).isInstanceOf(IllegalArgumentException.class);
    Registration registration = ours.register(CuratorInstance.of("odd", "new", "a", 1, 0));
    assertThatThrownBy(() -> ours.update(registration, old))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
