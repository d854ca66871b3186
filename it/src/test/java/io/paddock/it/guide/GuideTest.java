package io.paddock.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.it.process.Checkout;
import io.paddock.it.process.Eventually;
import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
class GuideTest {
  @TempDir private Path directory;

  private final String servers;
  private final Client client;

  GuideTest(ServerProcess server) {
    servers = server.address() + "/examples-" + UUID.randomUUID();
    client = PaddockClient.connect(servers);
  }

  @BeforeEach
  void make_a_root() {
    client.create("/", null);
  }

  @AfterEach
  void close() {
    client.close();
  }

  private String run(Example example) throws Exception {
    return text(started(example));
  }

  private ByteArrayOutputStream started(Example example) throws Exception {
    Path own = directory.resolve(UUID.randomUUID().toString());
    return example.compile(servers, own).run(client);
  }

  private static String text(ByteArrayOutputStream printed) {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void the_six_lines_of_the_readme_do_what_they_say() throws Exception {
    List<Example> all = Example.of(Checkout.root().resolve("README.md"));
    assertThat(all).hasSize(1);
    Example six = all.get(0);
    assertThat(six.lines()).hasSize(6);

    ByteArrayOutputStream printed = started(six);

    Eventually.holds("its watch has printed", () -> text(printed).contains("NODE_DATA_CHANGED"));
    client.sync("/");
    assertThat(client.get("/greeting").text()).isEqualTo("good morning");
    assertThat(client.children("/locks/greeting")).isEmpty();
  }

  @Test
  void every_example_of_the_guide_runs() throws Exception {
    client.create("/namespace", null);
    StringBuilder printed = new StringBuilder();
    List<Example> all = Example.of(Checkout.root().resolve("docs/client.md"));
    for (Example each : all) {
      printed.append(run(each));
    }
    client.sync("/");

    assertThat(all).hasSizeGreaterThan(5);
    assertThat(printed).contains("/a 1\n", "7 [");
    assertThat(client.get("/namespace/greeting").text()).isEqualTo("good morning");
    assertThat(client.get("/settings/colour").text()).isEqualTo("blue");
  }
}
