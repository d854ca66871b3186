package io.paddock.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.bench.BenchMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The comparison with real server processes. */
@Timeout(300)
class ContestTest {
  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void two_servers_are_filled_weighed_and_restarted_in_turn_and_nothing_is_left()
      throws IOException {
    Path data = directory.resolve("data");
    Path markdown = directory.resolve("table.md");
    int code =
        compare(
            serverCommand(),
            serverCommand(),
            "--rows=fill,fill-weight,restart",
            "--fill-znodes=2000",
            "--data=" + data,
            "--markdown=" + markdown);

    assertThat(err.toString()).contains("round 1 of 1, ZooKeeper", "round 1 of 1, Paddock");
    assertThat(code).isZero();
    assertThat(Files.readString(markdown))
        .contains("| fill with 2,000 znodes of 100 B | throughput, ops/s | ")
        .contains("| 2,000 znodes of 100 B held | heap, B/znode | ")
        .contains("| restart with 2,000 znodes of 100 B | until it serves, s | ");
    assertThat(data).isEmptyDirectory();
    assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void a_side_that_does_not_start_is_reported_and_the_other_is_measured_all_the_same() {
    int code =
        compare(
            serverCommand(),
            "false {cfg}",
            "--rows=set-1x1",
            "--warmup-seconds=0",
            "--data=" + directory);

    assertThat(code).isEqualTo(1);
    assertThat(err.toString())
        .contains("Paddock FAILED: Paddock did not start")
        .containsPattern("ZooKeeper +set 1x1, 128 B");
    assertThat(directory).isEmptyDirectory();
  }

  private int compare(String first, String second, String... more) {
    String[] common = {
      "compare",
      "--a",
      first,
      "--b",
      second,
      "--rounds=1",
      "--seconds=1",
      "--server-warmup-seconds=0"
    };
    String[] args = new String[common.length + more.length];
    System.arraycopy(common, 0, args, 0, common.length);
    System.arraycopy(more, 0, args, common.length, more.length);
    return BenchMain.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  static String serverCommand() {
    return String.join(
        " ",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-cp",
        System.getProperty("java.class.path"),
        EmbeddedServerMain.class.getName(),
        "{cfg}");
  }
}
