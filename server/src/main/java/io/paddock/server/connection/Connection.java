package io.paddock.server.connection;

import io.paddock.protocol.message.ConnectRequest;
import io.paddock.protocol.message.ConnectResponse;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Id;
import io.paddock.protocol.message.ReplyHeader;
import io.paddock.protocol.message.Request;
import io.paddock.protocol.message.SessionPassword;
import io.paddock.replication.commit.Commit;
import io.paddock.server.connection.ConnectionScope.Caller;
import io.paddock.server.pipeline.LoopScope;
import io.paddock.server.pipeline.LoopTicket;
import io.paddock.server.pipeline.RequestPipeline;
import io.paddock.server.report.ConnectionReport;
import io.paddock.server.session.Heartbeat;
import io.paddock.server.session.Service;
import io.paddock.state.command.Command;
import io.paddock.state.command.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client.
 *
 * <pre>
 * HANDSHAKE  the first frame is awaited    → ATTACHING on a handshake that is not refused at once
 * ATTACHING  the ledger has the attach     → OPEN when its commit is passed and not refused
 * OPEN       requests go to the pipeline   → CLOSED
 * any        the socket closes             → CLOSED
 * </pre>
 *
 * <p>A client that has seen more than this server waits until the server has caught up with what
 * was committed anywhere; if that is not enough, it belongs to others.
 *
 * <p>Attaching is a command, also for a session that exists: so the old connection goes when the
 * new one has the session, and a wrong password disturbs nobody (spec/wire.md, section 4;
 * spec/semantics.md, section 15). Frames that come while it is under way wait in the socket's
 * buffer.
 *
 * <p>Thread: its event loop.
 */
public final class Connection {
  private enum Phase {
    HANDSHAKE,
    ATTACHING,
    OPEN,
    CLOSED
  }

  private static final long NANOS_PER_MS = 1_000_000;

  private final ConnectionScope scope;
  private final ClientSocket socket;
  private Phase phase = Phase.HANDSHAKE;
  private @Nullable RequestPipeline pipeline;
  private @Nullable Heartbeat heartbeat;
  private int readOnlyTimeoutMs;
  private boolean retiring;

  /** A connection that has just been accepted. */
  public Connection(ConnectionScope scope, ClientSocket socket) {
    this.scope = scope;
    this.socket = socket;
  }

  /** Whether the first frame has not come yet: it is a handshake, or no frame at all. */
  public boolean awaitsHandshake() {
    return phase == Phase.HANDSHAKE;
  }

  /** Whether the client has a session here. */
  public boolean isOpen() {
    return phase == Phase.OPEN;
  }

  /** Whether what the client still sends is thrown away. */
  public boolean ignoresInput() {
    RequestPipeline open = pipeline;
    return phase == Phase.CLOSED || (open != null && open.isEnding());
  }

  /**
   * Whether the next frame may be handed over now, and if not, {@link ClientSocket#resume} or a
   * later turn will say.
   */
  public boolean takesFrames() {
    RequestPipeline open = pipeline;
    if (open == null) {
      return phase == Phase.HANDSHAKE;
    }
    return !retiring
        && open.queued() < scope.rules().limits().connectionOutstandingMax()
        && !socket.isCongested();
  }

  /**
   * Whether to stop reading because the server as a whole has too much to do; asked once for what a
   * read brings.
   */
  public boolean isHeldBack() {
    RequestPipeline open = pipeline;
    return open != null && open.queued() > 0 && scope.isOverloaded();
  }

  /** Something came from the client. */
  public void heard(long nowNanos) {
    if (heartbeat != null) {
      heartbeat.heard(nowNanos);
    }
  }

  /** Takes the first frame. */
  public void handshake(ConnectRequest request) {
    phase = Phase.ATTACHING;
    if (!scope.rules().throttle().take(scope.loop().nowNanos())) {
      end("too many clients have connected in too little time");
      return;
    }
    Service service = scope.rules().service();
    if (service.phase().takesSessions()) {
      if (request.lastZxidSeen() <= scope.loop().state().zxid()) {
        attach(request);
      } else {
        scope.loop().barrier(() -> caughtUp(request));
      }
    } else if (service.isReadOnly() && Boolean.TRUE.equals(request.readOnly())) {
      readOnly(request);
    } else {
      end("this server has no leader");
    }
  }

