package io.paddock.state.apply;

import static io.paddock.protocol.message.ErrorCode.BAD_ARGUMENTS;
import static io.paddock.protocol.message.ErrorCode.SESSION_EXPIRED;
import static io.paddock.protocol.message.ErrorCode.SESSION_MOVED;

import io.paddock.protocol.message.Data;
import io.paddock.state.command.Command;
import io.paddock.state.command.Outcome;
import io.paddock.state.command.Stamp;
import io.paddock.state.session.Session;
import io.paddock.state.session.Sessions;
import io.paddock.state.tree.Owner;
import io.paddock.state.tree.Place;
import io.paddock.state.tree.TreePath;
import java.util.List;

/** What sessions do (spec/semantics.md, section 11). Pure. */
final class SessionSteps {
  private SessionSteps() {}

  static Applied create(State state, Command.CreateSession c, Stamp stamp) {
    // An id that is in use, or that as an owner would not mean a session, is the server's mistake.
    if (!Owner.isUsableSession(c.session()) || state.session(c.session()) != null) {
      return Applier.refused(state, BAD_ARGUMENTS);
    }
    Session session =
        Session.created(c.session(), c.password(), c.timeoutMs(), stamp.origin(), c.identities());
    State next = state.with(state.zxid() + 1, state.tree(), state.sessions().plus(session));
    return new Applied(next, List.of(), attached(session));
  }

  static Applied attach(State state, Command.AttachSession c, Stamp stamp) {
    Session session = state.session(c.session());
    if (session == null || !isSame(session.password(), c.password())) {
      return Applier.refused(state, SESSION_EXPIRED);
    }
    Session now = session.attached(stamp.origin(), c.timeoutMs(), c.identities());
    return new Applied(with(state, session, now), List.of(), attached(now));
  }

  // Takes the same time wherever two passwords of the same length differ.
  private static boolean isSame(Data password, Data given) {
    int difference = password.size() ^ given.size();
    for (int i = 0; i < Math.min(password.size(), given.size()); i++) {
      difference |= password.at(i) ^ given.at(i);
    }
    return difference == 0;
  }

  private static Outcome attached(Session session) {
    return new Outcome.Attached(session.id(), session.password(), session.timeoutMs());
  }

  static Applied addIdentity(State state, Command.AddIdentity c, Stamp stamp) {
    Session session = state.session(c.session());
    if (session == null) {
      return Applier.refused(state, SESSION_EXPIRED);
    }
    if (session.origin() != stamp.origin()) {
      return Applier.refused(state, SESSION_MOVED);
    }
    State next =
        session.identities().contains(c.identity())
            ? state
            : with(state, session, session.withIdentity(c.identity()));
    return new Applied(next, List.of(), Outcome.Done.DONE);
  }

  private static State with(State state, Session before, Session after) {
    Sessions sessions = state.sessions().replace(before, after);
    return state.with(state.zxid(), state.tree(), sessions);
  }

  // Whoever asks: the leader expires sessions that another server owns.
  static Applied close(State state, Command.CloseSession c, Stamp stamp) {
    Session session = state.session(c.session());
    if (session == null) {
      return Applier.refused(state, SESSION_EXPIRED);
    }
    Draft draft = new Draft(state, stamp, session);
    for (String path : session.ephemerals()) {
      Place place = draft.tree.locate(TreePath.of(path));
      if (place == null) {
        throw new IllegalStateException(session + " has lost its ephemeral " + path);
      }
      DeleteStep.remove(draft, place, path);
    }
    // As it is by now: without the ephemerals.
    draft.sessions = draft.sessions.minus(session);
    return draft.done(new Outcome.Closed(session.id()));
  }
}
