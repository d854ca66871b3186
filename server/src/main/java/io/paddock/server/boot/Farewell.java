package io.paddock.server.boot;

import io.paddock.replication.ledger.Ensemble;
import io.paddock.replication.ledger.Member;
import io.paddock.replication.ledger.Standing;
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
  private static final long HAND_OVER_NANOS_MAX = 10_000_000_000L;
  private static final long ANSWER_SECONDS_MAX = 5;
  private static final long RETIRE_NANOS_MAX = 3_000_000_000L;
  private static final long LETTING_GO_NANOS_MAX = 200_000_000L;
  private static final long PAUSE_MS = 5;

  private Farewell() {}

  /**
   * Hands leadership to another member, if this server leads and there is one, and waits until that
   * one leads: clients that leave before would find nobody to take them.
   */
  static void handOver(Ensemble ensemble) {
    long deadlineNanos = System.nanoTime() + HAND_OVER_NANOS_MAX;
    boolean begun = MemberDuties.termOf(ensemble) != 0;
    if (!begun) {
      return;
    }
    try {
      // On a busy machine each may need more time than it is given at first.
      while (begun && System.nanoTime() - deadlineNanos < 0) {
        begun = false;
        for (Member each : others(ensemble)) {
          boolean taken = mayElect(ensemble) && begin(ensemble, each.id());
          begun |= taken;
          if (taken && awaitSuccessor(ensemble, deadlineNanos)) {
            LOG.info("Server {} has taken over the lead", ensemble.standing().leader());
            return;
          }
        }
      }
      LOG.warn("Nobody could take over the lead: the others will elect");
    } catch (ExecutionException e) {
      LOG.warn("The lead is not handed over: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Voters that can be reached. */
  private static List<Member> others(Ensemble ensemble) {
    Set<Integer> connected = ensemble.connected();
    return ensemble.members().stream()
        .filter(each -> each.votes() && connected.contains(each.id()))
        .toList();
  }

  private static boolean begin(Ensemble ensemble, int member) throws InterruptedException {
    try {
      ensemble
          .handLeadershipTo(member)
          .toCompletableFuture()
          .get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      LOG.info("Server {} does not take over the lead: {}", member, e.toString());
      return false;
    }
  }

  /**
   * This server leads no more as soon as it begins to hand over, and leads again if nobody has
   * taken the lead in time.
   *
   * @return whether another leads; if not, there is nothing to wait for any more
   */
  private static boolean awaitSuccessor(Ensemble ensemble, long deadlineNanos)
      throws InterruptedException, ExecutionException {
    boolean letGo = false;
    while (System.nanoTime() - deadlineNanos < 0) {
      Standing now = ensemble.standing();
      boolean leads = now.role() == Standing.Role.LEADER;
      if (!leads && now.hasLeader()) {
        return true;
      }
      if ((leads && letGo) || !mayElect(ensemble)) {
        return false;
      }
      letGo |= !leads;
      pause();
    }
    return false;
  }

  /** Whether so many are left that one of them can be elected. */
  private static boolean mayElect(Ensemble ensemble) {
    long voters = ensemble.members().stream().filter(Member::votes).count();
    return 2L * (others(ensemble).size() + 1) > voters;
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
