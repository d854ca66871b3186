package io.paddock.it.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.Transaction;
import io.paddock.it.process.Eventually;
import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import io.paddock.protocol.message.Data;
import io.paddock.recipes.barrier.Barrier;
import io.paddock.recipes.barrier.DoubleBarrier;
import io.paddock.recipes.counter.AtomicNode;
import io.paddock.recipes.counter.Counter;
import io.paddock.recipes.counter.SharedValue;
import io.paddock.recipes.election.LeaderLatch;
import io.paddock.recipes.election.LeaderSelector;
import io.paddock.recipes.lease.NonBlockingLease;
import io.paddock.recipes.lock.Grip;
import io.paddock.recipes.lock.Held;
import io.paddock.recipes.lock.Hold;
import io.paddock.recipes.lock.Lock;
import io.paddock.recipes.lock.MultiLock;
import io.paddock.recipes.lock.ReadWriteLock;
import io.paddock.recipes.lock.ReentrantLock;
import io.paddock.recipes.lock.Semaphore;
import io.paddock.recipes.node.PersistentTtlNode;
import io.paddock.recipes.partition.PartitionState;
import io.paddock.recipes.partition.SetPartitioner;
import io.paddock.recipes.party.GroupMember;
import io.paddock.recipes.party.Party;
import io.paddock.recipes.queue.DelayQueue;
import io.paddock.recipes.queue.LockingQueue;
import io.paddock.recipes.queue.Queue;
import io.paddock.recipes.queue.TakenEntry;
import io.paddock.testkit.fault.FaultyLink;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What each recipe promises, with two clients, on the server under test. The recipes' own tests
 * have all the rest, on a server in their process.
 */
