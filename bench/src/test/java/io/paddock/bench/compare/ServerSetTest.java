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
@Timeout(300)
class ServerSetTest {
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir private Path directory;

  @Test
  void an_ensemble_goes_on_without_its_leader_and_nothing_is_left_of_it() throws Exception {
    List<Long> pids;
    try (ServerSet servers = ServerSet.start(contender(), directory, 3)) {
      ServerProcess leader = servers.leader();
      pids = servers.target().serverPids();
      assertThat(pids).hasSize(3).doesNotHaveDuplicates();
      assertThat(servers.target().endpoints().addresses())
          .hasSize(3)
          .doesNotHaveDuplicates()
          .last()
          .isEqualTo(leader.address());
      assertThat(servers.others(leader)).hasSize(2).doesNotContain(leader);
      assertThat(servers.diskBytes()).isPositive();

      int victim = servers.members().indexOf(leader);
      OutageReport report =
          new OutageRun(ServerSet.addresses(servers.members()), victim, SHORT, SHORT, LIMIT)
              .run(leader::kill);

      assertThat(report.gapSeconds()).isPositive().isLessThan(30);
      assertThat(report.refusals()).isZero();
      assertThat(servers.leader()).isNotSameAs(leader);
    }

    assertThat(directory).isEmptyDirectory();
    assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
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
