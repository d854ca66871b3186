package io.paddock.server.pipeline;

import io.paddock.protocol.message.CreateRules;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Request;
import io.paddock.state.command.Command;
import java.util.ArrayList;
import java.util.List;

/**
 * From write requests to commands, with the checks that need no state (spec/wire.md, section 9).
 * Pure.
 */
final class WriteCommands {
  private static final String NO_PATH = "";

  private WriteCommands() {}

  /** What is wrong with a request whatever the state is, OK if nothing. */
  static ErrorCode check(Request.Write write, PipelineRules rules) {
    if (write instanceof Request.Create create) {
      return CreateRules.check(create, rules.extendedTypes());
    }
    // Internal to the cleaner; a client has no business here (spec/wire.md, section 8).
    return write instanceof Request.DeleteContainer ? ErrorCode.BAD_ARGUMENTS : ErrorCode.OK;
  }

  /** The command for a request that passed {@link #check}. */
  static Command of(Request.Write write, long session, PipelineRules rules) {
    if (write instanceof Request.Step step) {
      return step(step, session);
    }
    if (write instanceof Request.Multi multi) {
      return multi(multi, session, rules);
    }
    if (write instanceof Request.SetAcl r) {
      return new Command.SetAcl(session, r.path(), r.acl(), r.version());
    }
    throw new IllegalArgumentException("no command for " + write.op());
  }

  private static Command multi(Request.Multi multi, long session, PipelineRules rules) {
    List<Command.Step> steps = new ArrayList<>(multi.steps().size());
    for (Request.Step each : multi.steps()) {
      // A step before it may fail first, so the ledger must decide; what no state has stands for
      // the bad step.
      steps.add(
          check(each, rules) == ErrorCode.OK
              ? step(each, session)
              : new Command.Check(session, NO_PATH, 0));
    }
    return new Command.Multi(session, steps);
  }

  private static Command.Step step(Request.Step step, long session) {
    if (step instanceof Request.SetData r) {
      return new Command.SetData(session, r.path(), r.data(), r.version());
    }
    if (step instanceof Request.Create r) {
      return new Command.Create(
          session, r.path(), r.data(), r.acl(), CreateRules.mode(r), r.ttlMs());
    }
    if (step instanceof Request.Delete r) {
      return new Command.Delete(session, r.path(), r.version());
    }
    Request.Check r = (Request.Check) step;
    return new Command.Check(session, r.path(), r.version());
  }
}
