package io.paddock.replication.engine;

import io.paddock.replication.ledger.Standing;

/**
 * Whether this server leads, and how far.
 *
 * <p>Thread: any.
 */
final class OwnTerm implements CommitNews.Leading {
  private final RaftEnsemble members;
  private final DirectApply engine;

  OwnTerm(RaftEnsemble members, DirectApply engine) {
    this.members = members;
    this.engine = engine;
  }

  @Override
  public long term() {
    Standing now = members.standing();
    return now.role() == Standing.Role.LEADER ? now.term() : 0;
  }

  @Override
  public long committedIndex() {
    return engine.committedIndex();
  }

  @Override
  public boolean leadsIn(long term) {
    return engine.leadsIn(term);
  }
}
