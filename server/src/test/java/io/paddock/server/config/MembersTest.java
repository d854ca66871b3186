package io.paddock.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void an_ensemble_is_refused_with_the_line_and_the_way_out() throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("zoo.cfg"),
            "clientPort=2181\ndataDir=" + dir + "\nserver.1=a:1:2\nserver.2=b:1:2\nserver.3=c:1:2");

    assertThatThrownBy(() -> ServerConfig.builder().file(file).build())
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            file
                + ":5: server.3=c:1:2: there are 3 members, but this version runs standalone"
                + " servers only: keep one server line or none");
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
  void one_member_without_standalone_mode_says_that_it_runs_standalone() {
    ServerConfig config =
        builder().set("server.1", "a:1:2").set("standaloneEnabled", "false").build();

    assertThat(config.notices()).singleElement().asString().startsWith("standaloneEnabled=false");
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

  private ServerConfigBuilder builder() {
    return ServerConfig.builder().port(2181).dataDir(dir);
  }
}
