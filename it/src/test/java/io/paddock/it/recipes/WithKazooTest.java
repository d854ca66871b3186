package io.paddock.it.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.it.process.DebianPackage;
import io.paddock.it.process.Dialogue;
import io.paddock.it.process.Eventually;
import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import io.paddock.protocol.message.Data;
import io.paddock.recipes.barrier.Barrier;
import io.paddock.recipes.barrier.DoubleBarrier;
import io.paddock.recipes.counter.AtomicNode;
import io.paddock.recipes.counter.Counter;
import io.paddock.recipes.election.Election;
import io.paddock.recipes.lease.NonBlockingLease;
import io.paddock.recipes.lock.Held;
import io.paddock.recipes.lock.Hold;
import io.paddock.recipes.lock.Lock;
import io.paddock.recipes.lock.LockOptions;
import io.paddock.recipes.lock.ReadWriteLock;
import io.paddock.recipes.lock.Semaphore;
import io.paddock.recipes.partition.PartitionState;
import io.paddock.recipes.partition.SetPartitioner;
import io.paddock.recipes.party.Party;
import io.paddock.recipes.queue.LockingQueue;
import io.paddock.recipes.queue.Queue;
import io.paddock.recipes.queue.TakenEntry;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A program in Java and one in Python, each with its own recipes, at one path. */
@NeedsServer
class WithKazooTest {
  private static final LockOptions JAVA = LockOptions.DEFAULT.identifier("java");

  private final String path = "/with-kazoo-" + UUID.randomUUID() + "/x";
  private final Client client;
  private final Dialogue python;

  WithKazooTest(ServerProcess server) throws URISyntaxException {
    DebianPackage.PYTHON3_KAZOO.require();
    client = PaddockClient.connect(server.address());
    URL script = WithKazooTest.class.getResource("/kazoo/partner.py");
    String file = Path.of(Objects.requireNonNull(script, "partner.py").toURI()).toString();
    python = new Dialogue(new ProcessBuilder("/usr/bin/python3", "-B", file, server.address()));
  }

  @BeforeEach
  void python_is_there() {
    python.hear("ready");
  }

  @AfterEach
  void close() {
    python.close();
    client.deleteRecursive(path.substring(0, path.lastIndexOf('/')));
    client.close();
  }

  private void tell(String command, String... words) {
    python.say(command + " " + path + (words.length == 0 ? "" : " " + String.join(" ", words)));
  }

  private int children(String of) {
    return client.exists(of).map(stat -> stat.numChildren()).orElse(0);
  }

  private <T> CompletableFuture<T> aside(Supplier<T> body) {
    return CompletableFuture.supplyAsync(body, client.aside().callbacks());
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(30, TimeUnit.SECONDS);
  }

  @Test
  void python_waits_for_a_lock_of_java_and_java_for_one_of_python() throws Exception {
    Lock lock = Lock.at(client, path, JAVA);
    Hold mine = lock.acquire();
    python.say("acquire lock " + path);
    Eventually.holds("two in line", () -> children(path) == 2);
    assertThat(lock.contenders()).containsExactly("java", "python");
    CompletableFuture<Hold> again = lock.acquireAsync();
    Eventually.holds("three in line", () -> children(path) == 3);
    mine.close();
    python.hear("acquired True");
    assertThat(again).isNotDone();

    tell("release");

    python.hear("released True");
    assertThat(get(again).token()).isGreaterThan(mine.token());
  }

  @Test
  void readers_of_both_share_and_writers_of_both_exclude() throws Exception {
    ReadWriteLock lock = ReadWriteLock.at(client, path, JAVA);
    Hold reader = lock.read().acquire();
    python.say("acquire read " + path);
    python.hear("acquired True");
    CompletableFuture<Hold> writer = lock.write().acquireAsync();
    Eventually.holds("three in line", () -> children(path) == 3);
    reader.close();
    assertThat(writer).isNotDone();
    tell("release");
    get(writer);
    python.say("acquire write " + path);
    Eventually.holds("two in line", () -> children(path) == 2);
    get(writer).close();
    python.hear("acquired True");
    assertThat(lock.read().tryAcquire(Duration.ZERO)).isEmpty();
  }

  @Test
  void a_semaphore_is_shared_by_both() throws Exception {
    Semaphore semaphore = Semaphore.at(client, path, 2, JAVA);
    Held one = semaphore.acquire();
    python.say("acquire semaphore " + path + " 2");
    python.hear("acquired True");
    assertThat(semaphore.holders()).containsExactlyInAnyOrder("java", "python");
    CompletableFuture<Held> waiting = aside(semaphore::acquire);
    Eventually.holds("one in line", () -> children(path + "-__lock__") == 1);
    tell("release");
    python.hear("released True");
    Held two = get(waiting);
    python.say("acquire semaphore " + path + " 2");
    Eventually.holds("python in line", () -> children(path + "-__lock__") == 1);
    one.close();
    python.hear("acquired True");
    assertThat(two.isHeld()).isTrue();
  }

