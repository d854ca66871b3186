package io.paddock.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.bench.load.BenchException;
import io.paddock.bench.load.SrvrAnswer;
import io.paddock.bench.outage.OutageReport;
import io.paddock.bench.outage.OutageRun;
import io.paddock.bench.outage.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several server processes at once. */
@Timeout(120)
class ServerSetTest {
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir private Path directory;

  @Test
  void each_member_is_a_process_with_a_directory_of_its_own_and_all_go_together() throws Exception {
    Path below;
    List<Long> pids;
    try (ServerSet servers = ServerSet.start(contender(), directory, 3)) {
      pids = servers.members().stream().map(ServerProcess::pid).toList();
      assertThat(pids).hasSize(3).doesNotHaveDuplicates();
      assertThat(ServerSet.addresses(servers.members())).doesNotHaveDuplicates();
      assertThat(servers.diskBytes()).isPositive();
      assertThat(servers.others(servers.members().get(1)))
          .containsExactly(servers.members().get(0), servers.members().get(2));
      try (var found = Files.list(directory)) {
        below = found.findFirst().orElseThrow();
      }
      assertThat(below.resolve("3/data/myid")).hasContent("3");
    }

    assertThat(directory).isEmptyDirectory();
    assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
  }

  @Test
  void an_ensemble_has_a_leader_and_another_one_when_that_is_killed() throws Exception {
    try (ServerSet servers = ServerSet.start(contender(), directory, 3)) {
      ServerProcess leader = servers.leader();
      assertThat(servers.target().endpoints().addresses()).hasSize(3).last()
          .isEqualTo(leader.address());
      assertThat(servers.target().serverPids()).hasSize(3);

      int victim = servers.members().indexOf(leader);
      OutageReport report =
          new OutageRun(ServerSet.addresses(servers.members()), victim, SHORT, SHORT, LIMIT)
              .run(leader::kill);
      assertThat(report.refusals()).isZero();
      assertThat(report.gapSeconds()).isPositive().isLessThan(LIMIT.toSeconds());
      leader.launch();
      servers.awaitServing();
      assertThat(servers.leader()).isNotSameAs(leader);
    }
  }

  @Test
  void a_member_that_was_killed_or_frozen_comes_back() throws Exception {
    try (ServerSet servers = ServerSet.start(contender(), directory, 1)) {
      ServerProcess server = servers.members().get(0);
      long first = server.pid();

      server.kill();
      assertThat(ProcessHandle.of(first)).isEmpty();
      server.launch();
      server.awaitServing();
      assertThat(server.pid()).isNotEqualTo(first);

      server.freeze();
      Waiting.until(() -> stateOf(server.pid()).equals("T"), LIMIT, "the process does not stop");
      server.thaw();
      assertThat(SrvrAnswer.ask(server.address()).mode()).isEqualTo("standalone");
    }
  }

  @Test
  void servers_of_which_none_leads_are_no_ensemble() throws Exception {
    try (ServerSet servers = ServerSet.start(contender(), directory, 1)) {
      assertThatThrownBy(servers::leader)
          .isInstanceOf(BenchException.class)
          .hasMessage("no server of X says that it leads");
    }
  }

  private static String stateOf(long pid) {
    String stat = read(Path.of("/proc", Long.toString(pid), "stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[0].toUpperCase(Locale.ROOT);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Contender contender() {
    return Contender.parse("X", ContestTest.serverCommand(), null);
  }
}
