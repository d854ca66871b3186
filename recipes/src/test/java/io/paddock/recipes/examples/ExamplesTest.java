package io.paddock.recipes.examples;

import static io.paddock.recipes.stage.Stage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.api.Client;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.Transaction;
import io.paddock.protocol.message.Data;
import io.paddock.recipes.barrier.Barrier;
import io.paddock.recipes.barrier.DoubleBarrier;
import io.paddock.recipes.counter.AtomicNode;
import io.paddock.recipes.counter.Change;
import io.paddock.recipes.counter.Counter;
import io.paddock.recipes.counter.SharedValue;
import io.paddock.recipes.election.Election;
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
import io.paddock.recipes.node.PersistentNode;
import io.paddock.recipes.node.PersistentTtlNode;
import io.paddock.recipes.partition.SetPartitioner;
import io.paddock.recipes.party.GroupMember;
import io.paddock.recipes.party.Party;
import io.paddock.recipes.queue.DelayQueue;
import io.paddock.recipes.queue.LockingQueue;
import io.paddock.recipes.queue.Queue;
import io.paddock.recipes.queue.TakenEntry;
import io.paddock.recipes.stage.OwnStage;
import io.paddock.recipes.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The examples of docs/recipes.md, word for word; {@link RecipesPageTest} sees to that. */
@SuppressWarnings("FutureReturnValueIgnored")
@ExtendWith(OwnStage.class)
public class ExamplesTest {
  private final Stage stage;
  private final Client client;

  protected ExamplesTest(Stage stage) {
    this.stage = stage;
    this.client = stage.connect();
  }

