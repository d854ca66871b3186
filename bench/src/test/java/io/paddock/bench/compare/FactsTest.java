package io.paddock.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.bench.load.BenchException;
import io.paddock.bench.load.SrvrAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactsTest {
  @TempDir private Path directory;

  @Test
  void the_version_is_what_srvr_says_without_commit_and_build_time() {
    assertThat(
            SrvrAnswer.parse(
                    "Zookeeper version: 3.9.5-abc1234, built on 2026-01-01 00:00 UTC\nLatency: 0\n")
                .version())
        .isEqualTo("3.9.5");
  }

  @Test
  void the_jdk_is_read_from_its_release_file() {
    assertThat(ServerFacts.releaseIn("IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"17.0.15\"\n"))
        .isEqualTo("17.0.15");
    assertThat(ServerFacts.releaseIn("")).isEqualTo("unknown");
  }

  @Test
  void the_machine_is_described_by_what_matters() throws IOException {
    assertThat(Machine.memoryKib("MemTotal:       24670000 kB\nMemFree: 1 kB\n"))
        .isEqualTo(24_670_000);
    assertThat(Machine.describe(directory))
        .matches("\\d+ cores, \\d+ GiB of memory, .*fdatasync.*");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void the_configuration_file_is_put_into_the_command() {
    Contender contender = Contender.parse("X", " run  --conf={cfg} {cfg} ", null);

    assertThat(contender.commandFor(Path.of("/d/zoo.cfg")))
        .containsExactly("run", "--conf=/d/zoo.cfg", "/d/zoo.cfg");
  }

  @Test
  void a_command_without_a_place_for_the_file_is_refused() {
    assertThatThrownBy(() -> Contender.parse("X", "run", null))
        .hasMessageContaining("'run' has no {cfg}");
  }

  @Test
  void a_server_that_ends_at_once_is_reported_with_its_output_and_leaves_nothing() {
    Contender contender =
        new Contender("X", List.of("sh", "-c", "echo cannot bind; exit 1", "{cfg}"), null);

    assertThatThrownBy(() -> ServerSet.start(contender, directory, 1))
        .isInstanceOf(BenchException.class)
        .hasMessage("X did not start:\ncannot bind");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void a_directory_is_deleted_with_all_below_it() throws IOException {
    Path tree = Files.createDirectories(directory.resolve("a/b/c"));
    Files.writeString(tree.resolve("file"), "x");

    DirectoryTree.delete(directory.resolve("a"));

    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }
}
