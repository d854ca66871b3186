package io.paddock.replication.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.replication.ledger.Member;
import io.paddock.replication.peer.PeerListener;
import io.paddock.testgen.Seeded;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Three members start, stop, and send numbered frames of all sizes, in a random order: what comes
 * is never torn, never out of order, never twice, and up and down take turns.
 */
@Timeout(120)
class PeerScheduleTest {
  private static final int MEMBERS = 3;
  private static final int STEPS = 40;

  /** A new port at each start: one that is free again may be taken by an outgoing connection. */
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @Test
  void whatever_happens_frames_come_whole_in_order_and_once() {
    Seeded.check("schedule", 3, random -> new Cast().play(random));
  }

  /** The members, and what they have sent. */
  private static final class Cast {
    private final Map<Integer, NettyPeers> running = new TreeMap<>();
    private final Map<Integer, Judge> judges = new HashMap<>();
    private final Map<Integer, InetSocketAddress> places = new TreeMap<>();
    private long number;
    private long incarnation;

    void play(Seeded random) throws IOException {
      try {
        for (int id = 1; id <= MEMBERS; id++) {
          start(id, ANY);
        }
        tell();
        for (int step = 0; step < STEPS; step++) {
          step(random);
        }
        settle();
      } finally {
        running.values().forEach(NettyPeers::close);
      }
      judges.values().forEach(Judge::verdict);
    }

    private void step(Seeded random) throws IOException {
      int id = random.between(1, MEMBERS);
      NettyPeers member = running.get(id);
      if (member == null) {
        start(id, ANY);
        tell();
      } else if (random.chance(10)) {
        running.remove(id);
        member.close();
      } else {
        for (int i = random.size(200); i > 0; i--) {
          send(member, random.between(1, MEMBERS), random);
        }
      }
    }

    private void send(NettyPeers from, int to, Seeded random) {
      long next = ++number;
      byte[] body = new byte[random.chance(2) ? random.size(300_000) : random.size(2000)];
      Arrays.fill(body, (byte) next);
      from.send(to, (byte) 1, ByteBuffer.allocate(8).putLong(0, next), ByteBuffer.wrap(body));
    }

    /** All run at the end, find each other, and hear a last frame. */
    private void settle() throws IOException {
      for (int id = 1; id <= MEMBERS; id++) {
        if (!running.containsKey(id)) {
          start(id, ANY);
        }
      }
      tell();
      long deadline = System.nanoTime() + 30_000_000_000L;
      while (running.values().stream().anyMatch(each -> each.connected().size() < MEMBERS - 1)) {
        assertThat(System.nanoTime()).as("they meet again").isLessThan(deadline);
        Thread.onSpinWait();
      }
    }

    private void start(int id, InetSocketAddress at) throws IOException {
      NettyPeers network = NettyPeers.bind(PeerSettings.of(id, List.of(at), 10_000, null));
      running.put(id, network);
      places.put(id, network.addresses().get(0));
      Judge judge = new Judge();
      judges.put((int) ++incarnation, judge);
      network.start(incarnation, judge);
    }

    private void tell() {
      List<Member> members = new ArrayList<>();
      places.forEach(
          (id, at) ->
              members.add(
                  new Member(id, true, List.of(new Member.Address("127.0.0.1", at.getPort())))));
      running.values().forEach(each -> each.members(members));
    }
  }

  /** Listens to one start of one member. Thread: the network's. */
  private static final class Judge implements PeerListener {
    private final Map<Integer, Long> last = new HashMap<>();
    private final Set<Integer> isUp = new HashSet<>();
    private final AtomicReference<String> wrong = new AtomicReference<>("");

    @Override
    public void up(int member) {
      if (!isUp.add(member)) {
        wrong.set("up twice: " + member);
      }
    }

    @Override
    public void down(int member, boolean refused) {
      if (!isUp.remove(member) && !refused) {
        wrong.set("down twice: " + member);
      }
    }

    @Override
    public void received(int member, byte kind, ByteBuffer content) {
      long number = content.getLong();
      Long before = last.put(member, number);
      if (before != null && before >= number) {
        wrong.set("frame " + number + " after " + before);
      }
      if (!isUp.contains(member)) {
        wrong.set("a frame of " + member + ", which is down");
      }
      while (content.hasRemaining()) {
        if (content.get() != (byte) number) {
          wrong.set("frame " + number + " is torn");
          return;
        }
      }
    }

    void verdict() {
      assertThat(wrong.get()).isEmpty();
    }
  }
}
