package io.paddock.server.pipeline;

import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Id;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.ReplyHeader;
import io.paddock.protocol.message.Request;
import io.paddock.server.pipeline.PendingRefusal.Refusal;
import io.paddock.server.view.Asker;
import io.paddock.server.watch.WatchKind;
import io.paddock.server.watch.Watcher;
import io.paddock.state.command.Command;
import io.paddock.state.command.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests of one connection with a session, first in, first out.
 *
 * <p>A write goes to the ledger at once and is answered when the loop passes its commit. What the
 * loop can answer by itself is answered at once if nothing is before it, else right after what is
 * before it: a read behind a write sees the state of exactly that write's commit, because the loop
 * deals with one commit at a time and answers here before it passes the next. A sync holds back all
 * that is behind it. Auth and SASL overtake (spec/wire.md, section 5).
 *
 * <p>Thread: the loop's.
 */
public final class RequestPipeline implements Asker {
  private static final Logger LOG = LoggerFactory.getLogger(RequestPipeline.class);

  private final LoopScope scope;
  private final ReplySink sink;
  private final long session;
  private final String address;
  private List<Id> identities;
  private @Nullable Watcher watcher;
  private @Nullable PipelineFigures figures;
  private @Nullable Pending head;
  private @Nullable Pending tail;
  private int queued;

  /** The first that has not been released, or null if all have. */
  private @Nullable Pending unreleased;

  /** A sync is unanswered: what comes behind it waits and is not released. */
  private boolean gateClosed;

  /** Reads that wait for a barrier: writes behind them are not released. */
  private int freshReads;

  /** The session is this server's own and only reads; the ledger knows nothing of it. */
  private final boolean readsOnly;

  private boolean linearizable;

  /** The last request has been read or the connection is gone: nothing more is taken. */
  private boolean ending;

  /**
   * The pipeline of a session that has just been attached to the connection behind {@code sink}.
   */
  public RequestPipeline(
      LoopScope scope, ReplySink sink, long session, String address, List<Id> identities) {
    this(scope, sink, session, new End(address, identities, false));
  }

  /** The other end of the connection. */
  private record End(String address, List<Id> identities, boolean readsOnly) {}

  private RequestPipeline(LoopScope scope, ReplySink sink, long session, End end) {
    this.scope = scope;
    this.sink = sink;
    this.session = session;
    this.address = end.address;
    this.identities = end.identities;
    this.readsOnly = end.readsOnly;
    this.linearizable = !readsOnly && scope.rules().linearizableReads();
  }

  /**
   * The pipeline of a session that only this server knows, while there is no leader: it reads what
   * there is here (spec/semantics.md, section 13).
   */
  public static RequestPipeline readingOnly(
      LoopScope scope, ReplySink sink, long session, String address, List<Id> identities) {
    return new RequestPipeline(scope, sink, session, new End(address, identities, true));
  }

  @Override
  public long session() {
    return session;
  }

  /** Requests that were read and are not answered yet. */
  public int queued() {
    return queued;
  }

  /** Whether the last request has been read: what the client may send after it is ignored. */
  public boolean isEnding() {
    return ending;
  }

  /** The data watches of this connection; for figures. */
  public List<String> dataPaths() {
    return watcher == null ? List.of() : watcher.dataPaths();
  }

  /** What people may want to know of this connection, or null if it has only pinged so far. */
  public @Nullable PipelineFigures figures() {
    return figures;
  }

  /** Takes a request; {@code bytes} is the size of its frame. */
  public void request(int xid, Request request, int bytes) {
    if (ending) {
      return;
    }
    if (request instanceof Request.Auth auth) {
      authenticate(xid, auth);
    } else if (request instanceof Request.Sasl) {
      // Nobody has configured it: an empty token, as spec/wire.md, section 7, has it.
      sink.reply(xid, 0, new Reply.Token(null));
    } else if (!scope.rules().auth().mayRequest(identities)) {
      refuseAndEnd(xid, ErrorCode.SESSION_CLOSED_REQUIRE_SASL_AUTH, "authentication is enforced");
    } else if (readsOnly && needsLeader(request)) {
      answerRefusal(
          xid, scope.nowNanos(), new Refusal(ErrorCode.NOT_READ_ONLY, false, "there is no leader"));
    } else if (request instanceof Request.Reconfig reconfig) {
      admit(new PendingReconfig(this, xid, reconfig));
    } else if (request instanceof Request.Write write) {
      write(xid, write, bytes);
    } else if (request instanceof Request.Sync sync) {
      admit(new PendingSync(xid, scope.nowNanos(), sync));
    } else if (request instanceof Request.CloseSession && readsOnly) {
      reply(xid, Reply.Empty.EMPTY);
      close("closed by the client");
    } else if (request instanceof Request.CloseSession) {
      admit(new PendingWrite(this, xid, request, new Command.CloseSession(session), bytes));
      ending = true;
    } else if (linearizable && request instanceof Request.Read read) {
      admit(new PendingFreshRead(xid, scope.nowNanos(), read));
    } else if (head == null) {
      answerLocal(xid, scope.nowNanos(), request);
    } else {
      admit(new PendingLocal(xid, scope.nowNanos(), request));
    }
  }

