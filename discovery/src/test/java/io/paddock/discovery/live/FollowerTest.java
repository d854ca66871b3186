package io.paddock.discovery.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.client.api.WatchListener;
import io.paddock.protocol.message.Data;
import io.paddock.testkit.embedded.EmbeddedServer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FollowerTest {
  /** How long the first reading waits for one that must not come before it is over. */
  private static final long IN_VAIN_MS = 300;

  /** Reads the data of one znode; something is done once, after the first reading. */
  private static final class Reading implements Follower.Reader<String> {
    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch second = new CountDownLatch(2);
    private final Runnable meanwhile;

    Reading(Runnable meanwhile) {
      this.meanwhile = meanwhile;
    }

    @Override
    public String read(Client client, @Nullable WatchListener listener) {
      boolean first = begun.incrementAndGet() == 1;
      String text = client.get("/f", listener).text();
      second.countDown();
      if (first) {
        meanwhile.run();
        try {
          boolean unused = second.await(IN_VAIN_MS, TimeUnit.MILLISECONDS);
          unused = new CountDownLatch(1).await(IN_VAIN_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
      return text;
    }
  }

  @Test
  void what_changes_during_the_first_reading_is_not_replaced_by_it() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start();
        Client client = PaddockClient.connect(server.connectString())) {
      client.create("/f", Data.of("old"));
      Reading reading = new Reading(() -> client.set("/f", Data.of("new")));

      Follower<String, String> follower = new Follower<>(client, reading, "", "live", true);

      BlockingQueue<String> told = new LinkedBlockingQueue<>();
      Subscription unused = follower.add((live, subscription) -> told.add(follower.value()));
      String last = told.poll(60, TimeUnit.SECONDS);
      while (last != null && !last.equals("new")) {
        last = told.poll(60, TimeUnit.SECONDS);
      }
      assertThat(last).isEqualTo("new");
      follower.close();
    }
  }
}