  @BeforeEach
  void a_report() {
    client.create("/report", null);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void a_guarded_write() throws Exception {
    Lock lock = Lock.at(client, "/locks/report");
    try (Hold hold = lock.acquire()) {
      client.commit(hold.guard(Transaction.EMPTY.set("/report", Data.of("new"), -1)));
    }
    assertThat(client.get("/report").text()).isEqualTo("new");
  }

  @Test
  void trying_a_lock() throws Exception {
    Optional<Hold> hold = Lock.at(client, "/locks/a").tryAcquire(Duration.ofSeconds(30));
    hold.ifPresent(Hold::close);
    assertThat(hold.orElseThrow().grip()).isEqualTo(Grip.RELEASED);
  }

  @Test
  void a_lock_later() throws Exception {
    CompletableFuture<Hold> later = Lock.at(client, "/locks/a").acquireAsync();
    later.thenAccept(hold -> hold.release());
    eventually(
        () ->
            client
                .exists("/locks/a")
                .filter(s -> s.numChildren() == 0 && later.isDone())
                .isPresent());
  }

  @Test
  void a_lock_taken_twice() throws Exception {
    ReentrantLock reentrant = ReentrantLock.at(client, "/locks/b");
    try (Held outer = reentrant.acquire();
        Held inner = reentrant.acquire()) {
      System.out.println(outer.token() == inner.token());
    }
    assertThat(client.children("/locks/b")).isEmpty();
  }

  @Test
  void readers_and_writers() throws Exception {
    ReadWriteLock shared = ReadWriteLock.at(client, "/locks/shared");
    Hold writer = shared.write().acquire();
    Optional<Hold> reader = shared.downgrade(writer);
    reader.ifPresent(Hold::close);
    assertThat(writer.grip()).isEqualTo(Grip.RELEASED);
  }

  @Test
  void several_locks() throws Exception {
    MultiLock both =
        MultiLock.of(List.of(Lock.at(client, "/locks/x"), Lock.at(client, "/locks/y")));
    both.acquire().close();
    assertThat(client.children("/locks/y")).isEmpty();
  }

  @Test
  void a_semaphore() throws Exception {
    Semaphore seats = Semaphore.at(client, "/seats", 10);
    try (Held two = seats.acquire(2)) {
      System.out.println(two.isHeld());
    }
    eventually(() -> seats.holders().isEmpty());
  }

  @Test
  void an_election() throws Exception {
    Election.at(client, "/election", "host-1")
        .run(leadership -> System.out.println(leadership.token()));
    eventually(() -> client.children("/election").isEmpty());
  }

  @Test
  void a_latch() throws Exception {
    try (LeaderLatch latch = LeaderLatch.start(client, "/latch", "host-1")) {
      latch.addListener(leads -> System.out.println(leads ? "leads" : "follows"));
      latch.await(Duration.ofSeconds(10));
    }
    eventually(() -> client.children("/latch").isEmpty());
  }

  @Test
  void a_selector() throws Exception {
    LeaderSelector selector =
        LeaderSelector.start(
            client, "/selector", "host-1", leadership -> System.out.println("leads"));
    selector.close();
    eventually(() -> client.exists("/selector").map(s -> s.numChildren()).orElse(0) == 0);
  }

  @Test
  void a_barrier() throws Exception {
    Barrier barrier = Barrier.at(client, "/barrier");
    barrier.create();
    barrier.remove();
    barrier.await(Duration.ofSeconds(10));
    assertThat(client.exists("/barrier")).isEmpty();
  }

  @Test
  void a_double_barrier() throws Exception {
    DoubleBarrier together = DoubleBarrier.at(client, "/together", 1, "host-1");
    together.enter();
    together.leave();
    eventually(() -> client.children("/together").isEmpty());
  }

  @Test
  void a_counter() throws Exception {
    Change<Long> change = Counter.at(client, "/count").add(5);
    System.out.println(change.before() + " became " + change.after());
    assertThat(change.after()).isEqualTo(5);
  }

  @Test
  void an_atomic_value() throws Exception {
    AtomicNode<Long> number = AtomicNode.ofLong(client, "/number");
    number.update(n -> n * 2 + 1);
    number.compareAndSet(1L, 10L);
    assertThat(number.get()).isEqualTo(10);
  }

  @Test
  void a_shared_value() throws Exception {
    SharedValue<Integer> workers = SharedValue.count(client, "/workers", 3);
    workers.addListener(value -> System.out.println(value.value()));
    workers.trySet(workers.get(), 4);
    workers.close();
    assertThat(workers.get().value()).isEqualTo(4);
  }

  @Test
  void a_queue() throws Exception {
    Queue queue = Queue.at(client, "/queue");
    queue.put(Data.of("urgent"), 10);
    Optional<Data> next = queue.take(Duration.ofSeconds(30));
    assertThat(next).contains(Data.of("urgent"));
  }

  @Test
  void a_locking_queue() throws Exception {
    LockingQueue jobs = LockingQueue.at(client, "/jobs");
    jobs.putAll(List.of(Data.of("a"), Data.of("b")), 100);
    TakenEntry job = jobs.take(null).orElseThrow();
    client.commit(job.consume(Transaction.EMPTY.set("/report", job.data(), -1)));
    assertThat(jobs.size()).isEqualTo(1);
  }

  @Test
  void a_delay_queue() throws Exception {
    DelayQueue delayed = DelayQueue.at(client, "/delayed");
    delayed.put(Data.of("later"), Instant.EPOCH);
    Optional<Data> due = delayed.take(Duration.ofSeconds(30));
    assertThat(due).contains(Data.of("later"));
  }

  @Test
  void a_party() throws Exception {
    Party party = Party.at(client, "/party", "host-1");
    party.join();
    System.out.println(party.members());
    party.leave();
    eventually(() -> party.members().isEmpty());
  }

  @Test
  void a_group() throws Exception {
    try (GroupMember member = GroupMember.join(client, "/group", "host-1", Data.of("10.0.0.1"))) {
      System.out.println(member.members().keySet());
    }
    eventually(() -> client.children("/group").isEmpty());
  }

  @Test
  void a_kept_node() throws Exception {
    try (PersistentNode node =
        PersistentNode.start(client, "/alive/me", Data.of("x"), CreateOptions.EPHEMERAL)) {
      node.made().join();
    }
    eventually(() -> client.exists("/alive/me").isEmpty());
  }

  @Test
  void a_node_that_outlives_its_owner() throws Exception {
    try (PersistentTtlNode node =
        PersistentTtlNode.start(client, "/kept/me", Data.of("x"), Duration.ofMinutes(5))) {
      node.made().join();
    }
    assertThat(client.exists("/kept/me")).isPresent();
  }

  @Test
  void a_lease() throws Exception {
    Optional<NonBlockingLease> lease =
        NonBlockingLease.obtain(client, "/nightly", Duration.ofHours(1), "host-1");
    assertThat(lease.orElseThrow().holder()).isEqualTo("host-1");
  }

  @Test
  void a_shared_set() throws Exception {
    try (SetPartitioner shares =
        SetPartitioner.start(client, "/set", Set.of("a", "b"), "host-1", Duration.ofMillis(10))) {
      shares.awaitAcquired(Duration.ofSeconds(30));
      System.out.println(shares.part());
    }
    eventually(() -> client.children("/set/party").isEmpty());
  }
}
