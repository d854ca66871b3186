package io.paddock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.server.embed.PaddockServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every mode against a real server; its CPU and memory are those of this JVM. */
@Timeout(300)
class EndToEndTest {
  @TempDir private static Path directory;
  private static PaddockServer server;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() throws IOException {
    server =
        PaddockServer.builder()
            .dataDir(directory.resolve("data"))
            .set("maxClientCnxns", "0")
            .start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "set",
        "get",
        "exists",
        "create",
        "getChildren",
        "multi",
        "sync",
        "delete",
        "ephemeral-seq",
        "set=10,get=90",
        "create=1,delete=1,get=1"
      })
  void every_operation_succeeds(String op) {
    run("load --op " + op + " --connections 3 --pipeline 4 --ops 601 --warmup 0s --znodes 50");

    assertThat(out.toString()).contains("errors         none").doesNotContain("lost");
    assertThat(out.toString()).containsPattern("operations     601 in ");
  }

  @Test
  void an_ephemeral_is_deleted_for_each_that_is_created() {
    run("load --op ephemeral-seq --connections 1 --pipeline 1 --ops 100 --warmup 0s");

    assertThat(out.toString()).contains("(delete 50, ephemeral-seq 50)");
  }

  @Test
  void a_timed_load_counts_for_its_time_and_writes_its_report() throws IOException {
    Path json = directory.resolve("load.json");
    long pid = ProcessHandle.current().pid();
    run("load --op get --warmup 100ms --duration 700ms --server-pid " + pid + " --json " + json);

    assertThat(out.toString())
        .containsPattern("in \\d\\.\\d\\d s")
        .contains("server CPU", "server memory", "p99.9");
    assertThat(Files.readString(json))
        .contains("\"title\": \"get 32x16, 128 B\"", "\"operationsPerSecond\": ", "\"p50Ms\": ")
        .contains("\"serverCpuMsPer1000\": ", "\"errors\": {},", "\"connectionsLost\": 0");
  }

  @Test
  void values_of_an_earlier_run_are_replaced() {
    run("load --op get --ops 100 --warmup 0s --znodes 20 --root /again --value-size 10");
    run("load --op get --ops 100 --warmup 0s --znodes 20 --root /again --value-size 1000");

    assertThat(out.toString()).contains("get 32x16, 10 B", "get 32x16, 1000 B");
  }

  @Test
  void values_larger_than_the_buffers_go_both_ways() {
    run("load --op set=1,get=1 --ops 50 --warmup 0s --znodes 3 --root /large --value-size 700000");

    assertThat(out.toString()).contains("errors         none");
  }

  @Test
  void fill_creates_each_znode_once() {
    run("fill --znodes 1234 --parents 7 --root /fill/here");
    assertThat(out.toString()).contains("create 1,234", "errors         none");

    run("fill --znodes 1234 --parents 7 --root /fill/here");
    assertThat(out.toString()).contains("NODE_EXISTS(-110) 1,234");
  }

  @Test
  void several_servers_are_driven_at_once() throws IOException {
    try (PaddockServer other =
        PaddockServer.builder().dataDir(directory.resolve("other")).start()) {
      String hosts = server.connectString() + "," + other.connectString();
      runOn(hosts, "sessions --connections 4 --hold 100ms");

      assertThat(out.toString()).contains("4 idle sessions", "lost           0");
    }
  }

  @Test
  void idle_sessions_live_on_by_their_pings_and_are_weighed() {
    long pid = ProcessHandle.current().pid();
    run("sessions --connections 40 --session-timeout-ms 6000 --hold 9s --heap --server-pid " + pid);

    assertThat(out.toString()).contains("40 idle sessions", "lost           0", "heap  ");
    assertThat(out.toString()).doesNotContain("NaN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " --shared"})
  void every_watcher_hears_of_every_change(String shared) {
    run("watch --sessions 20 --znodes-each 5 --rounds 3" + shared);

    assertThat(out.toString()).contains("events         300 for " + (shared.isEmpty() ? 300 : 15));
  }

  private void run(String args) {
    runOn(server.connectString(), args);
  }

  private void runOn(String hosts, String args) {
    List<String> words = new ArrayList<>(List.of(args.strip().split(" +")));
    words.addAll(List.of("--hosts", hosts));
    int code =
        BenchMain.run(
            new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
  }
}
