package io.paddock.replication.engine;

import com.alipay.sofa.jraft.ReplicatorGroup;
import com.alipay.sofa.jraft.error.InvokeTimeoutException;
import com.alipay.sofa.jraft.error.RemotingException;
import com.alipay.sofa.jraft.option.RpcOptions;
import com.alipay.sofa.jraft.rpc.InvokeCallback;
import com.alipay.sofa.jraft.rpc.InvokeContext;
import com.alipay.sofa.jraft.rpc.RpcClient;
import com.alipay.sofa.jraft.rpc.RpcRequests.RequestVoteRequest;
import com.alipay.sofa.jraft.util.Endpoint;
import com.google.protobuf.Message;
import io.paddock.replication.peer.PeerNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The engine's calls to other members: sent as frames, completed by the answer, by the end of the
 * connection, or by their time running out.
 *
 * <p>An answer completes its call on the thread that brings it, without a hop: what the engine does
 * with it is short. A call that cannot be sent throws, and the engine completes it on a thread of
 * its own, because it may hold a lock that the completion wants.
 *
 * <p>Thread: any.
 */
final class EngineCalls implements RpcClient {
  // One whose time has run out ends a little late, rather than waking a thread just for itself.
  private static final long SWEEP_MS = 500;

  private final PeerNetwork network;
  private final BooleanSupplier mayVote;
  private final Later later;
  private final AtomicBoolean sweeps = new AtomicBoolean();
  private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  private record Waiting(int member, long deadlineNanos, InvokeCallback callback) {}

  /**
   * The calls of one engine.
   *
   * @param mayVote whether this member may stand for election
   */
  EngineCalls(PeerNetwork network, BooleanSupplier mayVote, Later later) {
    this.network = network;
    this.mayVote = mayVote;
    this.later = later;
  }

  @Override
  public boolean init(RpcOptions options) {
    return true;
  }

  @Override
  public void shutdown() {}

  /** There always is one, or will be: to the engine a lost connection is a call that fails. */
  @Override
  public boolean checkConnection(Endpoint endpoint) {
    return true;
  }

  @Override
  public boolean checkConnection(Endpoint endpoint, boolean createIfAbsent) {
    return true;
  }

  @Override
  public void closeConnection(Endpoint endpoint) {}

  @Override
  public void registerConnectEventListener(ReplicatorGroup group) {}

  @Override
  public Object invokeSync(
      Endpoint endpoint, Object request, @Nullable InvokeContext context, long timeoutMs) {
    throw new UnsupportedOperationException("nothing waits for another member");
  }

  @Override
  public void invokeAsync(
      Endpoint endpoint,
      Object request,
      @Nullable InvokeContext context,
      InvokeCallback callback,
      long timeoutMs)
      throws RemotingException {
    if (request instanceof RequestVoteRequest && !mayVote.getAsBoolean()) {
      throw new RemotingException("this server has no vote yet");
    }
    int member = EngineNames.idOf(endpoint);
    long number = numbers.incrementAndGet();
    long deadline = System.nanoTime() + timeoutMs * 1_000_000;
    waiting.put(number, new Waiting(member, deadline, callback));
    if (!network.send(member, FrameKind.CALL, EngineMessages.encode(number, request))
        && waiting.remove(number) != null) {
      throw new RemotingException("no connection to member " + member);
    }
    sweepLater();
  }

  private void sweepLater() {
    if (!waiting.isEmpty() && sweeps.compareAndSet(false, true)) {
      later.after(SWEEP_MS, this::sweep);
    }
  }

  private void sweep() {
    // Before looking: whoever calls from now on sees to the next one.
    sweeps.set(false);
    expire(System.nanoTime());
    sweepLater();
  }

  /** An answer has come. */
  void answered(int member, long number, Message answer) {
    Waiting call = waiting.get(number);
    if (call != null && call.member == member && waiting.remove(number) != null) {
      call.callback.complete(answer, null);
    }
  }

  /** The connection to this member is gone, and with it the answers. */
  void lost(int member) {
    end(
        each -> each.member == member,
        new RemotingException("the connection to member " + member + " is gone"));
  }

  /** Ends the calls whose time has run out. */
  private void expire(long nowNanos) {
    end(
        each -> nowNanos - each.deadlineNanos >= 0,
        new InvokeTimeoutException("no answer from another member in time"));
  }

  private void end(Predicate<Waiting> which, RemotingException reason) {
    List<Waiting> ended = new ArrayList<>();
    waiting.forEach(
        (number, each) -> {
          if (which.test(each) && waiting.remove(number) != null) {
            ended.add(each);
          }
        });
    ended.forEach(each -> each.callback.complete(null, reason));
  }
}
