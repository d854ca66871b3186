package io.paddock.it.interop.kazoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.DebianPackage;
import io.paddock.it.process.ForeignProgram;
import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Runs the scripts of {@code src/test/resources/kazoo}; each checks one feature by itself. */
@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
class KazooTest {
  private final ServerProcess server;

  KazooTest(ServerProcess server) {
    this.server = server;
  }

  @BeforeEach
  void kazoo_is_here() {
    DebianPackage.PYTHON3_KAZOO.require();
  }

  @Test
  void nodes_are_created_read_changed_and_deleted() {
    run("crud.py");
  }

  @Test
  void watches_call_back_again_and_again() {
    run("watchers.py");
  }

  @Test
  void locks_exclude_and_are_handed_on() {
    run("lock.py");
  }

  @Test
  void a_semaphore_gives_out_its_leases() {
    run("semaphore.py");
  }

  @Test
  void an_election_has_one_leader_at_a_time() {
    run("election.py");
  }

  @Test
  void a_barrier_holds_everybody() {
    run("barrier.py");
  }

  @Test
  void a_double_barrier_lets_in_and_out_together() {
    run("double_barrier.py");
  }

  @Test
  void a_queue_hands_out_each_item_once() {
    run("queue_.py");
  }

  @Test
  void a_locking_queue_keeps_what_its_taker_did_not_finish() {
    run("locking_queue.py");
  }

  @Test
  void a_counter_loses_no_count() {
    run("counter.py");
  }

  @Test
  void a_party_knows_who_is_there() {
    run("party.py");
  }

  @Test
  void a_transaction_is_all_or_nothing() {
    run("transaction.py");
  }

  @Test
  void a_set_is_divided_among_those_who_are_there() {
    run("partitioner.py");
  }

  @Test
  void access_is_granted_and_denied() {
    run("acl.py");
  }

  @Test
  void asynchronous_calls_are_answered_in_order() {
    run("async_.py");
  }

  @Test
  void a_tree_cache_follows_the_tree() {
    run("tree_cache.py");
  }

  @Test
  void a_session_is_taken_over_and_replaced() {
    run("session.py");
  }

  private void run(String script) {
    ProcessBuilder python =
        new ProcessBuilder("/usr/bin/python3", "-B", path(script).toString(), server.address());
    ForeignProgram.Result result = ForeignProgram.run(python, "");

    assertThat(result.text()).as("exit code %d", result.exitCode()).endsWith("all is well");
    assertThat(result.exitCode()).isZero();
  }

  private static Path path(String script) {
    URL resource = KazooTest.class.getResource("/kazoo/" + script);
    try {
      return Path.of(Objects.requireNonNull(resource, script).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError("no path to " + script, e);
    }
  }
}