@NeedsServer
class RecipesTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final String path = "/recipes-" + UUID.randomUUID() + "/x";
  private final FaultyLink link;
  private final Client one;
  private final Client two;
  // It can be parted from the server, and its session is over soon then.
  private final Client mortal;

  RecipesTest(ServerProcess server) {
    link = new FaultyLink(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    one = PaddockClient.connect(server.address());
    two = PaddockClient.connect(server.address());
    mortal =
        PaddockClient.builder("127.0.0.1:" + link.port())
            .sessionTimeout(Duration.ofMillis(2_500))
            .connect();
  }

  @AfterEach
  void close() {
    mortal.close();
    link.close();
    two.close();
    one.deleteRecursive(path.substring(0, path.lastIndexOf('/')));
    one.close();
  }

  private <T> CompletableFuture<T> aside(Supplier<T> body) {
    return CompletableFuture.supplyAsync(body, one.aside().callbacks());
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  private void awaitChildren(String of, int count) {
    Eventually.get(
        count + " below " + of,
        () -> one.exists(of).map(stat -> stat.numChildren()).orElse(0),
        found -> found == count);
  }

  private void loseSession() {
    long session = mortal.sessionId();
    link.partition();
    Eventually.holds("it is lost", () -> mortal.state() == ConnectionState.LOST);
    link.heal();
    link.resetAll();
    Eventually.holds(
        "there is another session",
        () -> mortal.state() == ConnectionState.CONNECTED && mortal.sessionId() != session);
  }

  @Test
  void one_is_inside_at_a_time_and_tokens_grow() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    List<Long> tokens = new CopyOnWriteArrayList<>();
    List<CompletableFuture<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Lock lock = Lock.at(i < 3 ? one : two, path);
      all.add(aside(() -> rounds(lock, inside, tokens)));
    }
    for (CompletableFuture<Boolean> each : all) {
      assertThat(get(each)).isTrue();
    }
    assertThat(tokens).hasSize(60).isSorted().doesNotHaveDuplicates();
    awaitChildren(path, 0);
  }

  private static boolean rounds(Lock lock, AtomicInteger inside, List<Long> tokens) {
    boolean alone = true;
    for (int round = 0; round < 10; round++) {
      try (Hold hold = lock.acquire()) {
        alone &= inside.incrementAndGet() == 1;
        tokens.add(hold.token());
        inside.decrementAndGet();
      }
    }
    return alone;
  }

  @Test
  void who_is_cut_off_doubts_before_another_one_has_the_lock_and_its_guard_fails()
      throws Exception {
    Hold lost = Lock.at(mortal, path).acquire();
    one.ensurePath(path + "-ledger");
    Transaction late = lost.guard(Transaction.EMPTY.set(path + "-ledger", Data.of("late"), -1));
    CompletableFuture<Grip> seen = Lock.at(one, path).acquireAsync().thenApply(next -> lost.grip());
    awaitChildren(path, 2);
    loseSession();

    assertThat(get(seen)).isNotEqualTo(Grip.HELD);
    assertThat(lost.grip()).isEqualTo(Grip.LOST);
    assertThat(mortal.async().commit(late)).failsWithin(LIMIT);
    awaitChildren(path, 1);
  }

  @Test
  void who_waits_and_loses_its_session_stands_in_line_again() throws Exception {
    Hold first = Lock.at(one, path).acquire();
    CompletableFuture<Hold> waiting = Lock.at(mortal, path).acquireAsync();
    awaitChildren(path, 2);
    loseSession();
    awaitChildren(path, 2);
    first.close();

    assertThat(get(waiting).token()).isGreaterThan(first.token());
  }

  @Test
  void the_other_kinds_of_locks_exclude_whom_they_should() {
    ReentrantLock reentrant = ReentrantLock.at(one, path);
    try (Held outer = reentrant.acquire();
        Held inner = reentrant.acquire()) {
      assertThat(inner.token()).isEqualTo(outer.token());
      assertThat(Lock.at(two, path).tryAcquire(Duration.ZERO)).isEmpty();
    }
    ReadWriteLock shared = ReadWriteLock.at(one, path + "-rw");
    Hold writer = shared.write().acquire();
    assertThat(ReadWriteLock.at(two, path + "-rw").read().tryAcquire(SHORT)).isEmpty();
    Hold reader = shared.downgrade(writer).orElseThrow();
    ReadWriteLock.at(two, path + "-rw").read().acquire().close();
    reader.close();
    MultiLock both = MultiLock.of(List.of(Lock.at(one, path + "-a"), Lock.at(one, path + "-b")));
    try (Held held = both.acquire()) {
      assertThat(held.isHeld()).isTrue();
      assertThat(Lock.at(two, path + "-a").tryAcquire(Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void leases_go_to_the_first_in_line() throws Exception {
    Semaphore semaphore = Semaphore.at(one, path, 2);
    Held both = semaphore.acquire(2);
    assertThat(Semaphore.at(two, path, 2).tryAcquire(SHORT)).isEmpty();
    CompletableFuture<Held> next = aside(() -> Semaphore.at(two, path, 2).acquire());
    awaitChildren(path + "-__lock__", 1);
    both.close();
    try (Held lease = get(next)) {
      assertThat(lease.token()).isGreaterThan(both.token());
      awaitChildren(path, 1);
    }
    awaitChildren(path, 0);
  }

  @Test
  void leaders_follow_each_other() throws Exception {
    LeaderLatch first = LeaderLatch.start(mortal, path, "first");
    assertThat(first.await(LIMIT)).isTrue();
    LeaderLatch second = LeaderLatch.start(one, path, "second");
    awaitChildren(path, 2);
    assertThat(second.isLeader()).isFalse();
    loseSession();
    assertThat(second.await(LIMIT)).isTrue();
    Eventually.get("first stands again", second::participants, List.of("second", "first")::equals);
    second.close();
    assertThat(first.await(LIMIT)).isTrue();
    first.close();
    CountDownLatch led = new CountDownLatch(1);
    LeaderSelector.startOnce(two, path, "third", leadership -> led.countDown());
    assertThat(led.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void barriers_hold_and_let_go() throws Exception {
    Barrier barrier = Barrier.at(one, path);
    barrier.create();
    CompletableFuture<Boolean> waiting = aside(() -> Barrier.at(mortal, path).await(LIMIT));
    assertThat(barrier.await(SHORT)).isFalse();
    loseSession();
    assertThat(waiting).isNotDone();
    assertThat(barrier.remove()).isTrue();
    assertThat(get(waiting)).isTrue();
  }

  @Test
  void a_double_barrier_serves_round_after_round() throws Exception {
    DoubleBarrier mine = DoubleBarrier.at(one, path, 2, "one");
    DoubleBarrier theirs = DoubleBarrier.at(two, path, 2, "two");
    CompletableFuture<Boolean> other = aside(() -> rounds(theirs));
    assertThat(rounds(mine)).isTrue();
    assertThat(get(other)).isTrue();
    awaitChildren(path, 0);
  }

  private static boolean rounds(DoubleBarrier barrier) {
    boolean done = true;
    for (int round = 0; round < 5; round++) {
      done &= barrier.enter(LIMIT) && barrier.leave(LIMIT);
    }
    return done;
  }

  @Test
  void no_count_is_lost() throws Exception {
    CompletableFuture<Long> other = aside(() -> count(Counter.at(two, path)));
    count(Counter.at(one, path));
    get(other);
    assertThat(Counter.at(two, path).value()).isEqualTo(60);
    AtomicNode<Integer> number = AtomicNode.ofInt(one, path + "-n");
    assertThat(number.initialize(3)).isTrue();
    assertThat(AtomicNode.ofInt(two, path + "-n").compareAndSet(3, 4)).isTrue();
    try (SharedValue<Integer> here = SharedValue.count(one, path + "-n", 0);
        SharedValue<Integer> there = SharedValue.count(two, path + "-n", 0)) {
      here.set(9);
      Eventually.holds("the other one sees it", () -> there.get().value() == 9);
    }
  }

  private static long count(Counter counter) {
    long last = 0;
    for (int i = 0; i < 30; i++) {
      last = counter.add(1).after();
    }
    return last;
  }

  @Test
  void entries_are_taken_once_and_in_order() throws Exception {
    Queue queue = Queue.at(one, path);
    CompletableFuture<Optional<Data>> waiting = aside(() -> Queue.at(mortal, path).take(LIMIT));
    awaitChildren(path + "-__takers__", 1);
    loseSession();
    queue.put(Data.of("a"));
    assertThat(get(waiting)).contains(Data.of("a"));
    queue.put(Data.of("b"));
    queue.put(Data.of("c"), 1);
    assertThat(Queue.at(two, path).poll()).contains(Data.of("c"));
    assertThat(queue.poll()).contains(Data.of("b"));
    DelayQueue delayed = DelayQueue.at(one, path + "-d");
    delayed.put(Data.of("late"), Instant.now().plus(Duration.ofDays(1)));
    delayed.put(Data.of("soon"), Instant.now().plus(SHORT));
    assertThat(DelayQueue.at(two, path + "-d").take(LIMIT)).contains(Data.of("soon"));
    assertThat(delayed.take(SHORT)).isEmpty();
  }

  @Test
  void the_entry_of_who_dies_is_somebody_elses() throws Exception {
    LockingQueue.at(one, path).putAll(List.of(Data.of("a"), Data.of("b")), 100);
    TakenEntry lost = LockingQueue.at(mortal, path).take(LIMIT).orElseThrow();
    TakenEntry kept = LockingQueue.at(two, path).take(LIMIT).orElseThrow();
    assertThat(List.of(lost.data(), kept.data())).containsExactly(Data.of("a"), Data.of("b"));
    CompletableFuture<Optional<TakenEntry>> next =
        aside(() -> LockingQueue.at(one, path).take(LIMIT));
    loseSession();
    assertThat(lost.consume()).isFalse();
    assertThat(get(next).orElseThrow().consume()).isTrue();
    assertThat(kept.consume()).isTrue();
    assertThat(LockingQueue.at(one, path).size()).isZero();
  }

  @Test
  void who_is_there_is_seen_and_what_is_kept_comes_back() throws Exception {
    Party party = Party.at(mortal, path, "mortal");
    party.join();
    GroupMember member = GroupMember.join(two, path + "-g", "two", Data.of("2"));
    loseSession();
    Eventually.get(
        "it is there again", () -> Party.at(one, path, "").members(), List.of("mortal")::equals);
    assertThat(member.members().keySet()).containsExactly("two");
    PersistentTtlNode node =
        PersistentTtlNode.start(one, path + "-t", Data.of("x"), Duration.ofMinutes(5));
    get(node.made());
    node.close();
    assertThat(two.get(path + "-t").text()).isEqualTo("x");
  }

  @Test
  void a_set_is_shared_and_a_lease_is_one_holders() {
    Duration quiet = Duration.ofMillis(50);
    Set<String> set = Set.of("a", "b", "c");
    try (SetPartitioner here = SetPartitioner.start(one, path, set, "one", quiet);
        SetPartitioner there = SetPartitioner.start(two, path, set, "two", quiet)) {
      Eventually.holds(
          "each has its part",
          () -> {
            for (SetPartitioner each : List.of(here, there)) {
              if (each.state() == PartitionState.RELEASE) {
                each.releaseSet();
              }
            }
            return here.part().equals(Set.of("a", "c")) && there.part().equals(Set.of("b"));
          });
    }
    Duration hour = Duration.ofHours(1);
    assertThat(NonBlockingLease.obtain(one, path + "-l", hour, "one")).isPresent();
    assertThat(NonBlockingLease.obtain(two, path + "-l", hour, "two")).isEmpty();
  }
}
