package io.paddock.server.pipeline;

import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.Request;
import io.paddock.protocol.message.StepResult;
import io.paddock.state.command.Outcome;
import java.util.ArrayList;
import java.util.List;

/** From outcomes to replies (spec/wire.md, sections 7 and 7.2). Pure. */
final class WriteReplies {
  private WriteReplies() {}

  /** The reply to {@code request}, whose outcome is not {@link Outcome.Refused}. */
  static Reply of(Request request, Outcome outcome, PipelineRules rules) {
    if (outcome instanceof Outcome.Changed changed) {
      return new Reply.StatOnly(changed.stat());
    }
    if (outcome instanceof Outcome.Created created) {
      return request.op() == OpCode.CREATE
          ? new Reply.Path(created.path())
          : new Reply.PathStat(created.path(), created.stat());
    }
    if (outcome instanceof Outcome.MultiDone done) {
      return done((Request.Multi) request, done);
    }
    if (outcome instanceof Outcome.MultiRefused refused) {
      return refused((Request.Multi) request, refused, rules);
    }
    return Reply.Empty.EMPTY;
  }

  private static Reply done(Request.Multi multi, Outcome.MultiDone done) {
    List<StepResult> results = new ArrayList<>(multi.steps().size());
    for (int i = 0; i < multi.steps().size(); i++) {
      results.add(result(multi.steps().get(i), done.outcomes().get(i)));
    }
    return new Reply.Multi(results);
  }

  private static StepResult result(Request.Step step, Outcome outcome) {
    if (outcome instanceof Outcome.Created created) {
      return step.op() == OpCode.CREATE
          ? new StepResult.Created(created.path())
          : new StepResult.CreatedStat(created.path(), created.stat());
    }
    if (outcome instanceof Outcome.Changed changed) {
      return new StepResult.DataSet(changed.stat());
    }
    return step.op() == OpCode.DELETE ? StepResult.Deleted.DELETED : StepResult.Checked.CHECKED;
  }

  private static Reply refused(
      Request.Multi multi, Outcome.MultiRefused refused, PipelineRules rules) {
    List<StepResult> results = new ArrayList<>(multi.steps().size());
    for (int i = 0; i < multi.steps().size(); i++) {
      ErrorCode error = i < refused.index() ? ErrorCode.OK : ErrorCode.RUNTIME_INCONSISTENCY;
      if (i == refused.index()) {
        ErrorCode before = WriteCommands.check(multi.steps().get(i), rules);
        error = before == ErrorCode.OK ? refused.error() : before;
      }
      results.add(StepResult.Failed.of(error));
    }
    return new Reply.Multi(results);
  }
}