  private void caughtUp(ConnectRequest request) {
    if (phase == Phase.CLOSED || isAhead(request)) {
      return;
    }
    attach(request);
  }

  private boolean isAhead(ConnectRequest request) {
    long ours = scope.loop().state().zxid();
    if (request.lastZxidSeen() <= ours) {
      return false;
    }
    String ahead = Long.toHexString(request.lastZxidSeen());
    end("the client has seen zxid 0x" + ahead + ", this server 0x" + Long.toHexString(ours));
    return true;
  }

  private void attach(ConnectRequest request) {
    LoopScope loop = scope.loop();
    Caller caller = scope.callerAt(socket);
    int granted = scope.rules().sessions().clamp(request.timeoutMs());
    loop.countSubmitted(0);
    loop.ledger()
        .submit(attach(request, granted, caller.identities()), new Attaching(request, caller));
  }

  /** There is no leader: whoever has no session yet gets one that only reads, here. */
  private void readOnly(ConnectRequest request) {
    if (isAhead(request)) {
      return;
    }
    if (request.sessionId() != 0) {
      if (scope.loop().state().session(request.sessionId()) == null) {
        socket.respond(ConnectResponse.refused(true));
      }
      end("a session of the ensemble cannot be attached while there is no leader");
      return;
    }
    Caller caller = scope.callerAt(socket);
    long session = scope.rules().ids().next();
    int granted = scope.rules().sessions().clamp(request.timeoutMs());
    heartbeat = Heartbeat.alone(session, scope.loop().nowNanos());
    readOnlyTimeoutMs = granted;
    open(
        RequestPipeline.readingOnly(
            scope.loop(), socket, session, caller.address(), caller.identities()));
    socket.respond(ConnectResponse.accepted(granted, session, SessionPassword.of(session), true));
    socket.resume();
  }

  private void open(RequestPipeline fresh) {
    scope.loop().sessions().put(fresh);
    pipeline = fresh;
    phase = Phase.OPEN;
  }

  private Command attach(ConnectRequest request, int granted, List<Id> identities) {
    long id = request.sessionId();
    if (id == 0) {
      long fresh = scope.rules().ids().next();
      return new Command.CreateSession(fresh, SessionPassword.of(fresh), granted, identities);
    }
    // It is alive and must not be ended for silence while this is under way.
    scope.rules().heartbeats().heardIfKnown(id, scope.loop().nowNanos());
    Data password = request.password();
    return new Command.AttachSession(
        id, password == null ? Data.EMPTY : password, granted, identities);
  }

  /** Takes a request. */
  public void request(int xid, Request request, int bytes) {
    if (pipeline == null) {
      return;
    }
    if (request instanceof Request.Write && scope.isTooMuch(bytes)) {
      scope.loop().countLargeRefused();
      end("large requests of more than largeRequestMaxBytes are under way");
    } else {
      pipeline.request(xid, request, bytes);
    }
  }

  /** Takes a request that could not be decoded. */
  public void unreadable(int xid, ErrorCode error, boolean closes, String reason) {
    if (pipeline != null) {
      pipeline.unreadable(xid, error, closes, reason);
    }
  }

  /** The first bytes were a four-letter word: there will be no handshake. */
  public void leave() {
    phase = Phase.CLOSED;
  }

  /** Closes from this side. */
  public void end(String reason) {
    phase = Phase.CLOSED;
    if (pipeline != null) {
      pipeline.close(reason);
    } else {
      socket.close(reason);
    }
  }

  /** The socket is closed. */
  public void gone() {
    phase = Phase.CLOSED;
    if (pipeline != null) {
      pipeline.gone();
    }
  }

