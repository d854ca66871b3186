package io.paddock.it.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.client.api.Node;
import io.paddock.it.process.Eventually;
import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import io.paddock.protocol.message.Data;
import io.paddock.recipes.barrier.Barrier;
import io.paddock.recipes.barrier.DoubleBarrier;
import io.paddock.recipes.counter.AtomicNode;
import io.paddock.recipes.counter.SharedValue;
import io.paddock.recipes.election.LeaderLatch;
import io.paddock.recipes.election.LeaderSelector;
import io.paddock.recipes.lock.Hold;
import io.paddock.recipes.lock.Lock;
import io.paddock.recipes.lock.LockOptions;
import io.paddock.recipes.lock.ReadWriteLock;
import io.paddock.recipes.node.PersistentTtlNode;
import io.paddock.recipes.party.GroupMember;
import io.paddock.recipes.queue.DelayQueue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.atomic.DistributedAtomicInteger;
import org.apache.curator.framework.recipes.atomic.DistributedAtomicLong;
import org.apache.curator.framework.recipes.barriers.DistributedBarrier;
import org.apache.curator.framework.recipes.barriers.DistributedDoubleBarrier;
import org.apache.curator.framework.recipes.leader.Participant;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.framework.recipes.locks.InterProcessReadWriteLock;
import org.apache.curator.framework.recipes.locks.Revoker;
import org.apache.curator.framework.recipes.queue.DistributedDelayQueue;
import org.apache.curator.framework.recipes.queue.QueueBuilder;
import org.apache.curator.framework.recipes.queue.QueueConsumer;
import org.apache.curator.framework.recipes.queue.QueueSerializer;
import org.apache.curator.framework.recipes.shared.SharedCount;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.retry.RetryOneTime;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A program with our recipes and one with Curator's at one path. */
@NeedsServer
class WithCuratorTest {
  private static final LockOptions OURS = LockOptions.DEFAULT.identifier("ours").likeCurator();
  private static final int SECONDS = 30;
  private static final Duration LIMIT = Duration.ofSeconds(SECONDS);
  private static final Duration SHORT = Duration.ofMillis(150);

