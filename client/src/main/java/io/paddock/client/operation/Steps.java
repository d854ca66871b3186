package io.paddock.client.operation;

import io.paddock.client.api.ReadResults;
import io.paddock.client.api.Reads;
import io.paddock.client.api.Transaction;
import io.paddock.client.api.TransactionException;
import io.paddock.client.api.TransactionResults;
import io.paddock.client.request.Call;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.Request;
import io.paddock.protocol.message.StepResult;
import io.paddock.protocol.path.Chroot;
import io.paddock.protocol.path.PathRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of a transaction on their way to the server and back. */
final class Steps {
  private Steps() {}

  static Call<TransactionResults> call(Chroot chroot, Transaction transaction) {
    List<Request.Step> steps = transaction.steps();
    for (Request.Step each : steps) {
      String problem = problem(each);
      if (problem != null) {
        throw new IllegalArgumentException("transaction " + path(each) + ": " + problem);
      }
    }
    Request request = new Request.Multi(steps.stream().map(s -> under(chroot, s)).toList());
    return new Call<>(
        "transaction",
        path(steps.get(0)),
        request,
        reply -> results(chroot, steps, ((Reply.Multi) reply).results()));
  }

  static Call<ReadResults> call(Chroot chroot, Reads reads) {
    List<Request.ReadStep> steps = reads.steps().stream().map(step -> under(chroot, step)).toList();
    List<String> paths = reads.steps().stream().map(Steps::path).toList();
    return new Call<>(
        "read",
        paths.get(0),
        new Request.MultiRead(steps),
        reply -> new ReadResults(paths, ((Reply.Multi) reply).results()));
  }

  private static Request.ReadStep under(Chroot chroot, Request.ReadStep step) {
    String problem = PathRules.problem(path(step));
    if (problem != null) {
      throw new IllegalArgumentException("read " + path(step) + ": " + problem);
    }
    String path = chroot.toServer(path(step));
    return step instanceof Request.GetData
        ? new Request.GetData(path, false)
        : new Request.GetChildren(path, false);
  }

  private static String path(Request.ReadStep step) {
    return step instanceof Request.GetData r ? r.path() : ((Request.GetChildren) step).path();
  }

  private static TransactionResults results(
      Chroot chroot, List<Request.Step> steps, List<StepResult> results) {
    // Of a refused transaction every result is a failure: 0 before the guilty step, -2 after it.
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) instanceof StepResult.Failed failed
          && failed.err() != ErrorCode.OK.code()) {
        String path = i < steps.size() ? path(steps.get(i)) : "";
        throw new TransactionException(path, i, ErrorCode.of(failed.err()));
      }
    }
    return new TransactionResults(results.stream().map(each -> ours(chroot, each)).toList());
  }

  private static StepResult ours(Chroot chroot, StepResult result) {
    if (result instanceof StepResult.Created created) {
      return new StepResult.Created(chroot.toClient(created.path()));
    }
    if (result instanceof StepResult.CreatedStat created) {
      return new StepResult.CreatedStat(chroot.toClient(created.path()), created.stat());
    }
    return result;
  }

  /** The step with the server's path. */
  static Request.Step under(Chroot chroot, Request.Step step) {
    String path = chroot.toServer(path(step));
    if (step instanceof Request.Create r) {
      return new Request.Create(r.op(), path, r.data(), r.acl(), r.flags(), r.ttlMs());
    }
    if (step instanceof Request.SetData r) {
      return new Request.SetData(path, r.data(), r.version());
    }
    if (step instanceof Request.Delete r) {
      return new Request.Delete(path, r.version());
    }
    return new Request.Check(path, ((Request.Check) step).version());
  }

  private static @Nullable String problem(Request.Step step) {
    // A sequential create may end with a slash; the server judges the rest of it.
    return step instanceof Request.Create
        ? PathRules.sequentialProblem(path(step))
        : PathRules.problem(path(step));
  }

  private static String path(Request.Step step) {
    if (step instanceof Request.Create r) {
      return r.path();
    }
    if (step instanceof Request.SetData r) {
      return r.path();
    }
    return step instanceof Request.Delete r ? r.path() : ((Request.Check) step).path();
  }
}
