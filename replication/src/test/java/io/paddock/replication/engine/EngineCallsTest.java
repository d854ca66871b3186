package io.paddock.replication.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.sofa.jraft.error.InvokeTimeoutException;
import com.alipay.sofa.jraft.error.RemotingException;
import com.alipay.sofa.jraft.rpc.InvokeCallback;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesResponse;
import com.google.protobuf.Message;
import io.paddock.replication.ledger.Member;
import io.paddock.replication.peer.MemoryNetwork;
import io.paddock.replication.peer.PeerListener;
import io.paddock.replication.peer.PeerNetwork;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls of one engine to others that do not answer. */
@Timeout(60)
class EngineCallsTest {
  private static final long LONG_MS = 600_000;
  private static final Message REQUEST =
      AppendEntriesRequest.newBuilder()
          .setGroupId("g")
          .setServerId(EngineNames.peer(1).toString())
          .setPeerId(EngineNames.peer(2).toString())
          .setTerm(1)
          .setPrevLogTerm(0)
          .setPrevLogIndex(0)
          .setCommittedIndex(0)
          .build();

  private final MemoryNetwork network = new MemoryNetwork();
  private final Later later = new Later();
  private final PeerNetwork here = network.end(1);
  private final PeerNetwork there = network.end(2);
  private final EngineCalls calls = new EngineCalls(here, () -> true, later);

  @BeforeEach
  void connect() {
    List<Member> members = List.of(new Member(1, true, List.of()), new Member(2, true, List.of()));
    for (PeerNetwork each : List.of(here, there)) {
      each.members(members);
      each.start(1, new Deaf());
    }
  }

  @AfterEach
  void close() {
    later.close();
    here.close();
    there.close();
    network.close();
  }

  @Test
  void a_call_without_an_answer_ends_in_its_time_though_another_one_has_all_the_time()
      throws Exception {
    CompletableFuture<Message> patient = call(LONG_MS);
    CompletableFuture<Message> hasty = call(20);

    assertThatThrownBy(() -> hasty.get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InvokeTimeoutException.class);
    assertThat(patient).isNotDone();
  }

  @Test
  void calls_that_come_after_all_others_have_ended_end_in_their_time_too() throws Exception {
    for (int i = 0; i < 3; i++) {
      CompletableFuture<Message> next = call(10);
      assertThatThrownBy(() -> next.get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(InvokeTimeoutException.class);
    }
  }

  @Test
  void a_lost_connection_ends_its_calls_at_once_and_an_answer_its_own() throws Exception {
    CompletableFuture<Message> answered = call(LONG_MS);
    CompletableFuture<Message> lost = call(LONG_MS);
    Message answer = AppendEntriesResponse.newBuilder().setTerm(1).setSuccess(true).build();
    calls.answered(3, 1, answer);
    calls.answered(2, 1, answer);
    assertThat(answered.get(30, TimeUnit.SECONDS)).isEqualTo(answer);
    calls.lost(3);
    assertThatThrownBy(() -> lost.get(10, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);

    calls.lost(2);
    assertThatThrownBy(() -> lost.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(RemotingException.class);
  }

  private CompletableFuture<Message> call(long timeoutMs) throws Exception {
    CompletableFuture<Message> done = new CompletableFuture<>();
    InvokeCallback callback =
        new InvokeCallback() {
          @Override
          public void complete(@Nullable Object result, @Nullable Throwable err) {
            if (err == null) {
              done.complete((Message) result);
            } else {
              done.completeExceptionally(err);
            }
          }

          @Override
          public Executor executor() {
            return Runnable::run;
          }
        };
    calls.invokeAsync(EngineNames.peer(2).getEndpoint(), REQUEST, null, callback, timeoutMs);
    return done;
  }

  /** Hears everything and says nothing. */
  private static final class Deaf implements PeerListener {
    @Override
    public void up(int member) {}

    @Override
    public void down(int member, boolean refused) {}

    @Override
    public void received(int member, byte kind, ByteBuffer content) {}
  }
}
