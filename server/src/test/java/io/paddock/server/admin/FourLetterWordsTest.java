package io.paddock.server.admin;

import static io.paddock.server.config.FourLetterWord.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.server.config.FourLetterWord;
import io.paddock.server.config.ServerConfig;
import io.paddock.server.report.ConnectionReport;
import io.paddock.server.report.ConnectionReport.ConnectionSessionReport;
import io.paddock.server.report.ConnectionReport.Interest;
import io.paddock.server.report.ConnectionReport.TimesReport;
import io.paddock.server.report.DigestReport;
import io.paddock.server.report.EnsembleReport;
import io.paddock.server.report.MetricReport;
import io.paddock.server.report.ServerMode;
import io.paddock.server.report.ServerReport.SizesReport;
import io.paddock.server.report.SessionReport;
import io.paddock.server.report.VersionReport;
import io.paddock.server.report.WatchReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The texts are those of spec/operations.md, section 4, but for the version. */
class FourLetterWordsTest {
  private static final VersionReport VERSION =
      new VersionReport("3.9.5", "0.1.0", "2030-01-02 03:04");

  @TempDir private Path dir;

  private final FakeReports reports = new FakeReports();
  private final TimeZone zone = TimeZone.getDefault();

  @BeforeEach
  void utc() {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
  }

  @AfterEach
  void back() {
    TimeZone.setDefault(zone);
  }

  @Test
  void ruok_is_imok_without_a_line_end_even_when_not_serving() {
    reports.serving = false;

    assertThat(ask(RUOK)).isEqualTo("imok");
  }

  @Test
  void isro_is_rw_or_ro_or_null() {
    assertThat(ask(ISRO)).isEqualTo("rw");
    reports.readOnly = true;
    assertThat(ask(ISRO)).isEqualTo("ro");
    reports.serving = false;
    assertThat(ask(ISRO)).isEqualTo("null");
  }

  @Test
  void srvr_is_as_monitoring_reads_it() {
    reports.traffic.readTook(0);
    reports.traffic.readTook(200_000);
    reports.traffic.updateTook(9_600_000);
    for (int i = 0; i < 416; i++) {
      reports.traffic.received(10);
    }
    for (int i = 0; i < 446; i++) {
      reports.traffic.replied(10);
    }

    assertThat(ask(SRVR))
        .isEqualTo(
            """
            Zookeeper version: 3.9.5-paddock-0.1.0, built on 2030-01-02 03:04 UTC
            Latency min/avg/max: 0/3.2667/9
            Received: 416
            Sent: 446
            Connections: 3
            Outstanding: 0
            Zxid: 0x11c
            Mode: standalone
            Node count: 34
            """);
  }

  @Test
  void a_latency_of_nothing_is_zero_with_a_point() {
    assertThat(ask(SRVR)).contains("Latency min/avg/max: 0/0.0/0\n");
  }

  @Test
  void a_read_only_server_says_so_on_the_second_line() {
    reports.mode = ServerMode.READ_ONLY;

    assertThat(ask(SRVR).split("\n")[1])
        .isEqualTo("READ-ONLY mode; serving only read-only clients");
    assertThat(ask(SRVR)).contains("Mode: read-only\n");
  }

  @Test
  void a_leader_adds_the_sizes_of_its_proposals() {
    reports.mode = ServerMode.LEADER;
    reports.proposals = new SizesReport(36, 36, 87);

    assertThat(ask(SRVR))
        .endsWith("Mode: leader\nNode count: 34\nProposal sizes last/min/max: 36/36/87\n");
  }

  @Test
  void stat_is_srvr_with_the_clients() {
    reports.connections.add(connection("127.0.0.1", 40654, null));

    assertThat(ask(STAT))
        .startsWith(
            """
            Zookeeper version: 3.9.5-paddock-0.1.0, built on 2030-01-02 03:04 UTC
            Clients:
             /127.0.0.1:40654[1](queued=0,recved=2,sent=2)

            Latency min/avg/max: 0/0.0/0
            """)
        .endsWith("Mode: standalone\nNode count: 34\n");
  }

