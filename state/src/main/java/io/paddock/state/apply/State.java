package io.paddock.state.apply;

import io.paddock.state.origin.Origins;
import io.paddock.state.session.Session;
import io.paddock.state.session.Sessions;
import io.paddock.state.tree.Tree;
import io.paddock.state.tree.Znode;
import org.jspecify.annotations.Nullable;

/** The whole replicated state as one immutable value. Any thread may read it at any time. */
public final class State {
  private static final State INITIAL = new State(0, 0, Tree.initial(), Sessions.NONE, Origins.NONE);

  private final long zxid;
  private final long ensemble;
  private final Tree tree;
  private final Sessions sessions;
  private final Origins origins;

  /** A state of these parts; each ephemeral of the tree is one of its session, and the reverse. */
  public State(long zxid, long ensemble, Tree tree, Sessions sessions, Origins origins) {
    this.zxid = zxid;
    this.ensemble = ensemble;
    this.tree = tree;
    this.sessions = sessions;
    this.origins = origins;
  }

  /** The state of a server that has never applied anything. */
  public static State initial() {
    return INITIAL;
  }

  /** What a command made of this state. */
  State with(long zxid, Tree tree, Sessions sessions) {
    return new State(zxid, ensemble, tree, sessions, origins);
  }

  /** As the state of this ensemble. */
  State ofEnsemble(long ensemble) {
    return new State(zxid, ensemble, tree, sessions, origins);
  }

  /** With other numbers of the origins' batches. */
  public State withOrigins(Origins origins) {
    return new State(zxid, ensemble, tree, sessions, origins);
  }

  /** The ensemble whose state this is, by a number that it got when it formed; 0 before. */
  public long ensemble() {
    return ensemble;
  }

  /** The zxid of the last change. */
  public long zxid() {
    return zxid;
  }

  /** All znodes. */
  public Tree tree() {
    return tree;
  }

  /** All sessions. */
  public Sessions sessions() {
    return sessions;
  }

  /** The last batch of each origin that is in this state. */
  public Origins origins() {
    return origins;
  }

  /**
   * The znode at this path, or null. The root also answers to the empty path (spec/semantics.md,
   * section 1); a malformed path leads nowhere.
   */
  public @Nullable Znode find(String path) {
    return path.isEmpty() ? tree.root() : tree.find(path);
  }

  /** The session with this id, or null. */
  public @Nullable Session session(long id) {
    return sessions.find(id);
  }

  /**
   * The rolling digest: equal for equal states, and most likely different for different ones. Two
   * replicas with the same zxid that differ in it have diverged.
   */
  public long digest() {
    return ensemble + tree.digest() + sessions.digest() + origins.digest();
  }
}
