package io.paddock.it.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.Request;
import io.paddock.protocol.message.Stat;
import io.paddock.testkit.embedded.EmbeddedServer;
import io.paddock.testkit.script.Received;
import io.paddock.testkit.script.WireClient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What many connections that write and watch the same znodes may see (spec/semantics.md, sections
 * 9.3 and 12): an event comes before the data that it announces; what a connection sees never gets
 * older; and what anybody has seen, nobody who asks later misses.
 */
class SharedKeysTest {
  private static final int CLIENTS = 12;
  private static final int KEYS = 4;
  private static final int ROUNDS = 300;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void nobody_sees_new_data_before_its_event_or_old_data_after_new(long seed) throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start(Map.of("paddock.eventLoops", "4"))) {
      try (WireClient client = WireClient.open(server.address())) {
        for (int key = 0; key < KEYS; key++) {
          client.call(new Request.Create(OpCode.CREATE, path(key), null, Acl.OPEN, 0, 0));
        }
      }
      AtomicLong seenByAnybody = new AtomicLong();
      Crowd.run(CLIENTS, index -> new Observer(server, seed, index, seenByAnybody).run());
    }
  }

  private static String path(int key) {
    return "/shared" + key;
  }

  /** One connection with what it knows. */
  private static final class Observer {
    /** A request that is on its way, and the newest zxid that anybody had seen when it was sent. */
    private record Sent(int key, boolean watch, boolean write, long seenBefore) {}

    private final WireClient client;
    private final Random random;
    private final AtomicLong seenByAnybody;
    private final String who;
    private final Deque<Sent> sent = new ArrayDeque<>();

    /** For each key: the mzxid at which a watch was left that has not fired, or -1. */
    private final long[] watchedSince = new long[KEYS];

    private final long[] newest = new long[KEYS];
    private long lastZxid;

    Observer(EmbeddedServer server, long seed, int index, AtomicLong seenByAnybody) {
      this.client = WireClient.open(server.address());
      this.random = new Random(seed * 1000 + index);
      this.seenByAnybody = seenByAnybody;
      this.who = "seed " + seed + ", client " + index;
      Arrays.fill(watchedSince, -1);
    }

    void run() {
      try (client) {
        for (int round = 0; round < ROUNDS; round++) {
          sendSome();
          while (!sent.isEmpty()) {
            receive();
          }
        }
      }
    }

    private void sendSome() {
      List<Request> requests = new ArrayList<>();
      int count = 1 + random.nextInt(16);
      for (int i = 0; i < count; i++) {
        int key = random.nextInt(KEYS);
        boolean write = random.nextInt(4) == 0;
        boolean watch = !write && random.nextBoolean();
        requests.add(
            write
                ? new Request.SetData(path(key), Data.of(who), -1)
                : new Request.GetData(path(key), watch));
        sent.add(new Sent(key, watch, write, seenByAnybody.get()));
      }
      client.sendAll(requests);
    }

    private void receive() {
      Received received = client.receive();
      long zxid = received.header().zxid();
      assertThat(zxid)
          .as("%s: %s after zxid %d", who, received, lastZxid)
          .isGreaterThanOrEqualTo(lastZxid);
      lastZxid = zxid;
      if (received.isEvent()) {
        event(received, zxid);
      } else {
        answer(received, sent.remove(), zxid);
      }
    }

    private void event(Received received, long zxid) {
      String path = Objects.requireNonNull(received.event()).path();
      int key = Integer.parseInt(path.substring("/shared".length()));
      assertThat(watchedSince[key]).as("%s: a watch for %s", who, received).isNotEqualTo(-1);
      assertThat(zxid).as("%s: %s", who, received).isGreaterThan(watchedSince[key]);
      watchedSince[key] = -1;
    }

    private void answer(Received received, Sent request, long zxid) {
      int key = request.key();
      Stat stat =
          request.write()
              ? received.as(Reply.StatOnly.class).stat()
              : received.as(Reply.DataStat.class).stat();
      assertThat(zxid)
          .as("%s: %s, though somebody had seen more when it was asked", who, received)
          .isGreaterThanOrEqualTo(request.seenBefore());
      assertThat(stat.mzxid())
          .as("%s: %s is older than what it saw before", who, received)
          .isGreaterThanOrEqualTo(newest[key]);
      if (watchedSince[key] >= 0) {
        assertThat(stat.mzxid())
            .as("%s: %s shows what no event has announced", who, received)
            .isEqualTo(watchedSince[key]);
      }
      newest[key] = stat.mzxid();
      if (request.watch()) {
        watchedSince[key] = stat.mzxid();
      }
      seenByAnybody.accumulateAndGet(zxid, Math::max);
    }
  }
}
