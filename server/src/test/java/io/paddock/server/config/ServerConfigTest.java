package io.paddock.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.server.config.FeatureConfig.ContainerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerConfigTest {
  @TempDir private Path dir;

  @Test
  void what_is_not_said_is_as_in_zookeeper() {
    ServerConfig config = builder().build();
    Path data = dir.toAbsolutePath();

    assertThat(config.clientPort()).isEqualTo(new ClientPortConfig(null, 2181, -1, false));
    assertThat(config.sessions()).isEqualTo(new SessionConfig(3000, 6000, 60_000, 10_000));
    assertThat(config.limits())
        .isEqualTo(
            new LimitsConfig(
                1_048_575,
                2_097_150,
                60,
                0,
                1000,
                1000,
                16_777_216,
                134_217_728L,
                LimitsConfig.LargeRequests.NONE,
                LimitsConfig.Throttle.NONE));
    assertThat(config.storage())
        .isEqualTo(
            new StorageConfig(
                data,
                data,
                true,
                true,
                1000,
                64L << 20,
                new SnapshotConfig(100_000, 4L << 30, 3, 0)));
    assertThat(config.features())
        .isEqualTo(
            new FeatureConfig(
                false, false, false, false, false, new ContainerConfig(60_000, 10_000, 0)));
    assertThat(config.auth())
        .isEqualTo(new AuthConfig(true, "SHA1", null, Set.of(), null, false, null));
    assertThat(config.threads().eventLoops()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(config.words()).containsExactly(FourLetterWord.SRVR);
    assertThat(config.ensemble())
        .isEqualTo(
            new EnsembleConfig(0, true, List.of(), 10, 5, false, true, false, null, null, null));
    assertThat(config.notices()).isEmpty();
  }

  @Test
  void zookeepers_sample_file_works() throws IOException {
    Path file =
        write(
            """
            # The number of milliseconds of each tick
            tickTime=2000
            initLimit=10
            syncLimit=5
            dataDir=%s
            clientPort=2181
            """
                .formatted(dir));

    ServerConfig config = ServerConfig.builder().file(file).build();

    assertThat(config.sessions().tickTimeMs()).isEqualTo(2000);
    assertThat(config.sessions().minTimeoutMs()).isEqualTo(4000);
    assertThat(config.sessions().maxTimeoutMs()).isEqualTo(40_000);
    assertThat(config.ensemble().initLimit()).isEqualTo(10);
    assertThat(config.notices()).isEmpty();
  }

  @Test
  void the_file_overwrites_system_properties_and_the_command_line_overwrites_both()
      throws IOException {
    Properties system = new Properties();
    system.setProperty("zookeeper.snapCount", "111");
    system.setProperty("zookeeper.globalOutstandingLimit", "222");
    Path file = write("snapCount=333\nclientPort=2181\ndataDir=" + dir);

    ServerConfig config =
        ServerConfig.builder()
            .systemProperties(system)
            .file(file)
            .set("clientPort", "4444", "--port")
            .build();

    assertThat(config.storage().snapshots().everyCommands()).isEqualTo(333);
    assertThat(config.limits().outstandingMax()).isEqualTo(222);
    assertThat(config.clientPort()).isEqualTo(new ClientPortConfig(null, 4444, -1, false));
  }

  @ParameterizedTest
  @CsvSource({
    "jute.maxbuffer, 4194304",
    "znode.container.checkIntervalMs, 77",
    "znode.container.maxPerMinute, 78",
    "znode.container.maxNeverUsedIntervalMs, 79",
    "readonlymode.enabled, true",
    "zookeeper.datadir.autocreate, false"
  })
  void some_names_only_work_as_system_property(String name, String value) throws IOException {
    Properties system = new Properties();
    system.setProperty(name, value);
    ServerConfig changed = builder().systemProperties(system).build();
    Path file = write(name + "=" + value);
    ServerConfig unchanged = builder().file(file).build();

    assertThat(changed).isNotEqualTo(builder().build());
    assertThat(unchanged.withNotices(List.of())).isEqualTo(builder().build());
    assertThat(unchanged.notices())
        .containsExactly(
            file
                + ":1: "
                + name
                + " has no effect here: it only works as system property -D"
                + name
                + ".");
  }

  @Test
  void a_hexadecimal_number_is_a_number() {
    assertThat(builder().set("jute.maxbuffer", "0x3fffff").build().limits().frameBytesMax())
        .isEqualTo(4_194_303);
  }

  @Test
  void a_key_of_the_file_as_system_property_does_nothing_and_says_so() {
    Properties system = new Properties();
    system.setProperty("zookeeper.clientPort", "99");

    ServerConfig config = builder().systemProperties(system).build();

    assertThat(config.clientPort()).isEqualTo(new ClientPortConfig(null, 2181, -1, false));
    assertThat(config.notices())
        .containsExactly("-Dzookeeper.clientPort has no effect: clientPort only works in zoo.cfg.");
  }

  @Test
  void properties_of_others_are_not_mentioned() {
    Properties system = new Properties();
    system.setProperty("java.version", "17");
    system.setProperty("user.dir", "/");

    assertThat(builder().systemProperties(system).build().notices()).isEmpty();
  }

  @Test
  void an_unknown_key_of_the_file_is_no_error() throws IOException {
    Path file = write("tickTimes=5");

    assertThat(builder().file(file).build().notices())
        .containsExactly(file + ":1: tickTimes has no effect: Paddock does not know this key.");
  }

  @Test
  void an_unknown_key_of_a_program_is_an_error() {
    assertThatThrownBy(() -> builder().set("tickTimes", "5"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("tickTimes: there is no setting tickTimes");
  }

  @Test
  void of_duplicates_the_last_counts_and_both_lines_are_named() throws IOException {
    Path file = write("tickTime=1000\nmaxCnxns=5\ntickTime=2000");

    ServerConfig config = builder().file(file).build();

    assertThat(config.sessions().tickTimeMs()).isEqualTo(2000);
    assertThat(config.notices())
        .containsExactly(file + ":3: tickTime is also on line 1; the last one counts.");
  }

  @Test
  void a_bad_value_is_named_with_file_line_key_value_and_range() throws IOException {
    Path file = write("\ntickTime=soon");

    assertThatThrownBy(() -> builder().file(file).build())
        .isInstanceOf(ConfigException.class)
        .hasMessage(file + ":2: tickTime=soon: must be a whole number of ms from 1 to 107374182");
  }

  @Test
  void a_bad_property_is_named_as_property() {
    Properties system = new Properties();
    system.setProperty("zookeeper.snapCount", "1");

    assertThatThrownBy(() -> builder().systemProperties(system).build())
        .hasMessage(
            "-Dzookeeper.snapCount=1: must be a whole number of commands from 2 to 2147483647");
  }

  @Test
  void a_very_long_bad_value_is_cut_in_the_message() {
    assertThatThrownBy(() -> builder().set("tickTime", "9".repeat(10_000)).build())
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
  }

  @Test
  void without_a_client_port_there_is_no_server() {
    assertThatThrownBy(() -> ServerConfig.builder().dataDir(dir).build())
        .hasMessage("no clientPort: clients would have nowhere to connect");
  }

  @Test
  void without_a_data_directory_there_is_no_server() {
    assertThatThrownBy(() -> ServerConfig.builder().port(0).build())
        .hasMessage("no dataDir: the data needs a directory");
  }

  @Test
  void the_shortest_session_timeout_cannot_be_above_the_longest() {
    assertThatThrownBy(() -> builder().set("minSessionTimeout", "60001").build())
        .hasMessage(
            "minSessionTimeout=60001: minSessionTimeout is 60001 ms and maxSessionTimeout 60000"
                + " ms");
    assertThatThrownBy(() -> builder().set("maxSessionTimeout", "5999").build())
        .hasMessage(
            "maxSessionTimeout=5999: minSessionTimeout is 6000 ms and maxSessionTimeout 5999 ms");
  }

  @Test
  void session_timeouts_are_clamped_to_their_bounds() {
    SessionConfig sessions = builder().build().sessions();

    assertThat(sessions.clamp(0)).isEqualTo(6000);
    assertThat(sessions.clamp(-5)).isEqualTo(6000);
    assertThat(sessions.clamp(6001)).isEqualTo(6001);
    assertThat(sessions.clamp(60_001)).isEqualTo(60_000);
  }

  @Test
  void no_limit_of_connections_is_zero() {
    assertThat(builder().set("maxClientCnxns", "-1").build().limits().connectionsPerAddressMax())
        .isZero();
  }

  @Test
  void at_least_three_snapshots_are_kept() {
    assertThat(
            builder()
                .set("autopurge.snapRetainCount", "1")
                .build()
                .storage()
                .snapshots()
                .retainCount())
        .isEqualTo(3);
  }

  @Test
  void unsafe_settings_are_named() {
    ServerConfig config = builder().set("forceSync", "no").set("skipACL", "yes").build();

    assertThat(config.storage().forceSync()).isFalse();
    assertThat(config.features().skipAcl()).isTrue();
    assertThat(config.notices())
        .containsExactly(
            "forceSync=no: a crash of the machine loses acknowledged writes.",
            "skipACL=yes: no ACL is checked.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"srvr", "isro"})
  void read_only_mode_adds_isro_to_the_words(String word) {
    ServerConfig config = builder().set("readonlymode.enabled", "true").build();

    assertThat(config.words()).contains(FourLetterWord.valueOf(word.toUpperCase(Locale.ROOT)));
    assertThat(config.words()).hasSize(2);
  }

  @Test
  void a_whitelist_adds_to_srvr_and_names_what_is_no_word() {
    ServerConfig config = builder().set("4lw.commands.whitelist", "mntr, ruok,,nope").build();

    assertThat(config.words())
        .containsExactlyInAnyOrder(FourLetterWord.SRVR, FourLetterWord.MNTR, FourLetterWord.RUOK);
    assertThat(config.notices())
        .containsExactly("4lw.commands.whitelist: nope is no four-letter word.");
  }

  @Test
  void a_star_allows_every_word() {
    assertThat(builder().set("4lw.commands.whitelist", "*").build().words())
        .containsExactlyInAnyOrder(FourLetterWord.values());
  }

  @Test
  void an_empty_whitelist_is_as_good_as_none() {
    assertThat(builder().set("4lw.commands.whitelist", "").build().words())
        .containsExactly(FourLetterWord.SRVR);
  }

  private ServerConfigBuilder builder() {
    return ServerConfig.builder().port(2181).dataDir(dir);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(dir.resolve("zoo.cfg"), text);
  }
}
