package io.paddock.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.client.api.NoNodeException;
import io.paddock.discovery.live.LiveChildren;
import io.paddock.discovery.live.LiveProperties;
import io.paddock.discovery.register.AddressTakenException;
import io.paddock.discovery.register.Registration;
import io.paddock.discovery.treetext.ImportOptions;
import io.paddock.discovery.treetext.Trim;
import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.testkit.embedded.EmbeddedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services and configuration as a program uses them. */
class DiscoveryTest {
  private EmbeddedServer server;
  private Discovery discovery;

  @BeforeEach
  void start() {
    server = EmbeddedServer.start();
    discovery = Discovery.connect(server.connectString());
    discovery.importTree(
        "/fooservice\n  database='/databases/foomain'\n  threads=1\n  /servers",
        "/",
        ImportOptions.USUAL);
  }

  @AfterEach
  void stop() {
    discovery.close();
    server.close();
  }

  @Test
  void a_service_is_registered_with_its_process_and_found() {
    discovery.register("/fooservice/servers", "192.168.0.42:8080", Map.of("weight", 3));

    assertThat(discovery.children("/fooservice/servers")).containsExactly("192.168.0.42:8080");
    assertThat(discovery.read("/fooservice/servers/192.168.0.42:8080"))
        .containsEntry("weight", 3)
        .containsEntry("pid", (int) ProcessHandle.current().pid());
    assertThat(discovery.isEphemeral("/fooservice/servers/192.168.0.42:8080")).isTrue();
    assertThat(
            discovery
                .client()
                .getAcl("/fooservice/servers/192.168.0.42:8080")
                .entries()
                .get(0)
                .perms())
        .isEqualTo(Acl.READ);
  }

  @Test
  void an_empty_host_means_every_address_of_this_machine() {
    Registration registration = discovery.register("/fooservice/servers", ":8080");

    assertThat(registration.paths()).isNotEmpty().noneMatch(each -> each.contains("127.0.0.1"));
    assertThat(discovery.children("/fooservice/servers"))
        .hasSameSizeAs(registration.paths())
        .allMatch(each -> each.endsWith(":8080"));
  }

  @Test
  void listeners_before_a_registration_add_to_it_and_those_after_it_see_it() {
    List<Registration> after = new ArrayList<>();
    discovery.onRegistering(each -> each.properties().put("path", each.path() + each.address()));
    discovery.onRegistered(after::add);

    Registration registration = discovery.register("/fooservice/servers", "a:1");

    assertThat(after).containsExactly(registration);
    assertThat(registration.properties()).containsEntry("path", "/fooservice/serversa:1");
  }

