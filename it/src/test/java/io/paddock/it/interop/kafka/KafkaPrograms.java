package io.paddock.it.interop.kafka;

import io.paddock.it.process.Checkout;
import io.paddock.it.process.Dialogue;
import io.paddock.it.process.ForeignPart;
import io.paddock.it.process.JavaProgram;
import io.paddock.it.process.Ports;
import io.paddock.it.process.ServerProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Programs of Kafka in JVMs of their own, as {@code it/kafka} has built them. */
final class KafkaPrograms {
  /** On a busy machine a broker takes a while to start. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Path BUILT = Checkout.root().resolve("it/kafka");

  private KafkaPrograms() {}

  /** Fails, or skips the test if that is admitted, where Kafka was not built. */
  static void require() {
    ForeignPart.require(
        "kafka", BUILT.resolve("target/lib"), "./mvnw -f it/kafka/pom.xml process-classes");
  }

  /**
   * A broker whose state is in these servers.
   *
   * @param servers as a ZooKeeper client takes them, with a chroot
   * @param dir for its messages and its settings
   */
  static ServerProcess broker(int id, String servers, Path dir) throws IOException {
    int port = Ports.free();
    Path settings = Files.createDirectories(dir).resolve("broker-" + id + ".properties");
    Files.write(
        settings,
        List.of(
            "broker.id=" + id,
            "listeners=PLAINTEXT://127.0.0.1:" + port,
            "zookeeper.connect=" + servers,
            "zookeeper.session.timeout.ms=12000",
            "zookeeper.connection.timeout.ms=60000",
            "log.dirs=" + dir.resolve("messages-" + id),
            "offsets.topic.replication.factor=2",
            "offsets.topic.num.partitions=4",
            "group.initial.rebalance.delay.ms=0"));
    return ServerProcess.launch(java("kafka.Kafka", List.of(settings.toString())), port);
  }

  /** A program that sends and reads messages until its input has something. */
  static Dialogue traffic(String brokers, String topic) {
    return new Dialogue(java("io.paddock.it.kafka.Traffic", List.of(brokers, topic)), PATIENCE);
  }

  private static ProcessBuilder java(String mainClass, List<String> arguments) {
    String log = "-Dlog4j.configuration=" + BUILT.resolve("log4j.properties").toUri();
    String classPath =
        BUILT.resolve("target/classes") + File.pathSeparator + BUILT.resolve("target/lib/*");
    return JavaProgram.command(classPath, mainClass, List.of("-Xmx256m", log), arguments);
  }
}
