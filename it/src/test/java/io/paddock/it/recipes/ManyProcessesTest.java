package io.paddock.it.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.it.process.DebianPackage;
import io.paddock.it.process.Dialogue;
import io.paddock.it.process.JavaProgram;
import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import io.paddock.protocol.message.Data;
import io.paddock.recipes.lock.Hold;
import io.paddock.recipes.lock.Lock;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Processes in Java and Python that contend for one lock. */
@NeedsServer
class ManyProcessesTest {
  private static final int EACH = 60;

  private final ServerProcess server;

  ManyProcessesTest(ServerProcess server) {
    this.server = server;
  }

  @Test
  void no_count_of_several_processes_under_one_lock_is_lost_and_tokens_only_grow()
      throws URISyntaxException {
    DebianPackage.PYTHON3_KAZOO.require();
    String path = "/contest-" + UUID.randomUUID();
    List<Dialogue> processes = new ArrayList<>();
    try (Client client = PaddockClient.connect(server.address())) {
      client.create(path + "-count", Data.of("0 0"));
      try (Hold all = Lock.at(client, path).acquire()) {
        // So that they begin at the same time.
        for (int i = 0; i < 2; i++) {
          processes.add(new Dialogue(java(path)));
          processes.add(new Dialogue(python()));
        }
        processes.forEach(each -> each.hear("ready"));
        processes.get(1).say("contend " + path + " " + EACH);
        processes.get(3).say("contend " + path + " " + EACH);
        assertThat(all.isHeld()).isTrue();
      }
      processes.forEach(each -> each.hear("counted"));

      assertThat(client.get(path + "-count").text()).startsWith(4 * EACH + " ");
      assertThat(client.children(path)).isEmpty();
    } finally {
      processes.forEach(Dialogue::close);
    }
  }

  private ProcessBuilder java(String path) {
    return JavaProgram.ofTests(
        Contestant.class,
        List.of("-Xmx64m"),
        List.of(server.address(), path, String.valueOf(EACH)));
  }

  private ProcessBuilder python() throws URISyntaxException {
    URL script = ManyProcessesTest.class.getResource("/kazoo/partner.py");
    String file = Path.of(Objects.requireNonNull(script, "partner.py").toURI()).toString();
    return new ProcessBuilder("/usr/bin/python3", "-B", file, server.address());
  }
}
