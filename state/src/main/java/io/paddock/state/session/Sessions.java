package io.paddock.state.session;

import io.paddock.state.sorted.Sorted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All sessions, by id. Immutable. */
public final class Sessions implements Iterable<Session> {
  private static final Comparator<Session> BY_ID = Comparator.comparingLong(Session::id);

  /** No sessions. */
  public static final Sessions NONE = new Sessions(Sorted.empty(BY_ID), 0);

  private final Sorted<Session> byId;
  private final long digest;

  private Sessions(Sorted<Session> byId, long digest) {
    this.byId = byId;
    this.digest = digest;
  }

  /**
   * Sessions with the ephemerals that a tree has of them, in any order.
   *
   * @throws IllegalArgumentException if the ids do not ascend, or an ephemeral's session is missing
   */
  public static Sessions of(List<Session> sessions, List<Ephemeral> ephemerals) {
    List<Ephemeral> sorted = new ArrayList<>(ephemerals);
    sorted.sort(Ephemeral.ORDER);
    List<Session> owners = new ArrayList<>(sessions.size());
    long digest = 0;
    int from = 0;
    for (Session each : sessions) {
      List<String> paths = new ArrayList<>();
      while (from < sorted.size() && sorted.get(from).session() == each.id()) {
        paths.add(sorted.get(from++).path());
      }
      owners.add(paths.isEmpty() ? each : each.withEphemerals(Session.paths(paths)));
      digest += each.hash();
    }
    if (from < sorted.size()) {
      throw new IllegalArgumentException("no session has the ephemeral " + sorted.get(from));
    }
    return new Sessions(Sorted.ofAscending(BY_ID, owners), digest);
  }

  /** The session with this id, or null. */
  public @Nullable Session find(long id) {
    return byId.find(session -> Long.compare(id, session.id()));
  }

  /** The number of sessions. */
  public int size() {
    return byId.size();
  }

  /** The sum of a hash of each session. */
  public long digest() {
    return digest;
  }

  /** The sessions in the order of their ids. */
  @Override
  public Iterator<Session> iterator() {
    return byId.iterator();
  }

  /** With a session that is new. */
  public Sessions plus(Session session) {
    return new Sessions(byId.with(session), digest + session.hash());
  }

  /** Without this session. */
  public Sessions minus(Session session) {
    return new Sessions(byId.without(session), digest - session.hash());
  }

  /** With a session as it is now instead of as it was before. */
  public Sessions replace(Session before, Session after) {
    return new Sessions(byId.with(after), digest - before.hash() + after.hash());
  }

  /** With one more ephemeral for the session of this id, which must be there. */
  public Sessions withEphemeral(long id, String path) {
    Session session = owner(id, path);
    return withEphemerals(session, session.ephemerals().with(path));
  }

  /** With one ephemeral less for the session of this id, which must be there. */
  public Sessions withoutEphemeral(long id, String path) {
    Session session = owner(id, path);
    return withEphemerals(session, session.ephemerals().without(path));
  }

  private Session owner(long id, String path) {
    Session session = find(id);
    if (session == null) {
      throw new IllegalStateException(
          String.format("the ephemeral %s belongs to session 0x%x, which is not there", path, id));
    }
    return session;
  }

  private Sessions withEphemerals(Session session, Sorted<String> ephemerals) {
    return new Sessions(byId.with(session.withEphemerals(ephemerals)), digest);
  }
}