  @Test
  void cons_has_a_line_for_every_connection_and_an_empty_line() {
    reports.connections.add(connection("127.0.0.1", 40646, session(4)));
    reports.connections.add(connection("::1", 40647, null));

    assertThat(ask(CONS))
        .isEqualTo(
            """
             /127.0.0.1:40646[1](queued=0,recved=2,sent=2,sid=0x100000a3c940037,lop=ADDW,est=1795227274958,\
            to=6000,lcxid=0x4,lzxid=0x11b,lresp=965681,llat=0,minlat=0,avglat=0,maxlat=1)
             /[0:0:0:0:0:0:0:1]:40647[1](queued=0,recved=2,sent=2)

            """);
  }

  @Test
  void a_negative_xid_is_left_out_of_cons() {
    reports.connections.add(connection("127.0.0.1", 40646, session(-8)));

    assertThat(ask(CONS)).contains(",to=6000,lzxid=0x11b,").doesNotContain("lcxid");
  }

  @Test
  void conf_has_the_settings_in_order() {
    assertThat(ask(CONF))
        .isEqualTo(
            """
            clientPort=2181
            secureClientPort=-1
            dataDir=/data
            dataDirSize=1000
            dataLogDir=/log
            dataLogSize=2000
            tickTime=2000
            maxClientCnxns=60
            minSessionTimeout=4000
            maxSessionTimeout=40000
            clientPortListenBacklog=-1
            serverId=0
            """);
  }

  @Test
  void conf_of_a_member_goes_on_with_the_ensemble() throws IOException {
    Files.writeString(dir.resolve("myid"), "1");
    ServerConfig member =
        ServerConfig.builder()
            .port(0)
            .dataDir(dir)
            .set("4lw.commands.whitelist", "*")
            .set("server.1", "a:2888:3888")
            .set("server.2", "b:2888:3888")
            .set("server.3", "c:2888:3888")
            .build();

    String text = answer(words(member), CONF, 0);

    assertThat(text)
        .endsWith(
            """
            serverId=1
            initLimit=10
            syncLimit=5
            electionAlg=3
            electionPort=3888
            quorumPort=2888
            peerType=0
            membership:\s
            server.1=a:1:2:participant
            version=100
            """);
    reports.readOnly = true;
    assertThat(answer(words(member), CONF, 0)).endsWith("peerType=0\n");
  }

  @Test
  void mntr_of_a_leader_counts_the_others() {
    reports.mode = ServerMode.LEADER;
    reports.proposals = SizesReport.NONE;
    reports.ensemble = new EnsembleReport(3, 1, new EnsembleReport.LeaderReport(2, 1, 77));

    assertThat(ask(MNTR).lines())
        .contains(
            "zk_server_state\tleader",
            "zk_peer_state\tleading - broadcast",
            "zk_quorum_size\t3",
            "zk_learners\t3",
            "zk_synced_followers\t2",
            "zk_synced_non_voting_followers\t0",
            "zk_synced_observers\t1",
            "zk_pending_syncs\t0",
            "zk_leader_uptime\t77",
            "zk_last_proposal_size\t-1");
  }

  @Test
  void mntr_of_the_others_leaves_to_the_leader_what_only_it_knows() {
    reports.mode = ServerMode.FOLLOWER;
    reports.ensemble = new EnsembleReport(3, 2, null);
    assertThat(ask(MNTR).lines())
        .contains("zk_peer_state\tfollowing - broadcast", "zk_quorum_size\t3")
        .noneMatch(line -> line.startsWith("zk_learners") || line.startsWith("zk_leader"));

    reports.mode = ServerMode.OBSERVER;
    assertThat(ask(MNTR).lines())
        .contains("zk_peer_state\tobserving - broadcast", "zk_observer_master_id\t2");
  }

  @Test
  void dirs_has_two_sizes() {
    assertThat(ask(DIRS)).isEqualTo("datadir_size: 1000\nlogdir_size: 2000\n");
  }

  @Test
  void crst_and_srst_reset_and_say_so() {
    assertThat(ask(CRST)).isEqualTo("Connection stats reset.\n");
    assertThat(ask(SRST)).isEqualTo("Server stats reset.\n");
    assertThat(reports.connectionResets).isEqualTo(1);
    assertThat(reports.serverResets).isEqualTo(1);
  }