  private static boolean needsLeader(Request request) {
    return request instanceof Request.Write || request instanceof Request.Sync;
  }

  /** Whether this server alone knows the session, which can only read. */
  public boolean readsOnly() {
    return readsOnly;
  }

  /**
   * Takes a request that could not be decoded, or that no operation has and that ends the
   * connection.
   */
  public void unreadable(int xid, ErrorCode error, boolean closes, String reason) {
    if (!ending) {
      admit(new PendingRefusal(xid, scope.nowNanos(), new Refusal(error, closes, reason)));
      ending = closes;
    }
  }

  /** Closes the connection from this side, now: nothing that waits is answered any more. */
  public void close(String reason) {
    forgetQueue();
    sink.close(reason);
  }

  /** The connection is gone: forgets what waits, and the watches. */
  public void gone() {
    forgetQueue();
    if (watcher != null) {
      scope.watches().removeAll(watcher);
    }
    scope.sessions().remove(this);
  }

  LoopScope scope() {
    return scope;
  }

  ReplySink sink() {
    return sink;
  }

  @Override
  public List<Id> identities() {
    return identities;
  }

  @Override
  public boolean skipsAcl() {
    return scope.rules().skipAcl();
  }

  /** Leaves a watch of this connection. */
  void watch(String path, WatchKind kind) {
    scope.watches().add(watcher(), path, kind);
  }

  /** Whether it has ever left a watch. */
  boolean isWatching() {
    return watcher != null;
  }

  /** This connection for the loop's watch table. */
  Watcher watcher() {
    Watcher known = watcher;
    if (known == null) {
      known = new ClientWatcher(this);
      watcher = known;
    }
    return known;
  }

