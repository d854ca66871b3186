package io.paddock.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.Eventually;
import io.paddock.it.process.ServerHome;
import io.paddock.it.process.ServerProcess;
import io.paddock.it.process.ServerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a server does with files that are not what it wrote (docs/files.md). */
@Execution(ExecutionMode.CONCURRENT)
class DamagedFilesTest {
  /** A log or snapshot cannot be read or written: {@code ./paddock server --help}. */
  private static final int STORAGE = 10;

  private static final int ZNODES = 40;

  private final ServerHome home =
      ServerHome.create(ServerSetup.usual().with("preAllocSize", "512").with("snapCount", "200"));
  private final History history = new History(100);

  @AfterEach
  void removeHome() {
    home.close();
  }

  @Test
  void a_write_that_was_cut_short_is_cut_off_and_said() {
    LogFile log = logAfter(ZNODES);
    byte[] last = log.read(log.last(), log.end());
    log.write(log.end(), Arrays.copyOf(last, last.length / 2));

    try (ServerProcess server = home.start()) {
      awaitLine(server, log.path() + ": a write was cut short at offset " + log.end());
      awaitLine(server, "never acknowledged");
      history.verify(server);
      history.grow(server, ZNODES);
      server.kill();
    }
    try (ServerProcess again = home.start()) {
      assertThat(again.output().text()).doesNotContain("cut");
      history.verify(again);
    }
  }

  @Test
  void a_few_stray_bytes_behind_the_end_are_cut_off_and_said() {
    LogFile log = logAfter(ZNODES);
    log.write(log.end(), new byte[] {1, 2, 3, 4, 5, 6, 7});

    try (ServerProcess server = home.start()) {
      awaitLine(server, log.path() + ": a write was cut short at offset " + log.end());
      history.verify(server);
    }
  }

  @Test
  void a_log_without_the_room_behind_its_end_goes_on() {
    LogFile log = logAfter(ZNODES);
    LogFile.cut(log.path(), log.end());

    try (ServerProcess server = home.start()) {
      history.verify(server);
      history.grow(server, ZNODES);
      server.kill();
    }
    try (ServerProcess again = home.start()) {
      history.verify(again);
    }
  }

  @Test
  void a_record_in_the_middle_that_is_not_what_was_written_is_refused() {
    LogFile log = logAfter(ZNODES);
    int middle = log.frames().get(log.frames().size() / 2);
    LogFile.flip(log.path(), middle + 60);

    assertThat(refusal())
        .contains(log.path() + ": a record fails its checksum")
        .contains("at offset " + middle + ".")
        .contains("Restore this server's data from a backup");

    LogFile.flip(log.path(), middle + 60);
    serves();
  }

  @Test
  void a_last_record_that_was_whole_is_given_up_only_by_the_operator() {
    LogFile log = logAfter(ZNODES);
    LogFile.flip(log.path(), log.end() - 20);
    String command = "truncate -s " + log.last() + " " + log.path();

    assertThat(refusal())
        .contains(log.path() + ": the last record was written whole and fails its checksum")
        .contains("at offset " + log.last() + ".")
        .contains(command);

    LogFile.cut(log.path(), log.last());
    try (ServerProcess server = home.start()) {
      assertThat(server.isAlive()).isTrue();
    }
  }

  @Test
  void a_log_that_ends_in_the_middle_of_a_record_is_refused() {
    LogFile log = logAfter(ZNODES);
    LogFile.cut(log.path(), log.last() + 40);

    assertThat(refusal()).contains(log.path().toString()).contains("at offset " + log.last());
  }

  @Test
  void a_missing_segment_is_refused() throws IOException {
    LogFile log = logAfter(ZNODES);
    Path second = log.path().resolveSibling("log.0000000000000002");
    Path third = log.path().resolveSibling("log.0000000000000003");
    Files.copy(log.path(), third);
    Files.deleteIfExists(second);

    assertThat(refusal()).contains(second + ": this segment of the log is missing");
  }

  @Test
  void a_damaged_snapshot_that_is_not_needed_is_set_aside() {
    List<Path> snapshots = snapshotsAfter(2);
    Path newest = snapshots.get(snapshots.size() - 1);
    LogFile.flip(newest, 200);

    try (ServerProcess server = home.start()) {
      awaitLine(server, newest.toString());
      awaitLine(server, "at offset ");
      assertThat(newest).doesNotExist();
      assertThat(newest.resolveSibling(newest.getFileName() + ".corrupt")).exists();
      history.verify(server);
    }
  }

  @Test
  void a_damaged_snapshot_without_which_something_is_missing_is_refused() throws IOException {
    List<Path> snapshots = snapshotsAfter(1);
    Path newest = snapshots.get(snapshots.size() - 1);
    for (Path file : home.dataFiles()) {
      if (!file.equals(newest)) {
        Files.delete(file);
      }
    }
    LogFile.flip(newest, 200);

    assertThat(refusal())
        .contains(newest + ": the state in it cannot be read")
        .containsPattern("at offset \\d+\\. Restore it from a backup");

    LogFile.flip(newest, 200);
    try (ServerProcess server = home.start()) {
      assertThat(server.isAlive()).isTrue();
    }
  }

  @Test
  void a_damaged_vote_is_refused_and_a_standalone_server_starts_without_it() throws IOException {
    logAfter(ZNODES);
    Path vote = home.dataDir().resolve("vote");
    LogFile.flip(vote, 10);

    assertThat(refusal())
        .contains(vote + ": the vote file fails its checksum at offset 0.")
        .contains("move it away");

    Files.move(vote, vote.resolveSibling("away"));
    serves();
  }

  @Test
  void a_file_of_a_version_that_is_not_known_is_refused() {
    LogFile log = logAfter(ZNODES);
    LogFile.flip(log.path(), 7);

    assertThat(refusal())
        .containsPattern("log format version \\d+, this server knows \\d+ at offset 4")
        .contains("Run the version of the server that wrote it.");
  }

  /** The only segment, after so many writes and a kill. */
  private LogFile logAfter(int writes) {
    try (ServerProcess server = home.start()) {
      history.grow(server, writes);
      server.kill();
    }
    return LogFile.of(home.dataDir().resolve("log.0000000000000001"));
  }

  /** At least so many snapshots, after a kill. */
  private List<Path> snapshotsAfter(int count) {
    try (ServerProcess server = home.start()) {
      Eventually.holds(
          "there are snapshots",
          () -> {
            history.grow(server, 100);
            return snapshots().size() >= count;
          });
      server.kill();
    }
    return snapshots();
  }

  private List<Path> snapshots() {
    return home.dataFiles().stream()
        .filter(file -> file.getFileName().toString().matches("snapshot\\.[0-9a-f]+\\.[0-9a-f]+"))
        .toList();
  }

  private static void awaitLine(ServerProcess server, String part) {
    String unused = server.output().await(part, line -> line.contains(part), Eventually.PATIENCE);
  }

  /** What the server says when it refuses to start; it must have changed nothing that was there. */
  private String refusal() {
    Map<Path, Integer> before = contents();
    try (ServerProcess server = home.launch()) {
      assertThat(server.awaitExit()).isEqualTo(STORAGE);
      assertThat(contents()).containsAllEntriesOf(before);
      return server.output().text();
    }
  }

  private Map<Path, Integer> contents() {
    Map<Path, Integer> all = new TreeMap<>();
    for (Path file : home.dataFiles()) {
      all.put(file, Arrays.hashCode(LogFile.bytes(file)));
    }
    return all;
  }

  private void serves() {
    try (ServerProcess server = home.start()) {
      history.verify(server);
    }
  }
}
