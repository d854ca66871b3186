package io.paddock.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Request;
import io.paddock.server.auth.AuthPolicy;
import io.paddock.server.config.LimitsConfig.LargeRequests;
import io.paddock.server.fixture.SteppedLedger;
import io.paddock.server.fixture.TestLoop;
import io.paddock.state.command.Command;
import org.junit.jupiter.api.Test;

/** Linearizable reads: spec/semantics.md, section 12. */
class FreshReadsTest {
  private final SteppedLedger ledger = new SteppedLedger();
  private final TestLoop loop =
      new TestLoop(
          ledger,
          new PipelineRules(
              new AuthPolicy(TestLoop.AUTH),
              false,
              false,
              true,
              LargeRequests.NONE,
              PipelineRules.ReconfigRules.DISABLED));
  private final TestLoop.Client a = loop.client(1);

  @Test
  void a_read_waits_for_what_was_committed_anywhere_before_it_came() {
    a.send(get("/x"));
    assertThat(a.sees()).isEmpty();

    ledger.commit(new Command.Create(0, "/x", Data.of("1"), Acl.OPEN, mode(), 0));
    ledger.reachBarriers();
    loop.turn();

    assertThat(a.sees()).containsExactly("1 zxid 2 \"1\" version 0");
  }

  @Test
  void reads_that_come_while_one_waits_share_the_next_barrier() {
    a.send(get("/x"));
    a.send(get("/x"), get("/x"), get("/x"));
    assertThat(ledger.barriers()).isEqualTo(1);

    ledger.reachBarriers();
    loop.turn();
    assertThat(a.sees()).hasSize(1);
    assertThat(ledger.barriers()).isEqualTo(1);
    ledger.reachBarriers();
    loop.turn();

    assertThat(a.sees()).hasSize(3);
    assertThat(ledger.barriers()).isZero();
  }

  @Test
  void a_read_does_not_see_a_write_that_was_sent_after_it() {
    a.send(get("/x"), create("/x"), get("/x"));
    assertThat(ledger.submitted()).as("the write waits for the read").isEmpty();

    ledger.reachBarriers();
    loop.turn();
    assertThat(a.sees()).containsExactly("1 zxid 1 NO_NODE");
    ledger.reachBarriers();
    loop.commit();

    assertThat(a.sees()).containsExactly("2 zxid 2 /x", "3 zxid 2 null version 0");
  }

  @Test
  void what_is_no_read_of_the_tree_does_not_wait() {
    a.send(new Request.Ping());

    assertThat(a.sees()).containsExactly("-2 zxid 1 ok");
  }

  @Test
  void a_client_chooses_for_itself_with_an_auth_packet() {
    a.send(choice("reads=local"), get("/x"));
    assertThat(a.sees()).containsExactly("1 zxid 0 ok", "2 zxid 1 NO_NODE");

    a.send(choice("reads=linearizable"), get("/x"));
    assertThat(a.sees()).containsExactly("3 zxid 0 ok");
    ledger.reachBarriers();
    loop.turn();
    assertThat(a.sees()).containsExactly("4 zxid 1 NO_NODE");
  }

  @Test
  void a_choice_that_there_is_not_ends_the_connection() {
    a.send(choice("reads=sometimes"));

    assertThat(a.sees()).containsExactly("1 zxid 0 AUTH_FAILED", "closed");
  }

  @Test
  void without_the_setting_reads_are_local() {
    TestLoop usual = new TestLoop(ledger);
    TestLoop.Client b = usual.client(2);

    b.send(get("/x"));

    assertThat(b.sees()).containsExactly("1 zxid 2 NO_NODE");
  }

  private static CreateMode mode() {
    return CreateMode.PERSISTENT;
  }

  private static Request choice(String text) {
    return new Request.Auth(0, "paddock", Data.of(text));
  }

  private static Request get(String path) {
    return new Request.GetData(path, false);
  }

  private static Request create(String path) {
    return new Request.Create(OpCode.CREATE, path, null, Acl.OPEN, 0, 0);
  }
}