  @Test
  void leaders_of_both_follow_each_other() throws Exception {
    tell("elect");
    python.hear("leads");
    Election election = Election.at(client, path, "java");
    CountDownLatch leads = new CountDownLatch(1);
    CompletableFuture<Boolean> java =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return election.run(leadership -> leads.countDown());
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            },
            client.aside().callbacks());
    Eventually.holds("both stand", () -> election.contenders().equals(List.of("python", "java")));
    assertThat(leads.getCount()).isEqualTo(1);
    python.say("enough");
    python.hear("resigned");

    assertThat(get(java)).isTrue();
  }

  @Test
  void barriers_hold_both() throws Exception {
    Barrier barrier = Barrier.at(client, path);
    barrier.create();
    tell("barrier");
    assertThat(barrier.await(Duration.ofMillis(200))).isFalse();
    barrier.remove();
    python.hear("through True");
    barrier.create();
    CompletableFuture<Boolean> waiting = aside(() -> barrier.await(Duration.ofSeconds(20)));
    tell("unbar");
    python.hear("removed True");
    assertThat(get(waiting)).isTrue();
  }

  @Test
  void a_double_barrier_lets_both_in_and_out_together() throws Exception {
    DoubleBarrier barrier = DoubleBarrier.at(client, path, 2, "java");
    tell("enter", "2");
    Eventually.holds("python is there", () -> children(path) == 1);
    barrier.enter();
    python.hear("entered");
    CompletableFuture<Boolean> leaving = aside(() -> barrier.leave(Duration.ofSeconds(20)));
    tell("leave");
    python.hear("left");
    assertThat(get(leaving)).isTrue();
  }

  @Test
  void a_double_barrier_that_is_opened_again_by_one_who_is_late_lets_both_out() throws Exception {
    DoubleBarrier barrier = DoubleBarrier.at(client, path, 2, "java");
    // The first of all their names: this one waits until whatever comes last has gone.
    tell("enter", "2", "0".repeat(32));
    Eventually.holds("python is there", () -> children(path) == 1);
    barrier.enter();
    python.hear("entered");
    tell("leave");
    Eventually.holds("python has shut it", () -> client.exists(path + "/ready").isEmpty());
    client.create(path + "/ready", null);

    assertThat(barrier.leave(Duration.ofSeconds(20))).isTrue();

    python.hear("left");
    assertThat(children(path)).isZero();
  }

  @Test
  void a_queue_serves_both() {
    Queue queue = Queue.at(client, path);
    queue.put(Data.of("second"));
    tell("put", "first", "7");
    python.hear("put");
    assertThat(queue.poll()).contains(Data.of("first"));
    tell("get");
    python.hear("got second");
    tell("get");
    python.hear("got nothing");
  }

  @Test
  void an_entry_that_one_has_locked_the_other_does_not_get() {
    LockingQueue queue = LockingQueue.at(client, path);
    tell("put_locking", "a");
    python.hear("put");
    TakenEntry mine = queue.poll().orElseThrow();
    tell("get_locking");
    python.hear("got nothing");
    mine.release();
    tell("get_locking");
    python.hear("got a");
    assertThat(queue.poll()).isEmpty();
    tell("consume");
    python.hear("consumed True");
    assertThat(queue.size()).isZero();
  }

  @Test
  void both_count_on() {
    Counter counter = Counter.at(client, path);
    counter.add(40);
    tell("count", "int", "2");
    python.hear("count 42");
    assertThat(counter.add(-2).before()).isEqualTo(42);
    AtomicNode<Integer> four = AtomicNode.ofInt(client, path + "-4");
    four.set(5);
    python.say("count " + path + "-4 curator 3");
    python.hear("count 8");
    assertThat(four.get()).isEqualTo(8);
    AtomicNode<Double> real = AtomicNode.ofDouble(client, path + "-r");
    real.set(1e20);
    python.say("count " + path + "-r float 1e20");
    python.hear("count 2e+20");
    assertThat(real.get()).isEqualTo(2e20);
  }

  @Test
  void both_are_at_the_party() {
    Party party = Party.at(client, path, "java");
    party.join();
    tell("join", "deep");
    python.hear("members java,python");
    assertThat(party.members()).containsExactlyInAnyOrder("java", "python");
    tell("quit_party");
    python.hear("left");
    assertThat(party.members()).containsExactly("java");
    Party shallow = Party.shallow(client, path + "-s", "java");
    shallow.join();
    python.say("join " + path + "-s shallow");
    python.hear("members java,python");
    assertThat(shallow.members()).containsExactlyInAnyOrder("java", "python");
  }

  @Test
  void a_lease_of_one_is_not_the_others() {
    assertThat(NonBlockingLease.obtain(client, path, Duration.ofHours(1), "java")).isPresent();
    tell("lease", "python");
    python.hear("lease False");
    tell("lease", "java");
    python.hear("lease True");
    assertThat(NonBlockingLease.obtain(client, path, Duration.ofHours(1), "x")).isEmpty();
    assertThat(NonBlockingLease.obtain(client, path, Duration.ofHours(1), "java")).isPresent();
  }

  @Test
  void a_set_is_shared_by_both() {
    SetPartitioner java =
        SetPartitioner.start(client, path, Set.of("a", "b", "c"), "java", Duration.ofMillis(500));
    tell("share", "a", "b", "c");
    Eventually.get(
        "java has its part of the two",
        () -> {
          if (java.state() == PartitionState.RELEASE) {
            java.releaseSet();
          }
          return java.part();
        },
        Set.of("a", "c")::equals);
    python.hear("part b");
    java.close();
  }
}
