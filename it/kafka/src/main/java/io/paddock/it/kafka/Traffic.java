package io.paddock.it.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Makes a topic of two replicas, sends messages to it, and reads them in a group. It says every
 * hundredth message that was acknowledged, and repeats every line of its input. After the line
 * {@code enough} it says how many were acknowledged, how many were refused, and how many of the
 * first it has not read.
 *
 * <p>Arguments: the brokers, and the name of the topic.
 */
public final class Traffic {
  private static final Duration LAST_READS = Duration.ofSeconds(60);
  private static final int PARTITIONS = 4;
  private static final int SAID = 100;
  private static final long PAUSE_MS = 5;

  private final String brokers;
  private final String topic;
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refused = new AtomicInteger();

  private Traffic(String brokers, String topic) {
    this.brokers = brokers;
    this.topic = topic;
  }

  public static void main(String[] arguments) throws Exception {
    Traffic traffic = new Traffic(arguments[0], arguments[1]);
    traffic.createTopic();
    Thread sender = new Thread(traffic::send, "sender");
    sender.start();
    int missing = traffic.read(sender);
    System.out.println(
        "end: acknowledged "
            + traffic.acknowledged.size()
            + ", refused "
            + traffic.refused
            + ", missing "
            + missing);
  }

  private void createTopic() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 2))).all().get();
    }
    System.out.println("created " + topic);
  }

  private void send() {
    Map<String, Object> settings = Map.of("bootstrap.servers", brokers, "acks", "all");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      for (int i = 0; !isEnough(input); i++) {
        String message = Integer.toString(i);
        producer.send(
            new ProducerRecord<>(topic, message, message),
            (where, failure) -> answered(message, failure));
        TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
      }
    } catch (IOException | InterruptedException e) {
      System.out.println("sender: " + e);
    }
  }

  private static boolean isEnough(BufferedReader input) throws IOException {
    String line = input.ready() ? input.readLine() : "";
    if (!line.isEmpty()) {
      System.out.println("heard " + line);
    }
    return line.equals("enough");
  }

  private void answered(String message, Exception failure) {
    if (failure != null) {
      System.out.println("refused: " + failure);
      refused.incrementAndGet();
    } else if (acknowledged.add(message) && acknowledged.size() % SAID == 0) {
      System.out.println("acknowledged " + acknowledged.size());
    }
  }

  private int read(Thread sender) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", brokers, "group.id", topic, "auto.offset.reset", "earliest");
    Set<String> read = new HashSet<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      long endNanos = Long.MAX_VALUE;
      while (endNanos - System.nanoTime() > 0
          && !(isDone(sender) && read.containsAll(acknowledged))) {
        consumer.poll(Duration.ofMillis(200)).forEach(each -> read.add(each.value()));
        if (endNanos == Long.MAX_VALUE && isDone(sender)) {
          endNanos = System.nanoTime() + LAST_READS.toNanos();
        }
      }
    }
    Set<String> missing = new HashSet<>(acknowledged);
    missing.removeAll(read);
    return missing.size();
  }

  private static boolean isDone(Thread sender) {
    return !sender.isAlive();
  }
}
