package io.paddock.it.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.consistency.PrivateTree.Step;
import io.paddock.testkit.embedded.EmbeddedServer;
import io.paddock.testkit.script.Received;
import io.paddock.testkit.script.WireClient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests of a connection are processed and answered in the order sent, however far ahead they are
 * sent and however reads and writes are mixed (spec/semantics.md, section 12).
 */
class FifoTest {
  private static final int CLIENTS = 12;
  private static final int STEPS = 3000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void every_answer_is_the_one_that_the_order_of_the_requests_allows(long seed) throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start(Map.of("paddock.eventLoops", "3"))) {
      Crowd.run(CLIENTS, index -> client(server, seed, index));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void the_same_holds_when_the_server_holds_clients_back(long seed) throws Exception {
    Map<String, String> tight =
        Map.of(
            "paddock.eventLoops", "3",
            "paddock.connectionOutstandingMax", "7",
            "globalOutstandingLimit", "20");
    try (EmbeddedServer server = EmbeddedServer.start(tight)) {
      Crowd.run(CLIENTS, index -> client(server, seed, index));
    }
  }

  private static void client(EmbeddedServer server, long seed, int index) {
    Random random = new Random(seed * 1000 + index);
    PrivateTree tree = new PrivateTree("/private" + index, random);
    try (WireClient client = WireClient.open(server.address())) {
      client.call(tree.createRoot());
      Deque<Step> sent = new ArrayDeque<>();
      int window = 1 << random.nextInt(8);
      int xid = 1;
      long lastZxid = 0;
      for (int done = 0; done < STEPS; done++) {
        if (sent.isEmpty()) {
          sendSome(client, tree, sent, window);
        }
        Step step = sent.remove();
        Received received = client.receive();
        xid++;
        String what = "seed %d, client %d, %s".formatted(seed, index, step.request());
        assertThat(received.header().xid())
            .as(what)
            .isEqualTo(PrivateTree.xidOfReply(step.request(), xid));
        assertThat(PrivateTree.text(received)).as(what).isEqualTo(step.answer());
        assertThat(received.header().zxid()).as(what).isGreaterThanOrEqualTo(lastZxid);
        lastZxid = received.header().zxid();
      }
    }
  }

  private static void sendSome(WireClient client, PrivateTree tree, Deque<Step> sent, int window) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < window; i++) {
      steps.add(tree.next());
    }
    client.sendAll(steps.stream().map(Step::request).toList());
    sent.addAll(steps);
  }
}
