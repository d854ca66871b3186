package io.paddock.state.apply;

import static io.paddock.protocol.message.ErrorCode.SESSION_EXPIRED;
import static io.paddock.protocol.message.ErrorCode.SESSION_MOVED;

import io.paddock.protocol.message.ErrorCode;
import io.paddock.state.command.Command;
import io.paddock.state.command.Outcome;
import io.paddock.state.command.Stamp;
import io.paddock.state.session.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a command into the next state. Pure: no clock, no chance, no IO, nothing that two replicas
 * could see differently.
 *
 * <p>A refused command leaves the state as it is and takes no zxid (spec/wire.md, section 9).
 */
public final class Applier {
  private Applier() {}

  /** The state after this command, what changed, and what its sender hears. */
  public static Applied apply(State state, Command command, Stamp stamp) {
    return switch (command.kind()) {
      case CREATE_SESSION -> SessionSteps.create(state, (Command.CreateSession) command, stamp);
      case ATTACH_SESSION -> SessionSteps.attach(state, (Command.AttachSession) command, stamp);
      case CLOSE_SESSION -> SessionSteps.close(state, (Command.CloseSession) command, stamp);
      case ADD_IDENTITY -> SessionSteps.addIdentity(state, (Command.AddIdentity) command, stamp);
      case CREATE,
          DELETE,
          SET_DATA,
          SET_ACL,
          CHECK,
          MULTI,
          DELETE_IDLE,
          PROPOSE_MEMBERS,
          SETTLE_MEMBERS ->
          change(state, command, stamp);
    };
  }

  private static Applied change(State state, Command command, Stamp stamp) {
    Session session = null;
    if (command.session() != 0) {
      session = state.session(command.session());
      if (session == null) {
        return refused(state, SESSION_EXPIRED);
      }
      if (session.origin() != stamp.origin()) {
        return refused(state, SESSION_MOVED);
      }
    }
    Draft draft = new Draft(state, stamp, session);
    Outcome outcome = step(draft, command);
    return outcome instanceof Outcome.Refused || outcome instanceof Outcome.MultiRefused
        ? new Applied(state, List.of(), outcome)
        : draft.done(outcome);
  }

  private static Outcome step(Draft draft, Command command) {
    return switch (command.kind()) {
      case CREATE -> CreateStep.apply(draft, (Command.Create) command);
      case DELETE -> DeleteStep.apply(draft, (Command.Delete) command);
      case SET_DATA -> SetStep.data(draft, (Command.SetData) command);
      case SET_ACL -> SetStep.acl(draft, (Command.SetAcl) command);
      case CHECK -> SetStep.check(draft, (Command.Check) command);
      case MULTI -> multi(draft, (Command.Multi) command);
      case DELETE_IDLE -> DeleteStep.idle(draft, (Command.DeleteIdle) command);
      case PROPOSE_MEMBERS -> MembersStep.propose(draft, (Command.ProposeMembers) command);
      case SETTLE_MEMBERS -> MembersStep.settle(draft, (Command.SettleMembers) command);
      case CREATE_SESSION, ATTACH_SESSION, CLOSE_SESSION, ADD_IDENTITY ->
          throw new IllegalArgumentException("not a step: " + command.kind());
    };
  }

  private static Outcome multi(Draft draft, Command.Multi multi) {
    List<Outcome> outcomes = new ArrayList<>(multi.steps().size());
    for (Command.Step each : multi.steps()) {
      Outcome outcome = step(draft, each);
      if (outcome instanceof Outcome.Refused refused) {
        return new Outcome.MultiRefused(outcomes.size(), refused.error());
      }
      outcomes.add(outcome);
    }
    return new Outcome.MultiDone(outcomes);
  }

  static Applied refused(State state, ErrorCode error) {
    return new Applied(state, List.of(), new Outcome.Refused(error));
  }
}
