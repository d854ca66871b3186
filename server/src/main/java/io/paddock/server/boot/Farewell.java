package io.paddock.server.boot;

import io.paddock.replication.ledger.Ensemble;
import io.paddock.replication.ledger.Member;
import io.paddock.server.connection.Connection;
import io.paddock.server.net.NetLoops;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a member leaves without disturbing anybody: a leader hands the lead over while it still
 * serves; then the clients get what they have asked for, and go.
 *
 * <p>Thread: that which stops the server; it waits.
 */
final class Farewell {
  private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);
  private static final long HAND_OVER_SECONDS_MAX = 5;
  private static final long SUCCESSION_NANOS_MAX = 2_000_000_000L;
  private static final long RETIRE_NANOS_MAX = 3_000_000_000L;
  private static final long LETTING_GO_NANOS_MAX = 200_000_000L;
  private static final long PAUSE_MS = 5;

  private Farewell() {}

  /** Hands leadership to another member, if this server leads and there is one. */
  static void handOver(Ensemble ensemble) {
    if (MemberDuties.termOf(ensemble) == 0) {
      return;
    }
    Set<Integer> connected = ensemble.connected();
    for (Member each : ensemble.members()) {
      if (each.votes() && connected.contains(each.id()) && handOver(ensemble, each.id())) {
        return;
      }
    }
    LOG.warn("Nobody could take over the lead: the others will elect");
  }

  private static boolean handOver(Ensemble ensemble, int member) {
    try {
      ensemble
          .handLeadershipTo(member)
          .toCompletableFuture()
          .get(HAND_OVER_SECONDS_MAX, TimeUnit.SECONDS);
      if (!awaitSuccessor(ensemble)) {
        LOG.info("Server {} does not take over the lead in time", member);
        return false;
      }
      LOG.info("Server {} has taken over the lead", member);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      LOG.info("Server {} does not take over the lead: {}", member, e.toString());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** It may take the other one a moment, and until then this server leads. */
  private static boolean awaitSuccessor(Ensemble ensemble)
      throws InterruptedException, ExecutionException {
    long deadlineNanos = System.nanoTime() + SUCCESSION_NANOS_MAX;
    while (MemberDuties.termOf(ensemble) != 0) {
      if (System.nanoTime() - deadlineNanos >= 0) {
        return false;
      }
      pause();
    }
    return true;
  }

  private static void pause() throws InterruptedException, ExecutionException {
    CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(PAUSE_MS, TimeUnit.MILLISECONDS))
        .get();
  }

  /**
   * Parts with each client when it has had its answers; gives up after a few seconds. Those that do
   * not let go then are given a moment more.
   */
  static void retire(NetLoops loops) {
    try {
      await(loops, RETIRE_NANOS_MAX, parted -> parted.stream().allMatch(each -> each));
      await(loops, LETTING_GO_NANOS_MAX, List::isEmpty);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The connections do not end: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks until the answer is wanted: for each connection that is open, whether it has parted. */
  private static void await(NetLoops loops, long nanosMax, Predicate<List<Boolean>> wanted)
      throws InterruptedException, ExecutionException, TimeoutException {
    long deadlineNanos = System.nanoTime() + nanosMax;
    while (System.nanoTime() - deadlineNanos < 0) {
      List<Boolean> parted =
          loops.onEachConnection(Connection::retire).toCompletableFuture().get(1, TimeUnit.SECONDS);
      if (wanted.test(parted)) {
        return;
      }
      pause();
    }
  }
}