  @Test
  void dump_groups_sessions_by_expiry_and_lists_ephemerals() {
    long at = 1_795_227_277_000L;
    reports.sessions.add(new SessionReport(0x100000a3c940037L, 6000, at + 12_000, List.of("/w4")));
    reports.sessions.add(new SessionReport(0x100000a3c940032L, 6000, at, List.of()));
    reports.sessions.add(new SessionReport(0x100000a3c940038L, 6000, at + 12_000, List.of()));

    assertThat(ask(DUMP))
        .isEqualTo(
            """
            SessionTracker dump:
            Session Sets (2)/(3):
            1 expire at Sat Nov 21 02:14:37 UTC 2026:
            \t0x100000a3c940032
            2 expire at Sat Nov 21 02:14:49 UTC 2026:
            \t0x100000a3c940037
            \t0x100000a3c940038
            ephemeral nodes dump:
            Sessions with Ephemerals (1):
            0x100000a3c940037:
            \t/w4
            """);
  }

  @Test
  void dump_of_a_follower_has_no_expiry() {
    reports.mode = ServerMode.FOLLOWER;
    reports.sessions.add(new SessionReport(0x37, 6000, 0, List.of()));

    assertThat(ask(DUMP))
        .isEqualTo(
            """
            SessionTracker dump:
            Global Sessions(1):
            0x37\t6000ms
            ephemeral nodes dump:
            Sessions with Ephemerals (0):
            """);
  }

  @Test
  void watches_are_counted_and_listed_by_session_and_by_path() {
    reports.watches.add(new WatchReport(0x1a, List.of("/b", "/a")));
    reports.watches.add(new WatchReport(0x2b, List.of("/a")));

    assertThat(ask(WCHS)).isEqualTo("2 connections watching 2 paths\nTotal watches:3\n");
    assertThat(ask(WCHC)).isEqualTo("0x1a\n\t/b\n\t/a\n0x2b\n\t/a\n\n");
    assertThat(ask(WCHP)).isEqualTo("/a\n\t0x1a\n\t0x2b\n/b\n\t0x1a\n\n");
  }

  @Test
  void no_watches_are_an_empty_line() {
    assertThat(ask(WCHC)).isEqualTo("\n");
    assertThat(ask(WCHP)).isEqualTo("\n");
    assertThat(ask(WCHS)).isEqualTo("0 connections watching 0 paths\nTotal watches:0\n");
  }

  @Test
  void hash_has_a_line_for_every_digest() {
    reports.digests.add(new DigestReport(0x80, 12_345));
    reports.digests.add(new DigestReport(0x100, -1));

    assertThat(ask(HASH)).isEqualTo("80: 12345\n100: -1\n");
  }

  @Test
  void the_trace_mask_is_kept() {
    FourLetterWords words = words(config("*"));

    assertThat(answer(words, GTMK, 0)).isEqualTo("306");
    assertThat(answer(words, STMK, 310)).isEqualTo("310");
    assertThat(answer(words, GTMK, 0)).isEqualTo("310");
  }