  /**
   * Called now and then: closes if the session is not in the state, as after the state was replaced
   * by a snapshot, or is one that only reads and is silent.
   */
  public void checkSession() {
    if (pipeline == null) {
      return;
    }
    pipeline.checkSession();
    if (pipeline.readsOnly() && heartbeat != null) {
      long silentNanos = scope.loop().nowNanos() - heartbeat.heardNanos();
      if (silentNanos > readOnlyTimeoutMs * NANOS_PER_MS) {
        end("nothing was heard for its timeout");
      }
    }
  }

  /** What is done for clients has changed: closes if that leaves nothing to do for this one. */
  public void checkService() {
    Service service = scope.rules().service();
    if (phase == Phase.ATTACHING && !service.phase().takesSessions()) {
      end("there is no leader");
    } else if (phase == Phase.OPEN && pipeline != null) {
      if (pipeline.readsOnly() && !service.isReadOnly()) {
        end("there is a leader again");
      } else if (!pipeline.readsOnly() && !service.phase().keepsClients()) {
        end("there is no leader");
      }
    }
  }

  /**
   * The server is to stop: parts as soon as everything that was taken has been answered. Nothing is
   * taken from now on, and the client hears so: the answer to a ping that it may not have sent,
   * with an error. What it has sent and was not answered before that has not been done and will not
   * be. Clients that do not know this pay no heed to it.
   *
   * @return whether it has parted
   */
  public boolean retire() {
    retiring = true;
    RequestPipeline open = pipeline;
    if (phase == Phase.CLOSED) {
      return true;
    }
    if (open != null && open.queued() > 0) {
      return false;
    }
    if (open != null) {
      long zxid = scope.loop().state().zxid();
      socket.refuse(ReplyHeader.PING_XID, zxid, ErrorCode.CONNECTION_LOSS);
      socket.part();
    }
    end("the server stops");
    return true;
  }

  /** This connection for people. */
  public ConnectionReport report() {
    long heardNanos = heartbeat == null ? 0 : heartbeat.heardNanos();
    return ConnectionFigures.report(socket, pipeline, scope.loop(), heardNanos);
  }

  /** Forgets times ({@code crst}). */
  public void resetFigures() {
    if (pipeline != null && pipeline.figures() != null) {
      pipeline.figures().reset();
    }
  }

  private void attached(Outcome.Attached attached, Attaching ticket) {
    LoopScope loop = scope.loop();
    RequestPipeline old = loop.sessions().get(attached.session());
    if (old != null) {
      old.close("the session has been attached to another connection");
    }
    RequestPipeline fresh =
        new RequestPipeline(
            loop, socket, attached.session(), ticket.caller.address(), ticket.caller.identities());
    open(fresh);
    heartbeat = scope.rules().heartbeats().heard(attached.session(), loop.nowNanos());
    socket.respond(
        ConnectResponse.accepted(
            attached.timeoutMs(), attached.session(), attached.password(), ticket.readOnly(false)));
    socket.resume();
    if (ticket.again) {
      scope.rules().wakeLoops().run(); // One of them may have the session's old connection.
    }
  }

  /** The mark of this connection's attach command. */
  private final class Attaching implements LoopTicket {
    private final @Nullable Boolean asked;
    private final Caller caller;

    private final boolean again;

    Attaching(ConnectRequest request, Caller caller) {
      this.asked = request.readOnly();
      this.again = request.sessionId() != 0;
      this.caller = caller;
    }

    @Nullable Boolean readOnly(boolean serverIs) {
      return asked == null ? null : serverIs;
    }

    @Override
    public LoopScope scope() {
      return scope.loop();
    }

    @Override
    public void committed(Commit commit) {
      scope.loop().countCommitted(0);
      if (phase == Phase.CLOSED) {
        return; // The session stays until it expires: the client may come back for it.
      }
      if (commit.outcome() instanceof Outcome.Attached attached) {
        attached(attached, this);
      } else {
        socket.respond(ConnectResponse.refused(readOnly(false)));
        end("no such session, or the wrong password");
      }
    }
  }
}
