package io.paddock.replication.engine;

import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.rpc.Connection;
import com.alipay.sofa.jraft.rpc.RaftServerService;
import com.alipay.sofa.jraft.rpc.RpcContext;
import com.alipay.sofa.jraft.rpc.RpcRequestClosure;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesResponse;
import com.alipay.sofa.jraft.rpc.RpcRequests.InstallSnapshotRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.InstallSnapshotResponse;
import com.alipay.sofa.jraft.rpc.RpcRequests.ReadIndexRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.ReadIndexResponse;
import com.alipay.sofa.jraft.rpc.RpcRequests.RequestVoteRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.RequestVoteResponse;
import com.alipay.sofa.jraft.rpc.RpcRequests.TimeoutNowRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.TimeoutNowResponse;
import com.alipay.sofa.jraft.rpc.RpcResponseClosureAdapter;
import com.alipay.sofa.jraft.util.RpcFactoryHelper;
import com.google.protobuf.Message;
import io.paddock.replication.peer.PeerNetwork;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of other members' engines, handed to this member's.
 *
 * <p>Entries are handed over on the thread that brings them, in their order: the engine only queues
 * them for its disk. What may sync a file or copy a snapshot goes to another thread.
 *
 * <p>Thread: the network's.
 */
final class EngineService {
  private static final Logger LOG = LoggerFactory.getLogger(EngineService.class);

  private final int self;
  private final PeerNetwork network;
  private final RaftServerService engine;
  private final Executor slow;
  private final Polls polls;

  /** What concerns elections. */
  interface Polls {
    /** Whether this member takes part in them. */
    boolean mayVote();

    /**
     * A candidate has asked for this member's vote, and got it or not.
     *
     * @param lastTerm of the last entry of its log, which has the index {@code lastIndex}
     */
    void asked(boolean granted, long lastTerm, long lastIndex);
  }

  /**
   * The calls to one engine.
   *
   * @param slow runs what may take its time, each task on a thread of its own if need be
   */
  EngineService(
      int self, PeerNetwork network, RaftServerService engine, Executor slow, Polls polls) {
    this.self = self;
    this.network = network;
    this.engine = engine;
    this.slow = slow;
    this.polls = polls;
  }

  void called(int member, EngineMessages.Received call) {
    Caller caller = new Caller(member, call.call());
    switch (call.type()) {
      case APPEND_ENTRIES -> append(caller, (AppendEntriesRequest) call.message());
      case REQUEST_VOTE -> {
        if (polls.mayVote()) {
          later(() -> vote(caller, (RequestVoteRequest) call.message()));
        }
      }
      case INSTALL_SNAPSHOT ->
          later(() -> install(caller, (InstallSnapshotRequest) call.message()));
      case TIMEOUT_NOW -> {
        if (polls.mayVote()) {
          later(() -> stand(caller, (TimeoutNowRequest) call.message()));
        }
      }
      case READ_INDEX -> readIndex(caller, (ReadIndexRequest) call.message());
      case REQUEST_VOTE_ANSWER,
          APPEND_ENTRIES_ANSWER,
          INSTALL_SNAPSHOT_ANSWER,
          TIMEOUT_NOW_ANSWER,
          READ_INDEX_ANSWER,
          ERROR_ANSWER ->
          LOG.warn("member {} sent an answer as a call", member);
    }
  }