  @Test
  void envi_has_its_keys_in_order() {
    assertThat(ask(ENVI).lines().map(line -> line.split("=")[0]))
        .containsExactly(
            "Environment:",
            "zookeeper.version",
            "host.name",
            "java.version",
            "java.vendor",
            "java.home",
            "java.class.path",
            "java.library.path",
            "java.io.tmpdir",
            "java.compiler",
            "os.name",
            "os.arch",
            "os.version",
            "user.name",
            "user.home",
            "user.dir",
            "os.memory.free",
            "os.memory.max",
            "os.memory.total");
    assertThat(ask(ENVI)).containsPattern("os\\.memory\\.total=\\d+MB\n");
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RUOK", "ENVI", "GTMK", "STMK", "ISRO"})
  void most_words_say_that_the_server_is_not_serving(FourLetterWord word) {
    reports.serving = false;

    assertThat(ask(word)).isEqualTo("This ZooKeeper instance is not currently serving requests\n");
  }

  @ParameterizedTest
  @EnumSource
  void a_word_that_is_not_allowed_says_so(FourLetterWord word) {
    String answer = answer(words(config("srvr")), word, 0);
    String refusal = word.text() + " is not executed because it is not in the whitelist.\n";

    assertThat(answer.equals(refusal)).isEqualTo(word != SRVR);
  }

  @Test
  void mntr_begins_with_version_and_state_and_has_every_figure_that_agents_read() {
    String text = ask(MNTR);

    assertThat(text)
        .startsWith(
            "zk_version\t3.9.5-paddock-0.1.0, built on 2030-01-02 03:04 UTC\n"
                + "zk_server_state\tstandalone\n");
    for (String each :
        """
        avg_latency 0.0
        min_latency 0
        max_latency 0
        packets_received 0
        packets_sent 0
        num_alive_connections 3
        outstanding_requests 0
        uptime 12345
        znode_count 34
        watch_count 7
        ephemerals_count 2
        approximate_data_size 1234
        global_sessions 5
        local_sessions 0
        last_client_response_size -1
        max_client_response_size -1
        min_client_response_size -1
        large_requests_rejected 5
        connection_drop_probability 0.0
        outstanding_tls_handshake 0
        auth_failed_count 4
        non_mtls_remote_conn_count 0
        non_mtls_local_conn_count 0
        connection_rejected 1
        connection_drop_count 2
        cnt_readlatency 0
        p999_updatelatency 0
        """
            .lines()
            .toList()) {
      assertThat(text).contains("zk_" + each.replace(' ', '\t') + "\n");
    }
    assertThat(text)
        .containsPattern("zk_open_file_descriptor_count\t\\d+\n")
        .containsPattern("zk_max_file_descriptor_count\t\\d+\n");
  }

  @Test
  void every_line_of_mntr_has_a_name_a_tab_and_a_value_and_no_name_comes_twice() {
    reports.mode = ServerMode.LEADER;
    reports.proposals = SizesReport.NONE;
    List<String> lines = ask(MNTR).lines().toList();

    assertThat(lines).allMatch(line -> line.matches("zk_[a-z0-9_]+\t[^\t]+"));
    assertThat(lines.stream().map(line -> line.split("\t")[0])).doesNotHaveDuplicates();
    assertThat(lines).contains("zk_last_proposal_size\t-1");
  }

  @Test
  void further_figures_are_written_by_their_kind() {
    reports.metrics.add(new MetricReport.Whole("snap_count", 4));
    reports.metrics.add(new MetricReport.Fraction("load", 0.123456));
    reports.metrics.add(new MetricReport.Summary("fsynctime", 3, 10, 1, 7));
    reports.metrics.add(new MetricReport.Summary("never", 0, 0, 0, 0));

    assertThat(ask(MNTR))
        .endsWith(
            """
            zk_snap_count\t4
            zk_load\t0.1235
            zk_avg_fsynctime\t3.3333
            zk_min_fsynctime\t1
            zk_max_fsynctime\t7
            zk_cnt_fsynctime\t3
            zk_sum_fsynctime\t10
            zk_avg_never\t0.0
            zk_min_never\t0
            zk_max_never\t0
            zk_cnt_never\t0
            zk_sum_never\t0
            """);
  }

  private String ask(FourLetterWord word) {
    return answer(words(config("*")), word, 0);
  }

  private FourLetterWords words(ServerConfig config) {
    return new FourLetterWords(config, reports, VERSION, Runnable::run);
  }

  private static String answer(FourLetterWords words, FourLetterWord word, long argument) {
    CompletableFuture<String> answer = words.answer(word, argument).toCompletableFuture();
    assertThat(answer).isCompleted();
    return answer.join();
  }

  private static ServerConfig config(String whitelist) {
    return ServerConfig.builder()
        .port(0)
        .dataDir(Path.of("/data"))
        .set("dataLogDir", "/log")
        .tickTimeMs(2000)
        .set("4lw.commands.whitelist", whitelist)
        .build();
  }

  private static ConnectionReport connection(
      String ip, int port, @Nullable ConnectionSessionReport session) {
    try {
      InetSocketAddress remote = new InetSocketAddress(InetAddress.getByName(ip), port);
      return new ConnectionReport(remote, Interest.READING, 0, 2, 2, session);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static ConnectionSessionReport session(int lastCxid) {
    return new ConnectionSessionReport(
        0x100000a3c940037L,
        "ADDW",
        1_795_227_274_958L,
        6000,
        lastCxid,
        0x11b,
        965_681,
        0,
        new TimesReport(0, 0, 1));
  }
}
