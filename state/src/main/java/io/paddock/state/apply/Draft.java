package io.paddock.state.apply;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.Id;
import io.paddock.state.access.AccessPolicy;
import io.paddock.state.command.Change;
import io.paddock.state.command.Outcome;
import io.paddock.state.command.Stamp;
import io.paddock.state.quota.Quota;
import io.paddock.state.quota.QuotaNotice;
import io.paddock.state.session.Session;
import io.paddock.state.session.Sessions;
import io.paddock.state.tree.Tree;
import io.paddock.state.tree.TreePath;
import io.paddock.state.tree.Znode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one command is making of a state: its steps change it one after the other; if one of them is
 * refused it is dropped and nothing has happened.
 *
 * <p>Thread: the applier's, for the length of one command.
 */
final class Draft {
  final State before;
  final Stamp stamp;
  final @Nullable Session session; // null: the server itself
  final long zxid; // of the change, if it comes to one
  final List<Change> changes = new ArrayList<>(1);
  final List<QuotaNotice> notices = new ArrayList<>(0);
  Tree tree;
  Sessions sessions;
  long ensemble;

  Draft(State before, Stamp stamp, @Nullable Session session) {
    this.before = before;
    this.stamp = stamp;
    this.session = session;
    zxid = before.zxid() + 1;
    tree = before.tree();
    sessions = before.sessions();
    ensemble = before.ensemble();
  }

  List<Id> identities() {
    return session == null ? List.of() : session.identities();
  }

  /** Whether the sender has one of these permissions on a znode; the server has all. */
  boolean may(int perms, Znode znode) {
    boolean skip = session == null || stamp.rules().skipAcl();
    return AccessPolicy.allows(znode.acl(), perms, identities(), skip);
  }

  void changed(EventType type, String path, List<Acl> acl, List<Acl> parentAcl) {
    changes.add(new Change(type, path, acl, parentAcl));
  }

  /** Whether so many znodes and bytes more would exceed a hard quota that is enforced. */
  ErrorCode checkQuota(TreePath path, long count, long bytes) {
    Quota quota = stamp.rules().enforceQuota() ? Quota.over(tree, path) : null;
    return quota == null ? ErrorCode.OK : quota.check(count, bytes);
  }

  /** Keeps the usage of the quota up, if there is one, that counts for a path. */
  void charge(TreePath path, long count, long bytes) {
    Quota quota = Quota.over(tree, path);
    if (quota != null) {
      tree = quota.charge(tree, count, bytes, notices);
    }
  }

  /** The end of it: a change takes a zxid, a refusal or a mere check does not. */
  Applied done(Outcome outcome) {
    boolean same = tree == before.tree() && sessions == before.sessions();
    State state = same ? before : before.with(zxid, tree, sessions);
    if (ensemble != before.ensemble()) {
      state = state.ofEnsemble(ensemble);
    }
    return new Applied(state, List.copyOf(changes), outcome, List.copyOf(notices));
  }

  static Outcome refused(ErrorCode error) {
    return new Outcome.Refused(error);
  }
}