  // The engine throws if it is called while it starts or stops; the caller will call again.
  private void later(Runnable work) {
    slow.execute(
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            LOG.debug("a call of another member failed", e);
          }
        });
  }

  private void append(Caller caller, AppendEntriesRequest request) {
    if (isBetween(caller, request.getServerId(), request.getPeerId())) {
      caller.answer(
          engine.handleAppendEntriesRequest(
              request, caller.closure(AppendEntriesResponse.getDefaultInstance())));
    }
  }

  /** A heartbeat that was made here: the engine's answer, or null. */
  @Nullable Object heartbeat(AppendEntriesRequest request) {
    return engine.handleAppendEntriesRequest(
        request, new RpcRequestClosure(new Nobody(), AppendEntriesResponse.getDefaultInstance()));
  }

  private void vote(Caller caller, RequestVoteRequest request) {
    if (isBetween(caller, request.getServerId(), request.getPeerId())) {
      if (request.getPreVote()) {
        caller.answer(engine.handlePreVoteRequest(request));
        return;
      }
      Message answer = engine.handleRequestVoteRequest(request);
      caller.answer(answer);
      // In another term the candidate is behind the times, and nothing follows from it.
      if (answer instanceof RequestVoteResponse vote && vote.getTerm() == request.getTerm()) {
        polls.asked(vote.getGranted(), request.getLastLogTerm(), request.getLastLogIndex());
      }
    }
  }

  private void install(Caller caller, InstallSnapshotRequest request) {
    if (isBetween(caller, request.getServerId(), request.getPeerId())) {
      caller.answer(
          engine.handleInstallSnapshot(
              request, caller.closure(InstallSnapshotResponse.getDefaultInstance())));
    }
  }

  private void stand(Caller caller, TimeoutNowRequest request) {
    if (isBetween(caller, request.getServerId(), request.getPeerId())) {
      caller.answer(
          engine.handleTimeoutNowRequest(
              request, caller.closure(TimeoutNowResponse.getDefaultInstance())));
    }
  }

  /**
   * This member is to stand for election at once.
   *
   * @param leader that is gone
   */
  void stand(int leader, long term, String group) {
    later(
        () -> {
          if (!stands(leader, term, group)) {
            // It is a candidate already, and has not won: in a new term it is nothing, and can
            // stand.
            stands(leader, term + 1, group);
            stands(leader, term + 1, group);
          }
        });
  }

  private boolean stands(int leader, long term, String group) {
    TimeoutNowRequest request =
        TimeoutNowRequest.newBuilder()
            .setGroupId(group)
            .setServerId(EngineNames.peer(leader).toString())
            .setPeerId(EngineNames.peer(self).toString())
            .setTerm(term)
            .build();
    return engine.handleTimeoutNowRequest(request, new RpcRequestClosure(new Nobody(), request))
        == null;
  }

  private void readIndex(Caller caller, ReadIndexRequest request) {
    engine.handleReadIndexRequest(
        request,
        new RpcResponseClosureAdapter<ReadIndexResponse>() {
          @Override
          public void run(Status status) {
            caller.answer(
                status.isOk()
                    ? getResponse()
                    : RpcFactoryHelper.responseFactory()
                        .newResponse(ReadIndexResponse.getDefaultInstance(), status));
          }
        });
  }

  /** A member speaks for itself only, and to us. */
  private boolean isBetween(Caller caller, String from, String to) {
    if (EngineNames.idOf(from) == caller.member && EngineNames.idOf(to) == self) {
      return true;
    }
    LOG.warn("member {} sent a message from {} to {}: it is dropped", caller.member, from, to);
    return false;
  }

  /** Who called, and the number of the call. */
  private final class Caller implements RpcContext {
    private final int member;
    private final long call;

    Caller(int member, long call) {
      this.member = member;
      this.call = call;
    }

    RpcRequestClosure closure(Message pattern) {
      return new RpcRequestClosure(this, pattern);
    }

    /** Null means that the answer comes later, through the closure. */
    void answer(@Nullable Message message) {
      if (message != null) {
        sendResponse(message);
      }
    }

    // One that cannot be sent is lost with its connection, and the caller hears of that.
    @Override
    public void sendResponse(Object message) {
      if (!network.send(member, FrameKind.ANSWER, EngineMessages.encode(call, message))) {
        LOG.debug("no answer to member {}: there is no connection", member);
      }
    }

    @Override
    public @Nullable Connection getConnection() {
      return null;
    }

    @Override
    public String getRemoteAddress() {
      return "member " + member;
    }
  }

  private static final class Nobody implements RpcContext {
    @Override
    public void sendResponse(Object message) {}

    @Override
    public @Nullable Connection getConnection() {
      return null;
    }

    @Override
    public String getRemoteAddress() {
      return "";
    }
  }
}