  /** Answers from the front of the queue as far as it goes. */
  void drain() {
    try {
      for (Pending first = head; first != null && first.isReady(); first = head) {
        head = first.next;
        if (head == null) {
          tail = null;
        }
        count(-1);
        first.answer(this);
      }
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  /**
   * An answer could not be made, which is an error of the server. This client must not wait for it
   * for ever, and the others on the loop must not suffer: its connection closes.
   */
  void failed(RuntimeException e) {
    LOG.error("Session 0x{}: a request could not be answered", Long.toHexString(session), e);
    close("error of the server: " + e);
  }

  /** Closes the connection if its session has gone without a commit that says so. */
  public void checkSession() {
    if (!ending && !readsOnly && scope.state().session(session) == null) {
      close("there is no such session any more");
    }
  }

  void closeGate() {
    gateClosed = true;
  }

  /** The sync is answered: hands over what waited behind it, up to the next sync. */
  void openGate() {
    gateClosed = false;
    release();
  }

  void awaitFreshRead() {
    freshReads++;
  }

  void freshReadAnswered() {
    freshReads--;
    release();
  }

  private void release() {
    for (Pending next = unreleased; next != null && mayRelease(next); next = unreleased) {
      unreleased = next.next;
      next.release(this);
    }
  }

  private boolean mayRelease(Pending item) {
    return !gateClosed && (freshReads == 0 || !item.waitsForReads());
  }

  void answerLocal(int xid, long readNanos, Request request) {
    LocalRequests.answer(this, xid, request);
    long tookNanos = scope.nowNanos() - readNanos;
    if (request instanceof Request.Read) {
      scope.traffic().readTook(tookNanos);
    } else {
      scope.traffic().otherTook(tookNanos);
    }
    answered(request.op(), xid, tookNanos);
  }

  void answerWrite(PendingWrite write, Request request, Outcome outcome) {
    if (write.isLimited()) {
      scope.endLarge(write.bytes());
    }
    if (outcome instanceof Outcome.Refused refused) {
      if (refused.error() == ErrorCode.SESSION_MOVED) {
        close("the session has moved to another server");
        return;
      }
      sink.refuse(write.xid, scope.state().zxid(), refused.error());
    } else {
      reply(write.xid, WriteReplies.of(request, outcome, scope.rules()));
    }
    long tookNanos = scope.nowNanos() - write.readNanos;
    scope.traffic().updateTook(tookNanos);
    answered(request.op(), write.xid, tookNanos);
    if (request instanceof Request.CloseSession) {
      close("closed by the client");
    }
  }

  void answerRefusal(int xid, long readNanos, Refusal refusal) {
    long zxid =
        refusal.error() == ErrorCode.UNIMPLEMENTED && refusal.closes()
            ? ReplyHeader.NO_ZXID
            : scope.state().zxid();
    sink.refuse(xid, zxid, refusal.error());
    scope.traffic().otherTook(scope.nowNanos() - readNanos);
    if (refusal.closes()) {
      close(refusal.reason());
    }
  }

  /** Answers with success, as of the loop's state. */
  void reply(int xid, Reply reply) {
    sink.reply(xid, scope.state().zxid(), reply);
  }

  /** Answers with an error, as of the loop's state. */
  void refuse(int xid, ErrorCode error) {
    sink.refuse(xid, scope.state().zxid(), error);
  }

  private void answered(OpCode op, int xid, long tookNanos) {
    PipelineFigures known = figures;
    if (known == null) {
      if (op == OpCode.PING) {
        return; // A client that only pings needs no memory for figures.
      }
      known = new PipelineFigures();
      figures = known;
    }
    known.answered(op, xid, scope, tookNanos);
  }

  private void write(int xid, Request.Write write, int bytes) {
    ErrorCode wrong = WriteCommands.check(write, scope.rules());
    if (wrong == ErrorCode.OK) {
      scope.beginLarge(bytes);
      admit(
          new PendingWrite(
              this, xid, write, WriteCommands.of(write, session, scope.rules()), bytes));
    } else {
      admit(new PendingRefusal(xid, scope.nowNanos(), new Refusal(wrong, false, "")));
    }
  }

  private void refuseAndEnd(int xid, ErrorCode error, String reason) {
    admit(new PendingRefusal(xid, scope.nowNanos(), new Refusal(error, true, reason)));
    ending = true;
  }

  private void authenticate(int xid, Request.Auth auth) {
    if (ReadChoice.SCHEME.equals(auth.scheme())) {
      chooseReads(xid, auth);
      return;
    }
    AuthExchange.Verdict verdict =
        AuthExchange.decide(scope.rules().auth(), auth, address, identities);
    for (Id each : verdict.identities()) {
      if (!identities.contains(each)) {
        identities = AuthExchange.with(identities, each);
        if (!readsOnly) {
          scope.ledger().submit(new Command.AddIdentity(session, each), null);
        }
      }
    }
    if (verdict.error() == ErrorCode.OK) {
      sink.reply(xid, 0, Reply.Empty.EMPTY);
    } else {
      scope.countAuthFailure();
      if (verdict.error() == ErrorCode.AUTH_FAILED) {
        sink.refuse(xid, 0, verdict.error());
      }
      close(verdict.reason());
    }
  }

  /** A client says how its reads are to be from now on. */
  private void chooseReads(int xid, Request.Auth auth) {
    ReadChoice choice = ReadChoice.of(auth.auth());
    if (choice == null) {
      sink.refuse(xid, 0, ErrorCode.AUTH_FAILED);
      close("the scheme " + ReadChoice.SCHEME + " knows no such choice");
      return;
    }
    linearizable = !readsOnly && choice == ReadChoice.LINEARIZABLE;
    sink.reply(xid, 0, Reply.Empty.EMPTY);
  }

  private void admit(Pending item) {
    if (tail == null) {
      head = item;
    } else {
      tail.next = item;
    }
    tail = item;
    count(1);
    if (unreleased == null) {
      unreleased = item;
      release();
    }
    if (head == item) {
      drain();
    }
  }

  private void count(int change) {
    queued += change;
    scope.countOutstanding(change);
  }

  private void forgetQueue() {
    ending = true;
    for (Pending each = head; each != null; each = each.next) {
      if (each instanceof PendingWrite write && write.isLimited()) {
        scope.endLarge(write.bytes());
      }
    }
    head = null;
    tail = null;
    unreleased = null;
    count(-queued);
  }
}
