package io.paddock.replication.engine;

import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.error.RaftError;
import io.paddock.replication.ledger.ChangeRefusedException;
import io.paddock.replication.ledger.ChangeRefusedException.Why;
import io.paddock.replication.ledger.Member;
import io.paddock.replication.peer.PeerNetwork;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One change of the members, step by step: wait until the new voters are connected, take out those
 * whose part changes, bring in all.
 *
 * <p>The engine has one replicator for a member, made for a voter or for one that only follows. One
 * that is in the group before and after with another part would keep the wrong one, or lose it; so
 * such a member leaves for a moment.
 *
 * <p>The engine looks whether a new voter has caught up only when that one has taken an entry. So
 * that it does not look in vain when nobody writes, there are entries without effect meanwhile.
 *
 * <p>Thread: any.
 */
final class MembersChange {
  private static final long AGAIN_MS = 20;
  private static final long NUDGE_MS = 100;
  private static final long CONNECT_NANOS_MAX = 5_000_000_000L;

  private final Node node;
  private final PeerNetwork network;
  private final Later later;
  private final int self;
  private final Runnable nudge;
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  MembersChange(int self, Node node, PeerNetwork network, Later later, Runnable nudge) {
    this.nudge = nudge;
    this.self = self;
    this.node = node;
    this.network = network;
    this.later = later;
  }

  /** Begins; the members must be known to the network already. */
  CompletionStage<Void> begin(List<Member> now, List<Member> next) {
    Set<Integer> voting =
        now.stream().filter(Member::votes).map(Member::id).collect(Collectors.toSet());
    List<Integer> joining =
        next.stream()
            .filter(each -> each.votes() && each.id() != self && !voting.contains(each.id()))
            .map(Member::id)
            .toList();
    Deque<List<Member>> steps = new ArrayDeque<>();
    List<Member> between = withoutChanging(now, next);
    if (between.size() < now.size()) {
      steps.add(between);
    }
    steps.add(next);
    keepNudging(!joining.isEmpty());
    await(joining, System.nanoTime() + CONNECT_NANOS_MAX, steps);
    return done;
  }

  private void keepNudging(boolean needed) {
    if (needed && !done.isDone()) {
      nudge.run();
      later.after(NUDGE_MS, () -> keepNudging(true));
    }
  }

  /** Those of now that have the same part afterwards or are no members then. */
  private static List<Member> withoutChanging(List<Member> now, List<Member> next) {
    List<Member> same = new ArrayList<>(now);
    same.removeIf(
        each ->
            next.stream()
                .anyMatch(other -> other.id() == each.id() && other.votes() != each.votes()));
    return same;
  }

  private void await(List<Integer> joining, long deadlineNanos, Deque<List<Member>> steps) {
    List<Integer> missing = new ArrayList<>(joining);
    missing.removeAll(network.connected());
    if (missing.isEmpty()) {
      next(steps);
    } else if (System.nanoTime() - deadlineNanos >= 0) {
      String names = missing.stream().map(String::valueOf).collect(Collectors.joining(", "));
      refuse(
          Why.NOT_REACHED,
          "no connection to server " + names + ", which is to vote: is it running?");
    } else {
      later.after(AGAIN_MS, () -> await(joining, deadlineNanos, steps));
    }
  }

  private void next(Deque<List<Member>> steps) {
    List<Member> step = steps.poll();
    if (step == null) {
      done.complete(null);
      return;
    }
    Configuration wanted = new Configuration(EngineNames.voters(step), EngineNames.observers(step));
    node.changePeers(
        wanted,
        status -> {
          if (status.isOk()) {
            next(steps);
          } else {
            refuse(why(status), String.valueOf(status.getErrorMsg()));
          }
        });
  }

  private void refuse(Why why, String message) {
    done.completeExceptionally(new ChangeRefusedException(why, message));
  }

  /** What the engine's answer means. Pure. */
  static Why why(Status status) {
    @Nullable RaftError error = status.getRaftError();
    if (error == RaftError.EBUSY) {
      return Why.BUSY;
    }
    if (error == RaftError.ECATCHUP) {
      return Why.NOT_REACHED;
    }
    return error == RaftError.EPERM ? Why.NOT_LEADING : Why.IMPOSSIBLE;
  }
}
