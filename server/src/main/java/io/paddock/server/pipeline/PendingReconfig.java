package io.paddock.server.pipeline;

import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.Request;
import io.paddock.replication.commit.Commit;
import io.paddock.server.config.MemberConfig;
import io.paddock.server.config.MembersText;
import io.paddock.state.command.Command;
import io.paddock.state.command.Outcome;
import io.paddock.state.tree.Znode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of the members that a client has asked for: first a proposal in the log, then, when the
 * leader has brought it into force or given it up, the verdict, which is the answer.
 *
 * <p>Source: spec/operations.md, section 2; errors in the order of spec/wire.md, section 9.
 *
 * <p>Thread: the loop's.
 */
final class PendingReconfig extends Pending implements LoopTicket {
  private static final String CONFIG = "/zookeeper/config";
  private static final long ANY_VERSION = -1;

  /** Others may change the members between the look at them and the proposal, but not for ever. */
  private static final int TRIES_MAX = 10;

  private final RequestPipeline pipeline;
  private final Request.Reconfig request;
  private int tries;
  private long proposal;
  private @Nullable ErrorCode error;
  private Outcome.@Nullable Settled settled;

  /** The leader is about to write down who the first members are. */
  private boolean awaitsFirst;

  PendingReconfig(RequestPipeline pipeline, int xid, Request.Reconfig request) {
    super(xid, pipeline.scope().nowNanos());
    this.pipeline = pipeline;
    this.request = request;
  }

  @Override
  boolean waitsForReads() {
    return true;
  }

  @Override
  void release(RequestPipeline itsOwn) {
    PipelineRules.ReconfigRules rules = scope().rules().reconfig();
    if (!rules.enabled()) {
      error = ErrorCode.RECONFIG_DISABLED;
    } else if (rules.standalone()) {
      error = ErrorCode.UNIMPLEMENTED;
    } else {
      propose();
    }
  }

  private void propose() {
    tries++;
    Znode config = scope().state().find(CONFIG);
    String text = config == null || config.data() == null ? "" : config.data().asText();
    long basis = config == null ? 0 : config.stat().mzxid();
    long wanted = request.configId();
    if (text.isEmpty()) {
      awaitsFirst = true;
      awaitSettled();
    } else if (scope().state().find(Command.PROPOSAL_PATH) != null) {
      error = ErrorCode.RECONFIG_IN_PROGRESS;
    } else if (wanted != ANY_VERSION && wanted != basis) {
      error = ErrorCode.BAD_VERSION;
    } else {
      submit(basis, text);
    }
  }

  private void awaitSettled() {
    scope().countSubmitted(0); // It is still to come, so the loop must follow the chain.
    scope().reconfigs().add(this);
  }

  private void submit(long basis, String text) {
    List<MemberConfig> members;
    try {
      members = wanted(text);
    } catch (IllegalArgumentException e) {
      error = ErrorCode.BAD_ARGUMENTS;
      return;
    }
    if (MembersText.voters(members) < scope().rules().reconfig().votersMin()) {
      error = ErrorCode.BAD_ARGUMENTS;
      return;
    }
    scope().countSubmitted(0);
    scope()
        .ledger()
        .submit(
            new Command.ProposeMembers(pipeline.session(), basis, MembersText.of(members)), this);
  }

  private List<MemberConfig> wanted(String text) {
    String whole = request.members();
    if (whole != null) {
      return MembersText.parse(whole);
    }
    String joining = request.joining();
    String leaving = request.leaving();
    return MembersText.changed(
        MembersText.parse(text), joining == null ? "" : joining, leaving == null ? "" : leaving);
  }

  @Override
  public LoopScope scope() {
    return pipeline.scope();
  }

  /** The proposal has been decided on. */
  @Override
  public void committed(Commit commit) {
    scope().countCommitted(0);
    if (commit.outcome() instanceof Outcome.Refused refused) {
      boolean again =
          refused.error() == ErrorCode.BAD_VERSION
              && request.configId() == ANY_VERSION
              && tries < TRIES_MAX;
      if (again) {
        propose();
      } else {
        error = refused.error();
      }
    } else {
      proposal = commit.state().zxid();
      awaitSettled();
    }
    pipeline.drain();
  }

  /** Some proposal has come to its end. */
  void settled(Outcome.Settled end) {
    if (!awaitsFirst && end.proposal() != proposal) {
      return;
    }
    scope().countCommitted(0);
    scope().reconfigs().remove(this);
    if (!awaitsFirst) {
      settled = end;
      error = end.error();
    } else if (!pipeline.isEnding()) {
      awaitsFirst = false;
      propose();
    }
    pipeline.drain();
  }

  @Override
  boolean isReady() {
    return error != null;
  }

  @Override
  void answer(RequestPipeline itsOwn) {
    Outcome.Settled end = settled;
    ErrorCode verdict = error == null ? ErrorCode.OK : error;
    Znode config = scope().state().find(CONFIG);
    scope().traffic().updateTook(scope().nowNanos() - readNanos);
    if (verdict == ErrorCode.SESSION_MOVED) {
      pipeline.close("the session has moved to another server");
    } else if (verdict != ErrorCode.OK || end == null || config == null) {
      pipeline.refuse(xid, verdict);
    } else {
      pipeline.reply(xid, new Reply.DataStat(config.data(), end.stat()));
    }
  }
}