  private final String path = "/with-curator-" + UUID.randomUUID() + "/x";
  private final Client client;
  private final CuratorFramework curator;
  // Curator's locks belong to the thread that takes them.
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  WithCuratorTest(ServerProcess server) throws InterruptedException {
    client = PaddockClient.connect(server.address());
    curator = CuratorFrameworkFactory.newClient(server.address(), new RetryOneTime(100));
    curator.start();
    assertThat(curator.blockUntilConnected(SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @AfterEach
  void close() {
    thread.shutdownNow();
    curator.close();
    client.deleteRecursive(path.substring(0, path.lastIndexOf('/')));
    client.close();
  }

  private <T> T there(Callable<T> body) throws Exception {
    return get(thread.submit(body));
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.get(SECONDS, TimeUnit.SECONDS);
  }

  private int children() {
    return client.exists(path).map(stat -> stat.numChildren()).orElse(0);
  }

  private static boolean released(InterProcessMutex mutex) throws Exception {
    mutex.release();
    return true;
  }

  @Test
  void a_mutex_of_one_blocks_the_others() throws Exception {
    InterProcessMutex theirs = new InterProcessMutex(curator, path);
    Lock ours = Lock.at(client, path, OURS);
    assertThat(there(() -> theirs.acquire(SECONDS, TimeUnit.SECONDS))).isTrue();
    assertThat(ours.tryAcquire(Duration.ZERO)).isEmpty();
    CompletableFuture<Hold> waiting = ours.acquireAsync();
    Eventually.holds("two in line", () -> children() == 2);
    assertThat(waiting).isNotDone();
    there(() -> released(theirs));
    Hold hold = get(waiting);
    assertThat(theirs.getParticipantNodes()).containsExactly(hold.path());

    assertThat(there(() -> theirs.acquire(SHORT.toMillis(), TimeUnit.MILLISECONDS))).isFalse();
    Future<Boolean> theirWait = thread.submit(() -> theirs.acquire(SECONDS, TimeUnit.SECONDS));
    Eventually.holds("two in line again", () -> children() == 2);
    assertThat(ours.contenders()).hasSize(2).startsWith("ours");
    assertThat(theirWait).isNotDone();
    hold.close();
    assertThat(get(theirWait)).isTrue();
    there(() -> released(theirs));
  }

  @Test
  void each_hears_that_the_other_wishes_the_mutex_back() throws Exception {
    Hold hold = Lock.at(client, path, OURS).acquire();
    CountDownLatch wished = new CountDownLatch(1);
    hold.onRevocation(wished::countDown);
    Revoker.attemptRevoke(curator, hold.path());
    assertThat(wished.await(SECONDS, TimeUnit.SECONDS)).isTrue();
    hold.close();

    InterProcessMutex theirs = new InterProcessMutex(curator, path);
    CountDownLatch wishedThere = new CountDownLatch(1);
    theirs.makeRevocable(mutex -> wishedThere.countDown());
    there(() -> theirs.acquire(SECONDS, TimeUnit.SECONDS));
    assertThat(Lock.at(client, path, OURS).revoke()).isTrue();
    assertThat(wishedThere.await(SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void readers_of_both_share_and_writers_of_both_exclude() throws Exception {
    InterProcessReadWriteLock theirs = new InterProcessReadWriteLock(curator, path);
    ReadWriteLock ours = ReadWriteLock.at(client, path, OURS);
    Hold reader = ours.read().acquire();
    assertThat(there(() -> theirs.readLock().acquire(SECONDS, TimeUnit.SECONDS))).isTrue();
    assertThat(ours.write().tryAcquire(Duration.ZERO)).isEmpty();
    CompletableFuture<Hold> writer = ours.write().acquireAsync();
    Eventually.holds("three in line", () -> children() == 3);
    reader.close();
    assertThat(writer).isNotDone();
    there(() -> released(theirs.readLock()));
    Hold written = get(writer);
    Future<Boolean> their =
        thread.submit(() -> theirs.writeLock().acquire(SECONDS, TimeUnit.SECONDS));
    Eventually.holds("two in line", () -> children() == 2);
    assertThat(their).isNotDone();
    written.close();
    assertThat(get(their)).isTrue();
    assertThat(ours.read().tryAcquire(Duration.ZERO)).isEmpty();
    there(() -> released(theirs.writeLock()));
    assertThat(ours.read().tryAcquire(Duration.ZERO)).isPresent();
  }

  @Test
  void latches_of_both_follow_each_other() throws Exception {
    var theirs =
        new org.apache.curator.framework.recipes.leader.LeaderLatch(curator, path, "theirs");
    theirs.start();
    assertThat(theirs.await(SECONDS, TimeUnit.SECONDS)).isTrue();
    LeaderLatch ours = LeaderLatch.start(client, path, "ours");
    Eventually.holds("both stand", () -> theirs.getParticipants().size() == 2);
    assertThat(theirs.getParticipants())
        .containsExactlyInAnyOrder(new Participant("theirs", true), new Participant("ours", false));
    assertThat(ours.participants()).containsExactly("theirs", "ours");
    assertThat(ours.isLeader()).isFalse();
    theirs.close();
    assertThat(ours.await(LIMIT)).isTrue();

    var again = new org.apache.curator.framework.recipes.leader.LeaderLatch(curator, path, "again");
    again.start();
    Eventually.holds("both stand", () -> children() == 2);
    assertThat(again.getLeader().getId()).isEqualTo("ours");
    ours.close();
    assertThat(again.await(SECONDS, TimeUnit.SECONDS)).isTrue();
    again.close();
  }

  @Test
  void selectors_of_both_take_turns() throws Exception {
    BlockingQueue<String> leads = new LinkedBlockingQueue<>();
    CountDownLatch enough = new CountDownLatch(1);
    var theirs =
        new org.apache.curator.framework.recipes.leader.LeaderSelector(
            curator,
            path,
            new org.apache.curator.framework.recipes.leader.LeaderSelectorListener() {
              @Override
              public void takeLeadership(CuratorFramework of) throws Exception {
                leads.add("theirs");
                enough.await();
              }

              @Override
              public void stateChanged(CuratorFramework of, ConnectionState state) {}
            });
    theirs.setId("theirs");
    theirs.start();
    assertThat(leads.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("theirs");
    LeaderSelector ours =
        LeaderSelector.startOnce(client, path, "ours", leadership -> leads.add("ours"));
    Eventually.holds("both stand", () -> theirs.getParticipants().size() == 2);
    assertThat(ours.participants()).containsExactly("theirs", "ours");
    assertThat(theirs.getLeader().getId()).isEqualTo("theirs");
    enough.countDown();
    assertThat(leads.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("ours");
    theirs.close();
  }

  @Test
  void a_barrier_of_one_holds_the_other() throws Exception {
    DistributedBarrier theirs = new DistributedBarrier(curator, path);
    Barrier ours = Barrier.at(client, path);
    theirs.setBarrier();
    assertThat(ours.await(SHORT)).isFalse();
    theirs.removeBarrier();
    assertThat(ours.await(LIMIT)).isTrue();
    ours.create();
    Future<Boolean> waiting = thread.submit(() -> theirs.waitOnBarrier(SECONDS, TimeUnit.SECONDS));
    assertThat(theirs.waitOnBarrier(SHORT.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
    ours.remove();
    assertThat(get(waiting)).isTrue();
  }

  @Test
  void a_double_barrier_lets_both_in_and_out_whoever_comes_first() throws Exception {
    // Curator would make it a container, which may go as soon as both have left.
    client.ensurePath(path);
    DistributedDoubleBarrier theirs = new DistributedDoubleBarrier(curator, path, 2);
    DoubleBarrier ours = DoubleBarrier.at(client, path, 2, "ours");
    for (boolean first : List.of(true, false)) {
      if (first) {
        Future<Boolean> entering = thread.submit(() -> theirs.enter(SECONDS, TimeUnit.SECONDS));
        Eventually.holds("they are there", () -> children() == 1);
        assertThat(ours.enter(LIMIT)).isTrue();
        assertThat(get(entering)).isTrue();
      } else {
        CompletableFuture<Boolean> entering =
            CompletableFuture.supplyAsync(() -> ours.enter(LIMIT), client.aside().callbacks());
        Eventually.holds("we are there", () -> children() == 1);
        assertThat(there(() -> theirs.enter(SECONDS, TimeUnit.SECONDS))).isTrue();
        assertThat(get(entering)).isTrue();
      }
      Future<Boolean> leaving = thread.submit(() -> theirs.leave(SECONDS, TimeUnit.SECONDS));
      assertThat(ours.leave(LIMIT)).isTrue();
      assertThat(get(leaving)).isTrue();
      assertThat(client.children(path)).isEmpty();
    }
  }

  @Test
  void entries_of_a_delay_queue_go_both_ways_byte_for_byte() throws Exception {
    BlockingQueue<String> consumed = new LinkedBlockingQueue<>();
    DelayQueue ours = DelayQueue.at(client, path);
    long due = 1_600_000_000_000L;
    try (DistributedDelayQueue<String> theirs = delayQueue(null)) {
      theirs.put("from there", due);
      theirs.put("late", Long.MAX_VALUE / 2);
      theirs.flushPuts(SECONDS, TimeUnit.SECONDS);
      String name = client.children(path).stream().sorted().findFirst().orElseThrow();
      Data bytes = client.get(path + "/" + name).data();
      assertThat(ours.take(Duration.ZERO)).contains(Data.of("from there"));
      assertThat(ours.take(SHORT)).isEmpty();
      ours.put(Data.of("from there"), Instant.ofEpochMilli(due));
      String again = client.children(path).stream().sorted().findFirst().orElseThrow();
      int digits = 10;
      assertThat(again.substring(0, again.length() - digits))
          .isEqualTo(name.substring(0, name.length() - digits));
      assertThat(client.get(path + "/" + again).data()).isEqualTo(bytes);
    }
    DistributedDelayQueue<String> consuming = delayQueue(consumed);
    assertThat(consumed.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("from there");
    ours.put(Data.of("from here"), Instant.now().plus(SHORT));
    assertThat(consumed.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("from here");
    assertThat(ours.size()).isEqualTo(1);
    consuming.close();
  }

  @Test
  void an_entry_of_several_items_gives_one_after_the_other() throws Exception {
    DelayQueue ours = DelayQueue.at(client, path);
    try (DistributedDelayQueue<String> theirs = delayQueue(null)) {
      List<String> items = List.of("a", "b", "c");
      Iterator<String> next = items.iterator();
      theirs.putMulti(() -> next.hasNext() ? next.next() : null, 1_600_000_000_000L);
      theirs.flushPuts(SECONDS, TimeUnit.SECONDS);
    }
    for (String item : List.of("a", "b", "c")) {
      assertThat(ours.take(LIMIT)).contains(Data.of(item));
    }
    assertThat(ours.size()).isZero();
  }

  private DistributedDelayQueue<String> delayQueue(@Nullable BlockingQueue<String> consumed)
      throws Exception {
    QueueConsumer<String> consumer =
        consumed == null
            ? null
            : new QueueConsumer<>() {
              @Override
              public void consumeMessage(String message) {
                consumed.add(message);
              }

              @Override
              public void stateChanged(CuratorFramework of, ConnectionState state) {}
            };
    QueueSerializer<String> text =
        new QueueSerializer<>() {
          @Override
          public byte[] serialize(String item) {
            return item.getBytes(StandardCharsets.UTF_8);
          }

          @Override
          public String deserialize(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
          }
        };
    DistributedDelayQueue<String> queue =
        QueueBuilder.builder(curator, consumer, text, path).buildDelayQueue();
    queue.start();
    return queue;
  }

  @Test
  void shared_numbers_are_seen_and_changed_by_both() throws Exception {
    try (SharedCount theirs = new SharedCount(curator, path, 7);
        SharedValue<Integer> ours = sharedWith(theirs)) {
      assertThat(ours.get().value()).isEqualTo(7);
      theirs.setCount(-300);
      Eventually.holds("we see it", () -> ours.get().value() == -300);
      ours.set(12);
      Eventually.holds("they see it", () -> theirs.getCount() == 12);
      assertThat(theirs.trySetCount(theirs.getVersionedValue(), 13)).isTrue();
    }
    var theirLong = new DistributedAtomicLong(curator, path + "-long", new RetryOneTime(10));
    AtomicNode<Long> ourLong = AtomicNode.ofLong(client, path + "-long");
    assertThat(theirLong.add(1L << 40).succeeded()).isTrue();
    assertThat(ourLong.update(n -> n - 1).after()).isEqualTo((1L << 40) - 1);
    assertThat(theirLong.increment().postValue()).isEqualTo(1L << 40);
    var theirInt = new DistributedAtomicInteger(curator, path + "-int", new RetryOneTime(10));
    AtomicNode<Integer> ourInt = AtomicNode.ofInt(client, path + "-int");
    ourInt.set(-5);
    assertThat(theirInt.add(3).postValue()).isEqualTo(-2);
    assertThat(ourInt.get()).isEqualTo(-2);
  }

  private SharedValue<Integer> sharedWith(SharedCount theirs) throws Exception {
    theirs.start();
    return SharedValue.count(client, path, 1);
  }

  @Test
  void a_group_has_members_of_both() {
    var theirs =
        new org.apache.curator.framework.recipes.nodes.GroupMember(
            curator, path, "theirs", "t".getBytes(StandardCharsets.UTF_8));
    theirs.start();
    GroupMember ours = GroupMember.join(client, path, "ours", Data.of("o"));
    Eventually.holds("they see both", () -> theirs.getCurrentMembers().size() == 2);
    assertThat(theirs.getCurrentMembers().get("ours")).isEqualTo(new byte[] {'o'});
    Eventually.holds("we see both", () -> ours.members().size() == 2);
    assertThat(ours.members().values()).extracting(Node::text).containsExactly("o", "t");
    ours.close();
    Eventually.holds("they see us no more", () -> theirs.getCurrentMembers().size() == 1);
    theirs.close();
    Eventually.holds("nobody is there", () -> children() == 0);
  }

  @Test
  void nodes_with_a_time_to_live_look_the_same() throws Exception {
    // Curator touches for the first time after half of it.
    Duration ttl = Duration.ofSeconds(6);
    byte[] data = {'x'};
    var theirs =
        new org.apache.curator.framework.recipes.nodes.PersistentTtlNode(
            curator, path + "/theirs", ttl.toMillis(), data);
    theirs.start();
    assertThat(theirs.waitForInitialCreate(SECONDS, TimeUnit.SECONDS)).isTrue();
    PersistentTtlNode ours = PersistentTtlNode.start(client, path + "/ours", Data.of(data), ttl);
    ours.made().get(SECONDS, TimeUnit.SECONDS);
    Stat touched = Eventually.get("they touch", () -> stat("/theirs/touch"), stat -> stat != null);
    Stat ourTouch = Eventually.get("we touch", () -> stat("/ours/touch"), stat -> stat != null);
    assertThat(ourTouch.getEphemeralOwner()).isEqualTo(touched.getEphemeralOwner());
    assertThat(stat("/ours").getEphemeralOwner()).isEqualTo(stat("/theirs").getEphemeralOwner());
    assertThat(curator.getData().forPath(path + "/ours")).isEqualTo(data);
    ours.close();
    theirs.close();
  }

  private Stat stat(String below) throws Exception {
    return curator.checkExists().forPath(path + below);
  }
}
