package io.paddock.it.fault;

import io.paddock.it.ensemble.EnsembleMember;
import io.paddock.it.ensemble.EnsembleProcess;
import io.paddock.it.fault.FaultClient.Place;
import io.paddock.it.history.Operation;
import io.paddock.it.history.Operation.Kind;
import io.paddock.it.history.Operation.Who;
import io.paddock.it.process.Eventually;
import io.paddock.protocol.message.ConnectResponse;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.testgen.Seeded;
import io.paddock.testkit.script.WireClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Clients that work until they are told to stop, and a last look at every member. Thread: its
 * test's; each client has one of its own.
 */
final class Workload {
  private static final int CLIENTS = 6;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int OBSERVER_OF_ALL = 0;

  private final EnsembleProcess ensemble;
  private final int sessionMs;
  private final Paths paths;
  private final Recorder recorder = new Recorder();
  private final CountDownLatch paused = new CountDownLatch(CLIENTS);
  private final CountDownLatch looked = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private volatile boolean stopping;

  Workload(Stage stage, Paths paths) {
    this.ensemble = stage.ensemble();
    this.sessionMs = stage.sessionMs();
    this.paths = paths;
  }

  /** Makes the znodes and starts the clients. */
  void start(Seeded random) {
    holds("the znodes of the round are made", this::make);
    Place place = new Place(ensemble.members(), paths, sessionMs);
    for (int i = 1; i <= CLIENTS; i++) {
      FaultClient client = new FaultClient(i, place, recorder, random.split());
      Thread thread = new Thread(() -> work(client), "fault client " + i);
      threads.add(thread);
      thread.start();
    }
  }

  /** Stops the clients, looks at every member, and returns all that was recorded. */
  List<Operation> finish() throws InterruptedException {
    stopping = true;
    paused.await();
    for (EnsembleMember each : ensemble.members()) {
      holds("member " + each.id() + " answers a last look", () -> look(each));
    }
    looked.countDown();
    for (Thread each : threads) {
      each.join();
    }
    synchronized (failures) {
      if (!failures.isEmpty()) {
        throw new AssertionError("a client of the test failed", failures.get(0));
      }
    }
    return recorder.all();
  }

  /** Stops the clients where they are. */
  void abandon() {
    stopping = true;
    looked.countDown();
  }

  Recorder recorder() {
    return recorder;
  }

  private static void holds(String what, Callable<Boolean> condition) {
    Eventually.get(what, PATIENCE, condition, Boolean::booleanValue);
  }

  /** False if it has to be tried again: a busy machine may elect another leader meanwhile. */
  private boolean make() {
    try (WireClient client = WireClient.open(ensemble.awaitLeader().address())) {
      client.call(Ask.create(paths.root(), 0));
      client.call(Ask.create(paths.sequence(), 0));
      client.call(Ask.create(paths.ephemerals(), 0));
      boolean made = true;
      for (int i = 0; i < Paths.KEYS; i++) {
        ErrorCode last = client.call(Ask.create(paths.key(i), 0)).error();
        made &= last == ErrorCode.OK || last == ErrorCode.NODE_EXISTS;
      }
      return made;
    } catch (AssertionError | UncheckedIOException e) {
      return false;
    }
  }

  private void work(FaultClient client) {
    try {
      while (!stopping) {
        client.turn();
      }
      paused.countDown();
      looked.await();
      client.farewell();
    } catch (RuntimeException | Error | InterruptedException e) {
      synchronized (failures) {
        failures.add(e);
      }
    } finally {
      paused.countDown();
      client.disconnect();
    }
  }

  private boolean look(EnsembleMember at) {
    try (WireClient wire = new WireClient(at.address())) {
      ConnectResponse response = wire.handshake(WireClient.newSession(sessionMs));
      if (!response.isAccepted()) {
        return false;
      }
      Who who = new Who(OBSERVER_OF_ALL, response.sessionId(), 1, at.id());
      Line line = new Line(wire, who, recorder);
      List<Ask> asks = new ArrayList<>();
      asks.add(Ask.of(Kind.LIST, paths.sequence()));
      asks.add(Ask.of(Kind.LIST, paths.ephemerals()));
      for (int i = 0; i < Paths.KEYS; i++) {
        asks.add(Ask.of(Kind.SYNC_READ, paths.key(i)));
      }
      @Nullable List<Operation> answers = line.ask(asks);
      return answers != null && answers.stream().allMatch(Operation::isOk);
    } catch (AssertionError | UncheckedIOException e) {
      return false;
    }
  }
}
