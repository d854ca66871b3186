package io.paddock.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembersTest {
  @TempDir private Path dir;

  @Test
  void one_member_runs_standalone_on_its_client_port() {
    ServerConfig config =
        ServerConfig.builder().dataDir(dir).set("server.7", "zoo7:2888:3888;10.1.2.3:2182").build();

    assertThat(config.ensemble().isStandalone()).isTrue();
    assertThat(config.ensemble().myId()).isEqualTo(7);
    assertThat(config.clientPort()).isEqualTo(new ClientPortConfig("10.1.2.3", 2182, -1, false));
  }

  @Test
  void client_port_and_server_line_must_agree() {
    ServerConfigBuilder builder =
        ServerConfig.builder().dataDir(dir).set("server.1", "a:2888:3888;2182");

    assertThat(builder.port(2182).build().clientPort())
        .isEqualTo(new ClientPortConfig("0.0.0.0", 2182, -1, false));
    assertThatThrownBy(() -> builder.port(2183).build())
        .hasMessage("clientPort=2183: the server line says client port 2182");
  }

  @Test
  void three_participants_are_an_ensemble_and_myid_says_which_one_this_is() throws IOException {
    myid("2\n");

    ServerConfig config = three().build();

    assertThat(config.ensemble().isStandalone()).isFalse();
    assertThat(config.ensemble().myId()).isEqualTo(2);
    assertThat(config.ensemble().members()).extracting(MemberConfig::id).containsExactly(1, 2, 3);
    assertThat(config.clientPort()).isEqualTo(new ClientPortConfig("10.0.0.2", 2182, -1, false));
    assertThat(config.notices()).isEmpty();
  }

  @Test
  void without_myid_nobody_knows_who_this_is() {
    assertThatThrownBy(() -> three().build())
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            dir.resolve("myid") + " is missing: it must hold the number of this server, 1, 2, 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two", "1 2", "0x2", "99999999999"})
  void a_malformed_myid_is_shown(String text) throws IOException {
    myid(text);

    assertThatThrownBy(() -> three().build())
        .isInstanceOf(ConfigException.class)
        .hasMessage(dir.resolve("myid") + " must hold one number, 1, 2, 3, not '" + text + "'");
  }

  @Test
  void a_myid_that_is_none_of_the_members_is_refused() throws IOException {
    myid("4");

    assertThatThrownBy(() -> three().build())
        .isInstanceOf(ConfigException.class)
        .hasMessage(dir.resolve("myid") + " says 4, but the server lines are those of 1, 2, 3");
  }

  @Test
  void a_myid_that_is_a_directory_or_a_book_is_refused() throws IOException {
    myid("1".repeat(100));
    assertThatThrownBy(() -> three().build()).hasMessageEndingWith("holds more than a number");

    Files.delete(dir.resolve("myid"));
    Files.createDirectory(dir.resolve("myid"));
    assertThatThrownBy(() -> three().build()).hasMessageContaining("cannot be read");
  }

  @Test
  void limits_in_ticks_have_defaults_and_can_be_said() throws IOException {
    myid("1");

    EnsembleConfig standard = three().build().ensemble();
    EnsembleConfig said =
        three()
            .set("initLimit", "20")
            .set("syncLimit", "7")
            .set("quorumListenOnAllIPs", "true")
            .set("leaderServes", "no")
            .set("reconfigEnabled", "true")
            .build()
            .ensemble();

    assertThat(standard.initLimit()).isEqualTo(10);
    assertThat(standard.syncLimit()).isEqualTo(5);
    assertThat(standard.leaderServes()).isTrue();
    assertThat(said.initLimit()).isEqualTo(20);
    assertThat(said.syncLimit()).isEqualTo(7);
    assertThat(said.listenOnAllAddresses()).isTrue();
    assertThat(said.leaderServes()).isFalse();
    assertThat(said.reconfigEnabled()).isTrue();
  }

  @Test
  void observers_have_no_vote_and_peer_type_must_not_contradict() throws IOException {
    myid("4");
    ServerConfigBuilder builder = three().set("server.4", "d:2888:3888:observer;10.0.0.4:2184");

    assertThat(builder.set("peerType", "observer").build().notices()).isEmpty();
    assertThat(builder.set("peerType", "participant").build().notices())
        .containsExactly("peerType has no effect: the server line says that this server observes.");
  }

  @Test
  void an_even_number_of_participants_is_possible_with_a_warning() throws IOException {
    myid("1");

    assertThat(builder().set("server.1", "a:1:2").set("server.2", "b:1:2").build().notices())
        .containsExactly("There are two participants: if one fails, the other cannot go on.");
    assertThat(three().set("server.4", "d:1:2").build().notices())
        .containsExactly("There are 4 participants: no more of them may fail than of 3.");
  }

  @Test
  void one_participant_with_observers_is_an_ensemble_only_if_that_is_said() throws IOException {
    myid("1");
    ServerConfigBuilder builder =
        builder().set("server.1", "a:1:2").set("server.2", "b:1:2:observer");

    assertThatThrownBy(builder::build)
        .hasMessageStartingWith(
            "server.2=b:1:2:observer: a standalone server has no observers; standaloneEnabled=false");
    assertThat(builder.set("standaloneEnabled", "false").build().ensemble().isStandalone())
        .isFalse();
  }

  @Test
  void two_members_cannot_be_in_the_same_place() throws IOException {
    myid("1");

    assertThatThrownBy(() -> builder().set("server.1", "a:1:2").set("server.2", "a:2:3").build())
        .hasMessage("server.2=a:2:3: a:2 is the address of two");
  }

  @Test
  void an_id_that_session_ids_cannot_begin_with_is_refused() {
    assertThatThrownBy(() -> builder().set("server.255", "a:1:2").build())
        .hasMessage("server.255=a:1:2: the id must be a whole number from 1 to 254, not 255");
  }

  @Test
  void only_observers_could_decide_nothing() {
    assertThatThrownBy(() -> builder().set("server.1", "a:1:2:observer").build())
        .hasMessage(
            "server.1=a:1:2:observer: there are only observers: nobody could decide anything");
  }

  @Test
  void a_wrong_server_line_is_named() {
    assertThatThrownBy(() -> builder().set("server.1", "a:1:1").build())
        .isInstanceOf(ConfigException.class)
        .hasMessage("server.1=a:1:1: quorum port and election port must differ");
  }

  @Test
  void one_member_without_standalone_mode_is_an_ensemble_of_one() throws IOException {
    myid("1");

    ServerConfig config =
        builder().set("server.1", "a:1:2").set("standaloneEnabled", "false").build();

    assertThat(config.ensemble().isStandalone()).isFalse();
    assertThat(config.notices()).isEmpty();
  }

  @Test
  void the_server_lines_may_be_in_a_file_of_their_own() throws IOException {
    Path dynamic =
        Files.writeString(dir.resolve("dynamic"), "server.4=d:1:2;2999\nversion=100000000");

    ServerConfig config =
        ServerConfig.builder()
            .dataDir(dir)
            .set("dynamicConfigFile", dynamic.toString())
            .set("server.1", "a:1:2;2181")
            .build();

    assertThat(config.ensemble().myId()).isEqualTo(4);
    assertThat(config.clientPort()).isEqualTo(new ClientPortConfig("0.0.0.0", 2999, -1, false));
    assertThat(config.notices())
        .containsExactly("server.1 has no effect: " + dynamic + " has the server lines.");
  }

  @Test
  void that_file_holds_nothing_else() throws IOException {
    Path dynamic = Files.writeString(dir.resolve("dynamic"), "server.4=d:1:2\ntickTime=5");

    assertThatThrownBy(() -> builder().set("dynamicConfigFile", dynamic.toString()).build())
        .hasMessage(
            dynamic + ":2: tickTime=5: this file may hold only server., group, weight and version");
  }

  @Test
  void that_file_must_be_there() {
    Path missing = dir.resolve("missing");

    assertThatThrownBy(() -> builder().set("dynamicConfigFile", missing.toString()).build())
        .hasMessage(missing + ": there is no such file");
  }

  private ServerConfigBuilder three() {
    return ServerConfig.builder()
        .dataDir(dir)
        .set("server.1", "a:2888:3888;10.0.0.1:2181")
        .set("server.2", "b:2888:3888;10.0.0.2:2182")
        .set("server.3", "c:2888:3888;10.0.0.3:2183");
  }

  private void myid(String text) throws IOException {
    Files.writeString(dir.resolve("myid"), text);
  }

  private ServerConfigBuilder builder() {
    return ServerConfig.builder().port(2181).dataDir(dir);
  }
}