  @Test
  void updates_of_a_registration_are_seen_although_nobody_may_write_it() {
    Registration registration = discovery.register("/fooservice/servers", "a:1", Map.of("x", 1));
    LiveProperties seen = discovery.properties("/fooservice/servers/a:1");

    registration.update(Map.of("x", 2));

    await(() -> seen.containsKey("x") && seen.getInt("x") == 2);
    assertThatThrownBy(() -> registration.update(Map.of("x", new Object())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(registration.properties()).containsEntry("x", 2);
  }

  @Test
  void a_closed_registration_is_gone_and_others_stay() {
    Registration one = discovery.register("/fooservice/servers", "a:1");
    discovery.register("/fooservice/servers", "a:2");
    LiveChildren servers = discovery.children("/fooservice/servers");

    one.close();

    await(() -> servers.names().equals(List.of("a:2")));
  }

  @Test
  void one_address_cannot_be_registered_twice() {
    try (Discovery other = Discovery.connect(server.connectString())) {
      other.register("/fooservice/servers", "a:1");
      assertThatThrownBy(() -> discovery.register("/fooservice/servers", "a:1"))
          .isInstanceOf(AddressTakenException.class)
          .hasMessageContaining("/fooservice/servers/a:1: registered already, by the session 0x");
      assertThat(other.children("/fooservice/servers")).hasSize(1);
    }
    assertThatThrownBy(() -> discovery.register("/fooservice/servers", "a/b:1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("slash");
    assertThatThrownBy(() -> discovery.register("/none", "a:1"))
        .isInstanceOf(NoNodeException.class);
  }

  @Test
  void a_registration_comes_back_after_its_session_was_lost_with_its_latest_data() {
    try (Client mortal =
            PaddockClient.builder(server.connectString())
                .sessionTimeout(Duration.ofSeconds(4))
                .connect();
        Discovery registrant = Discovery.of(mortal)) {
      Registration registration = registrant.register("/fooservice/servers", "a:1", Map.of("x", 1));
      registration.update(Map.of("x", 2));
      long session = mortal.sessionId();

      server.stop();
      await(() -> mortal.sessionId() != session);
      server.startAgain();

      await(() -> owner("a:1") != 0 && owner("a:1") == mortal.sessionId());
      assertThat(mortal.sessionId()).isNotEqualTo(session);
      assertThat(discovery.read("/fooservice/servers/a:1")).containsEntry("x", 2);
      assertThat(discovery.client().getAcl("/fooservice/servers/a:1").entries())
          .extracting(Acl::perms)
          .containsExactly(Acl.READ);
    }
  }

  @Test
  void a_registration_that_somebody_deletes_comes_back_until_it_is_taken_out() {
    Registration registration = discovery.register("/fooservice/servers", "a:1");
    long czxid = discovery.client().get("/fooservice/servers/a:1").stat().czxid();

    discovery.client().delete("/fooservice/servers/a:1");
    await(() -> owner("a:1") != 0);
    assertThat(discovery.client().get("/fooservice/servers/a:1").stat().czxid())
        .isGreaterThan(czxid);

    registration.takeOut();
    assertThat(discovery.client().exists("/fooservice/servers/a:1")).isEmpty();
    registration.putBack();
    assertThat(owner("a:1")).isEqualTo(discovery.client().sessionId());
  }

  @Test
  void the_examples_of_configuration_give_what_they_say() {
    List<String> told = new ArrayList<>();
    LiveProperties data = discovery.properties("/fooservice");
    data.onChange(now -> told.add(new TreeMap<>(now).toString()));

    data.update(Map.of("threads", 2, "secret", "123"));
    data.set(Map.of("threads", 3, "secret", "1234"));

    assertThat(told)
        .containsExactly(
            "{database=/databases/foomain, threads=1}",
            "{database=/databases/foomain, secret=123, threads=2}",
            "{secret=1234, threads=3}");
  }

  @Test
  void moved_nodes_are_followed_through_the_link_that_is_left() {
    discovery.importTree(
        "/cms\n  /databases\n    /main\n      /providers\n/databases\n", "/", ImportOptions.USUAL);
    LiveChildren children = discovery.children("/cms/databases/main");
    discovery.importTree("/cms\n  /providers", "/databases", ImportOptions.USUAL);

    discovery.link("/databases/cms", "/cms/databases/main");
    assertThat(discovery.read("/cms/databases")).isEqualTo(Map.of("main ->", "/databases/cms"));
    assertThat(discovery.deleteRecursive("/cms/databases/main")).isEmpty();

    await(() -> children.realPath().equals("/databases/cms"));
    assertThat(children.path()).isEqualTo("/cms/databases/main");
    assertThat(children).containsExactly("providers");
    assertThat(discovery.resolve("/cms/databases/main/providers"))
        .isEqualTo("/databases/cms/providers");
  }

  @Test
  void deleting_a_subtree_leaves_ephemerals_unless_it_is_forced() {
    discovery.register("/fooservice/servers", "a:1").paths();
    discovery.client().create("/fooservice/other", Data.of("{}"));

    assertThat(discovery.planDelete("/fooservice"))
        .containsExactly("/fooservice/servers/a:1", "/fooservice/servers", "/fooservice");
    assertThat(discovery.deleteRecursive("/fooservice")).hasSize(3);
    assertThat(discovery.walk("/fooservice", false))
        .containsExactly("/fooservice", "/fooservice/servers");
    assertThat(discovery.walk("/fooservice", true)).contains("/fooservice/servers/a:1");

    discovery.createRecursive("/x/y", Data.of("{}"), Acl.OPEN);
    discovery.createRecursive("/x/y", Data.of("1"), Acl.OPEN);
    assertThat(discovery.exportTree("/x")).isEqualTo("/x\n  /y\n    string_value = '1'\n");
    discovery.deleteRecursiveForced("/x");
    assertThat(discovery.client().exists("/x")).isEmpty();
    assertThat(
            discovery.planImport("/fooservice", "/", ImportOptions.USUAL.trim(Trim.DELETE)).notes())
        .hasSize(2);
  }

  @Test
  void a_registration_that_comes_back_does_not_stop_a_forced_deletion() {
    for (int i = 0; i < 50; i++) {
      discovery.createRecursive("/x/y", null, Acl.OPEN);
      try (Registration living = discovery.register("/x/y", "a:1")) {
        discovery.deleteRecursiveForced("/x");
        assertThat(living.isClosed()).isFalse();
        assertThat(discovery.client().exists("/x")).isEmpty();
      }
    }
  }

  private long owner(String address) {
    return discovery
        .client()
        .exists("/fooservice/servers/" + address)
        .map(stat -> stat.ephemeralOwner())
        .orElse(0L);
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    LinkedBlockingQueue<Object> nothing = new LinkedBlockingQueue<>();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      try {
        Object unused = nothing.poll(10, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
