package io.paddock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadInputTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "load --op put              | unknown operation 'put'",
        "load --op get=0            | share in 'get=0'",
        "load --connections 0       | connections must be from 1",
        "load --connections x       | 'x' is not an int",
        "load --pipeline 100001     | pipeline must be from 1 to 100000, not 100001",
        "load --threads 65          | threads must be from 1 to 64, not 65",
        "load --duration 10h        | '10h' is no time such as 500ms, 10s or 2m",
        "load --duration 0s         | the duration must be positive",
        "load --ops -1              | the number of operations must not be negative",
        "load --znodes 0            | 'get' needs at least one znode",
        "load --value-size 1048001  | out of range: value size 1048001",
        "load --multi-size 0        | a multi holds 1 to 1000 operations",
        "load --hosts a:99999       | no port from 1 to 65535 in 'a:99999'",
        "load --root bench          | out of range: root 'bench'",
        "load --server-pid x        | 'x' is not a long",
        "fill --parents 100000      | out of range: parents 100000",
        "sessions --connections 0   | connections must be from 1",
        "watch --sessions 0         | sessions, znodes and rounds must be at least 1",
        "compare --data d --a x --b y{cfg} | 'x' has no {cfg} to put the file",
        "compare --data d --a x{cfg} | Missing required option: '--b",
        "compare --data d --a x{cfg} --b y{cfg} --rows nope | unknown row 'nope', known are: [set-1x1",
        "compare --data d --a x{cfg} --b y{cfg} --servers 2 | a side has 1 server or 3 to 9, not 2",
        "compare --data d --a x{cfg} --b y{cfg} --rounds 0 | at least 1 round, 1 second, 1 znode and 1 outage",
        "frobnicate                 | Unmatched argument",
      })
  void a_wrong_option_is_named_and_ends_with_code_2(String args, String message) {
    assertThat(run(args.strip().split(" +"))).isEqualTo(2);
    assertThat(err.toString()).contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void no_mode_at_all_shows_the_usage() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("Usage: bench", "load", "fill", "sessions", "watch");
  }

  @Test
  void a_host_where_nothing_listens_is_named() throws IOException {
    // It has the port and does not listen, so nobody else can be there.
    try (Socket silent = new Socket()) {
      silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = silent.getLocalPort();

      assertThat(run("load", "--hosts", "127.0.0.1:" + port)).isEqualTo(2);
      assertThat(err.toString()).contains("cannot connect to 127.0.0.1:" + port);
    }
  }

  @Test
  void a_host_without_an_address_is_named() {
    assertThat(run("fill", "--hosts", "nowhere.invalid:1")).isEqualTo(2);
    assertThat(err.toString()).contains("host nowhere.invalid has no address");
  }

  @Test
  void the_rows_and_their_goals_are_listed() {
    assertThat(run("compare", "--list", "--data", "d", "--a", "x{cfg}", "--b", "y{cfg}")).isZero();
    assertThat(out.toString())
        .contains("get-32x16        get 32×16, 128 B: throughput ≥ 1.50, p50, p99 ≤ 0.70")
        .contains("restart ", "sessions ", "watch ");
  }

  @Test
  void help_is_no_error() {
    assertThat(run("load", "--help")).isZero();
    assertThat(out.toString()).contains("--op", "--connections", "--json");
  }

  private int run(String... args) {
    return BenchMain.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}
