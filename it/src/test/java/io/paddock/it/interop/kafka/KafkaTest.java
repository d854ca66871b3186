package io.paddock.it.interop.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.ensemble.EnsembleMember;
import io.paddock.it.ensemble.EnsembleProcess;
import io.paddock.it.ensemble.Shape;
import io.paddock.it.process.Dialogue;
import io.paddock.it.process.ServerProcess;
import io.paddock.it.process.ServerSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two brokers of Apache Kafka whose cluster lives in three servers. */
@Execution(ExecutionMode.SAME_THREAD)
class KafkaTest {
  private static final ServerSetup SETUP = ServerSetup.usual().with("tickTime", "1000");

  @TempDir private Path directory;

  @BeforeAll
  static void kafka_is_here() {
    KafkaPrograms.require();
  }

  @Test
  void brokers_carry_messages_over_the_death_of_a_leader_and_of_their_controller()
      throws IOException {
    try (EnsembleProcess servers = EnsembleProcess.start(Shape.of(3), SETUP);
        ServerProcess controller = broker(0, servers);
        ServerProcess other = broker(1, servers);
        Dialogue traffic =
            KafkaPrograms.traffic(controller.address() + "," + other.address(), "first")) {
      controller.output().await("the controller", KafkaTest::isElection, KafkaPrograms.PATIENCE);
      awaitMore(traffic);

      EnsembleMember leader = servers.awaitLeader();
      leader.kill();
      awaitMore(traffic);
      leader.launch();
      servers.awaitReady();
      assertThat(complaints(controller)).isEmpty();
      assertThat(complaints(other)).isEmpty();

      assertThat(other.output().lines()).as("it follows").noneMatch(KafkaTest::isElection);
      controller.kill();
      other.output().await("a controller", KafkaTest::isElection, KafkaPrograms.PATIENCE);
      awaitMore(traffic);

      traffic.say("enough");
      assertThat(traffic.hear("end: ").toString()).contains("refused 0, missing 0");
      assertThat(complaints(other)).filteredOn(KafkaTest::isExpiry).isEmpty();
    }
  }

  /** Messages that are sent from now on are acknowledged. */
  private static void awaitMore(Dialogue traffic) {
    traffic.say("mark");
    traffic.hear("heard mark");
    traffic.hear("acknowledged");
    traffic.hear("acknowledged");
  }

  private ServerProcess broker(int id, EnsembleProcess servers) throws IOException {
    ServerProcess broker = KafkaPrograms.broker(id, servers.connectString() + "/kafka", directory);
    broker
        .output()
        .await(
            "broker " + id + " runs",
            line -> line.contains("[KafkaServer id=" + id + "] started"),
            KafkaPrograms.PATIENCE);
    return broker;
  }

  private static boolean isElection(String line) {
    return line.contains("successfully elected as the controller");
  }

  private static List<String> complaints(ServerProcess broker) {
    return broker.output().lines().stream()
        .filter(line -> line.startsWith("ERROR") || isExpiry(line))
        .toList();
  }

  /** Not every line with the name of the exception: that of a lost connection has it, too. */
  private static boolean isExpiry(String line) {
    return line.contains("has expired") || line.contains("Session expired");
  }
}
