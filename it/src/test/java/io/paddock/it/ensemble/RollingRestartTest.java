package io.paddock.it.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.Eventually;
import io.paddock.it.process.Product;
import io.paddock.it.process.ServerProcess;
import io.paddock.it.process.ServerSetup;
import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.Request;
import io.paddock.testkit.script.WireClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** All servers are restarted, one after the other, while clients of all of them work. */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class RollingRestartTest {
  private static final int APACHE = 6;
  private static final int OWN = 3;

  /** Only a failing test waits so long. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /**
   * Long ticks: a busy machine that elects is not to drop clients, nor to send those away that have
   * to move just then, which it does after one tick.
   */
  private static final ServerSetup SETUP =
      ServerSetup.usual().of(Product.PADDOCK).with("tickTime", "10000");

  private final Restarting restarting = new Restarting();

  /** What those have said that were stopped. */
  private final StringBuilder before = new StringBuilder();

  @Test
  void no_session_ephemeral_or_watch_is_lost_and_only_clients_of_the_server_itself_notice()
      throws Exception {
    try (EnsembleProcess ensemble = EnsembleProcess.start(Shape.of(3), SETUP)) {
      List<Worker> workers = new ArrayList<>();
      try {
        begin(ensemble, workers);
        List<Long> sessions = workers.stream().map(Worker::session).toList();
        int handedOver = 0;
        for (EnsembleMember each : ensemble.members()) {
          handedOver += restart(each, workers) ? 1 : 0;
        }
        // A busy machine may have changed leaders by itself, each time before the leader's turn.
        while (handedOver == 0) {
          handedOver += restart(ensemble.awaitLeader(), workers) ? 1 : 0;
        }
        restarting.now(0);
        for (Worker each : workers) {
          each.stop();
        }

        assertThat(restarting.wrong()).as(before + ensemble.said()).isEmpty();
        assertThat(workers.stream().map(Worker::session)).isEqualTo(sessions);
        assertEphemerals(ensemble, workers);
        assertFollowed(workers);
      } finally {
        for (Worker each : workers) {
          each.end();
        }
      }
    }
  }

  private void begin(EnsembleProcess ensemble, List<Worker> workers) throws Exception {
    try (WireClient client = WireClient.open(ensemble.member(1).address())) {
      for (int i = 0; i < APACHE + OWN; i++) {
        Data zero = Data.of("0");
        Request create = new Request.Create(OpCode.CREATE, "/" + name(i), zero, Acl.OPEN, 0, 0);
        assertThat(client.call(create).error()).isEqualTo(ErrorCode.OK);
      }
      for (EnsembleMember each : ensemble.members()) {
        try (WireClient other = WireClient.open(each.address())) {
          other.call(new Request.Sync("/"));
        }
      }
    }
    for (int i = 0; i < APACHE; i++) {
      Tour tour = new Tour(ensemble.members(), i % 3, restarting);
      workers.add(new ApacheWorker(name(i), name((i + 1) % APACHE), tour, restarting));
    }
    for (int i = 0; i < OWN; i++) {
      String followed = name(APACHE + (i + 1) % OWN);
      workers.add(new OwnWorker(name(APACHE + i), followed, ensemble.connectString(), restarting));
    }
    awaitProgress(workers);
  }

  private static String name(int index) {
    return "count-" + index;
  }

  /** Restarts a member; whether it had the lead and has handed it over. */
  private boolean restart(EnsembleMember member, List<Worker> workers) {
    ServerProcess process = member.process();
    restarting.now(member.id());

    member.stop();

    String said = process.output().text();
    before.append("member ").append(member.id()).append(" had said:\n").append(said).append('\n');
    assertThat(said).doesNotContain("Nobody could take over the lead");
    awaitProgress(workers);
    member.launch();
    member.awaitReady();
    awaitProgress(workers);
    return said.contains(" has taken over the lead");
  }

  /** Waits until each has written: whoever had to move has moved. */
  private void awaitProgress(List<Worker> workers) {
    List<Integer> before = workers.stream().map(each -> each.pace().count()).toList();
    Eventually.get(
        "all go on",
        PATIENCE,
        () -> {
          for (int i = 0; i < workers.size(); i++) {
            // One more than the first: that one may have been under way.
            if (workers.get(i).pace().count() < before.get(i) + 2) {
              return name(i);
            }
          }
          return "";
        },
        waiting -> waiting.isEmpty() || !restarting.wrong().isEmpty());
  }

  private static void assertEphemerals(EnsembleProcess ensemble, List<Worker> workers) {
    try (WireClient client = WireClient.open(ensemble.member(1).address())) {
      client.call(new Request.Sync("/"));
      for (Worker each : workers) {
        Reply reply = client.call(new Request.Exists(each.ephemeral(), false)).reply();
        assertThat(reply)
            .isInstanceOfSatisfying(
                Reply.StatOnly.class,
                there -> assertThat(there.stat().ephemeralOwner()).isEqualTo(each.session()));
      }
    }
  }

  /** Whoever follows another has seen its last count: no watch was missed. */
  private static void assertFollowed(List<Worker> workers) {
    for (int i = 0; i < workers.size(); i++) {
      Worker follower = workers.get(i);
      boolean apache = i < APACHE;
      int first = apache ? 0 : APACHE;
      int followed = first + (i - first + 1) % (apache ? APACHE : OWN);
      int last = workers.get(followed).pace().count();
      // The last write may have been done without the writer's hearing of it.
      Eventually.get(name(i) + " sees the last count", follower::seen, seen -> seen >= last);
    }
    StringBuilder gaps = new StringBuilder("longest wait for a write, ms:");
    workers.forEach(each -> gaps.append(' ').append(each.pace().gapMs()));
    System.out.println(gaps);
  }
}
