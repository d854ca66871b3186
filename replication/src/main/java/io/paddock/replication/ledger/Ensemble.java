package io.paddock.replication.ledger;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The members behind a {@link Ledger}, and who leads them.
 *
 * <p>Thread: any.
 */
public interface Ensemble {
  /** Who leads, as far as this server knows at this moment. */
  Standing standing();

  /** The members that are in force now, this server included; empty for a server alone. */
  List<Member> members();

  /**
   * Says where members are reached, the ones in force and the ones to come: the log knows them by
   * their numbers only. Whoever is neither among these nor in force is not let in any more. Says
   * nothing about who belongs to the ensemble.
   */
  void whereabouts(List<Member> members);

  /** The other members to which there is a connection now. */
  Set<Integer> connected();

  /**
   * Sends a note to whoever leads, this server included; the leader's {@link LedgerListener#noted}
   * gets it. Best effort: it is lost when no leader is known or the connection breaks.
   */
  void tellLeader(ByteBuffer note);

  /**
   * Changes the members. Only the leader can, and only if it votes afterwards too: completes when
   * the new members are in force, or exceptionally with a {@link ChangeRefusedException}. Waits a
   * few seconds for new voters to connect and to catch up.
   */
  CompletionStage<Void> change(List<Member> next);

  /**
   * Hands leadership to another voting member that has caught up. Completes when that has begun, or
   * exceptionally as {@link #change}. This server leads no more then; if the other one does not
   * take over in time, it leads again.
   */
  CompletionStage<Void> handLeadershipTo(int member);

  /** The ensemble of a server that decides alone. */
  static Ensemble alone(int serverId) {
    return new Ensemble() {
      @Override
      public Standing standing() {
        return new Standing(Standing.Role.LEADER, serverId, 1);
      }

      @Override
      public List<Member> members() {
        return List.of();
      }

      @Override
      public void whereabouts(List<Member> members) {}

      @Override
      public Set<Integer> connected() {
        return Set.of();
      }

      @Override
      public void tellLeader(ByteBuffer note) {}

      @Override
      public CompletionStage<Void> change(List<Member> next) {
        return refused();
      }

      @Override
      public CompletionStage<Void> handLeadershipTo(int member) {
        return refused();
      }

      private CompletionStage<Void> refused() {
        return CompletableFuture.failedFuture(
            new ChangeRefusedException(
                ChangeRefusedException.Why.IMPOSSIBLE, "a standalone server has no other members"));
      }
    };
  }
}
