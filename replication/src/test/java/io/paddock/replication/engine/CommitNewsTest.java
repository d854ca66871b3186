package io.paddock.replication.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesResponse;
import io.paddock.replication.ledger.Member;
import io.paddock.replication.peer.PeerListener;
import io.paddock.replication.peer.PeerNetwork;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CommitNewsTest {
  private static final int SELF = 1;
  private static final int OTHER = 2;
  private static final int THIRD = 3;

  private final List<String> sent = new ArrayList<>();
  private final List<AppendEntriesRequest> heartbeats = new ArrayList<>();
  private boolean hasEntry = true;
  private long leadingTerm;
  private long engineTerm;
  private long committed;

  private final CommitNews news =
      new CommitNews(SELF, "group", new Sent(), this::heartbeat, new Leads());

  private AppendEntriesResponse heartbeat(AppendEntriesRequest request) {
    heartbeats.add(request);
    return AppendEntriesResponse.newBuilder()
        .setTerm(request.getTerm())
        .setSuccess(hasEntry)
        .setLastLogIndex(1)
        .build();
  }

  private void lead(long term, long index) {
    leadingTerm = term;
    engineTerm = term;
    committed = index;
  }

  private static ByteBuffer frame(long term, long index) {
    return ByteBuffer.allocate(16).putLong(term).putLong(index).flip();
  }

  @Test
  void the_answer_that_makes_an_entry_committed_is_told_to_all_at_once() {
    lead(4, 10);

    news.answered();

    assertThat(sent).containsExactly("2: 4/10", "3: 4/10");
  }

  @Test
  void what_was_told_is_not_told_again_by_a_later_answer_or_by_the_applier() {
    lead(4, 10);
    news.answered();
    sent.clear();

    news.answered();
    news.committed(4, 10);
    news.committed(4, 9);
    assertThat(sent).isEmpty();

    news.committed(4, 11);
    assertThat(sent).containsExactly("2: 4/11", "3: 4/11");
  }

  @Test
  void who_does_not_lead_tells_nothing() {
    committed = 10;

    news.answered();
    news.committed(4, 10);

    assertThat(sent).isEmpty();
  }

  @Test
  void who_has_just_been_replaced_tells_nothing_because_the_entry_may_be_anothers() {
    lead(4, 10);
    engineTerm = 5;

    news.answered();

    assertThat(sent).isEmpty();
  }

  @Test
  void an_entry_of_another_term_than_the_own_is_not_told_by_the_applier() {
    lead(5, 10);

    news.committed(4, 9);

    assertThat(sent).isEmpty();
  }

  @Test
  void news_is_handed_to_the_engine_as_a_heartbeat_of_the_leader() {
    news.heard(OTHER, frame(4, 10));

    assertThat(heartbeats).hasSize(1);
    AppendEntriesRequest heartbeat = heartbeats.get(0);
    assertThat(heartbeat.getServerId()).isEqualTo(EngineNames.peer(OTHER).toString());
    assertThat(heartbeat.getTerm()).isEqualTo(4);
    assertThat(heartbeat.getPrevLogTerm()).isEqualTo(4);
    assertThat(heartbeat.getPrevLogIndex()).isEqualTo(10);
    assertThat(heartbeat.getCommittedIndex()).isEqualTo(10);
  }

  @Test
  void news_of_an_entry_that_is_not_there_waits_for_that_leaders_entries_only() {
    hasEntry = false;
    news.heard(OTHER, frame(4, 10));

    news.appended(THIRD);
    assertThat(heartbeats).hasSize(1);

    hasEntry = true;
    news.appended(OTHER);
    news.appended(OTHER);
    assertThat(heartbeats).hasSize(2);
  }

  @Test
  void older_news_is_none() {
    news.heard(OTHER, frame(4, 10));
    news.heard(OTHER, frame(4, 10));
    news.heard(OTHER, frame(4, 9));
    news.heard(THIRD, frame(3, 50));

    assertThat(heartbeats).hasSize(1);
  }

  private final class Leads implements CommitNews.Leading {
    @Override
    public long term() {
      return leadingTerm;
    }

    @Override
    public long committedIndex() {
      return committed;
    }

    @Override
    public boolean leadsIn(long term) {
      return engineTerm == term;
    }
  }

  private final class Sent implements PeerNetwork {
    @Override
    public void start(long incarnation, PeerListener listener) {}

    @Override
    public void members(List<Member> members) {}

    @Override
    public boolean send(int member, byte kind, ByteBuffer... parts) {
      assertThat(kind).isEqualTo(FrameKind.COMMITTED);
      sent.add(member + ": " + parts[0].getLong() + "/" + parts[0].getLong());
      return true;
    }

    @Override
    public Set<Integer> connected() {
      return new TreeSet<>(List.of(OTHER, THIRD));
    }

    @Override
    public long queuedBytes(int member) {
      return 0;
    }

    @Override
    public void close() {}
  }
}
