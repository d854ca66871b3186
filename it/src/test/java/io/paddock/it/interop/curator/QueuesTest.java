package io.paddock.it.interop.curator;

import static io.paddock.it.interop.curator.Frameworks.SECONDS;
import static io.paddock.it.interop.curator.Frameworks.resultOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.queue.DistributedDelayQueue;
import org.apache.curator.framework.recipes.queue.DistributedIdQueue;
import org.apache.curator.framework.recipes.queue.DistributedPriorityQueue;
import org.apache.curator.framework.recipes.queue.DistributedQueue;
import org.apache.curator.framework.recipes.queue.QueueBuilder;
import org.apache.curator.framework.recipes.queue.QueueConsumer;
import org.apache.curator.framework.recipes.queue.QueueSerializer;
import org.apache.curator.framework.recipes.queue.SimpleDistributedQueue;
import org.apache.curator.framework.state.ConnectionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Curator's queues. */
@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
class QueuesTest {
  private final Frameworks frameworks;
  private final CuratorFramework putting;
  private final CuratorFramework taking;
  private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();

  QueuesTest(ServerProcess server) {
    frameworks = new Frameworks(server);
    putting = frameworks.connect();
    taking = frameworks.connect();
  }

  @AfterEach
  void close() {
    frameworks.close();
  }

  @Test
  void items_come_out_once_each_and_in_order() throws Exception {
    try (DistributedQueue<String> in = producer().buildQueue();
        DistributedQueue<String> out = consumer().buildQueue()) {
      in.start();
      for (int i = 0; i < 20; i++) {
        in.put("item" + i);
      }
      out.start();
      for (int i = 0; i < 20; i++) {
        expect("item" + i);
      }
    }
  }

  @Test
  void two_consumers_share_the_items_under_locks() throws Exception {
    try (DistributedQueue<String> in = producer().buildQueue();
        DistributedQueue<String> out = consumer().lockPath("/queue-locks").buildQueue();
        DistributedQueue<String> more = consumer().lockPath("/queue-locks").buildQueue()) {
      in.start();
      out.start();
      more.start();
      List<String> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        in.put("item" + i);
      }
      for (int i = 0; i < 20; i++) {
        all.add(taken.poll(SECONDS, TimeUnit.SECONDS));
      }
      assertThat(all).doesNotHaveDuplicates().doesNotContainNull();
    }
  }

  @Test
  void a_smaller_priority_comes_out_first() throws Exception {
    try (DistributedPriorityQueue<String> in = producer().buildPriorityQueue(0);
        DistributedPriorityQueue<String> out = consumer().buildPriorityQueue(0)) {
      in.start();
      in.put("low", 100);
      in.put("high", 1);
      in.put("middle", 50);
      in.flushPuts(SECONDS, TimeUnit.SECONDS);
      out.start();
      expect("high");
      expect("middle");
      expect("low");
    }
  }

  @Test
  void a_delayed_item_waits_for_its_time() throws Exception {
    try (DistributedDelayQueue<String> in = producer().buildDelayQueue();
        DistributedDelayQueue<String> out = consumer().buildDelayQueue()) {
      in.start();
      long now = System.currentTimeMillis();
      in.put("later", now + 600);
      in.put("soon", now + 100);
      out.start();
      expect("soon");
      expect("later");
      assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(now + 600);
    }
  }

  @Test
  void an_item_with_a_name_can_be_taken_back() throws Exception {
    try (DistributedIdQueue<String> in = producer().buildIdQueue();
        DistributedIdQueue<String> out = consumer().buildIdQueue()) {
      in.start();
      in.put("first", "a");
      in.put("second", "b");
      assertThat(in.remove("a")).isEqualTo(1);
      out.start();
      expect("second");
    }
  }

  @Test
  void a_simple_queue_hands_over_one_by_one() throws Exception {
    SimpleDistributedQueue in = new SimpleDistributedQueue(putting, "/simple");
    SimpleDistributedQueue out = new SimpleDistributedQueue(taking, "/simple");
    assertThat(out.poll()).isNull();
    Future<byte[]> waiting = frameworks.aside(out::take);
    assertThat(in.offer("a".getBytes(UTF_8))).isTrue();
    assertThat(resultOf(waiting)).asString().isEqualTo("a");
    in.offer("b".getBytes(UTF_8));
    assertThat(out.peek()).asString().isEqualTo("b");
    assertThat(out.poll(SECONDS, TimeUnit.SECONDS)).asString().isEqualTo("b");
    assertThat(out.poll(20, TimeUnit.MILLISECONDS)).isNull();
  }

  private void expect(String item) throws InterruptedException {
    assertThat(taken.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo(item);
  }

  private QueueBuilder<String> producer() {
    return QueueBuilder.builder(putting, null, new Text(), "/queue").putInBackground(false);
  }

  private QueueBuilder<String> consumer() {
    return QueueBuilder.builder(
        taking,
        new QueueConsumer<String>() {
          @Override
          public void consumeMessage(String item) {
            taken.add(item);
          }

          @Override
          public void stateChanged(CuratorFramework client, ConnectionState state) {}
        },
        new Text(),
        "/queue");
  }

  private static final class Text implements QueueSerializer<String> {
    @Override
    public byte[] serialize(String item) {
      return item.getBytes(UTF_8);
    }

    @Override
    public String deserialize(byte[] bytes) {
      return new String(bytes, UTF_8);
    }
  }
}
