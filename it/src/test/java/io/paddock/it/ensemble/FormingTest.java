package io.paddock.it.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.Eventually;
import io.paddock.it.process.Ports;
import io.paddock.it.process.Product;
import io.paddock.it.process.ServerHome;
import io.paddock.it.process.ServerProcess;
import io.paddock.it.process.ServerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Servers that say they are somebody they are not, and servers that wait for somebody. */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class FormingTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int WRONG_SETTINGS = 2;
  private static final ServerSetup SETUP =
      ServerSetup.usual().of(Product.PADDOCK).with("tickTime", "1000");

  @Test
  void a_myid_that_is_missing_or_wrong_stops_the_start_with_what_it_must_hold() throws IOException {
    try (EnsembleProcess ensemble = EnsembleProcess.create(Shape.of(3), SETUP)) {
      EnsembleMember member = ensemble.member(1);
      Path myid = member.home().dataDir().resolve("myid");

      Files.delete(myid);
      assertRefused(member, myid + " is missing: it must hold the number of this server, 1, 2, 3");
      Files.writeString(myid, "7\n");
      assertRefused(member, myid + " says 7, but the server lines are those of 1, 2, 3");
      Files.writeString(myid, "server.1\n");
      assertRefused(member, myid + " must hold one number, 1, 2, 3, not 'server.1'");
    }
  }

  private static void assertRefused(EnsembleMember member, String why) {
    member.launch();
    ServerProcess process = member.process();
    awaitLine(process, "paddock: /"); // It may have to wait for somebody who builds.
    assertThat(member.awaitExit()).isEqualTo(WRONG_SETTINGS);
    assertThat(process.output().text()).contains("paddock: " + why);
  }

  @Test
  void two_servers_with_one_myid_are_found_out_and_the_log_names_both() throws IOException {
    try (EnsembleProcess ensemble = EnsembleProcess.start(Shape.of(3), SETUP)) {
      EnsembleMember twice = ensemble.member(2);
      ServerSetup same = SETUP;
      for (String line : lines(twice)) {
        int equals = line.indexOf('=');
        same = same.with(line.substring(0, equals), line.substring(equals + 1));
      }

      try (ServerHome home = withMyId(same, "2");
          ServerProcess copy = home.launch()) {
        awaitLine(copy, "cannot listen for other members on");
        assertThat(copy.awaitExit()).isEqualTo(1);
        assertThat(copy.output().text()).contains("perhaps with the same myid");
      }

      String elsewhere = "127.0.0.1:%d:%d".formatted(Ports.free(), Ports.free());
      try (ServerHome home = withMyId(same.with("server.2", elsewhere), "2");
          ServerProcess copy = home.launch()) {
        String named = "a newer start of member 2 is connected already, from 127.0.0.1";
        awaitLine(ensemble.member(1).process(), named);
        awaitLine(twice.process(), "it refuses this server: " + named);
        assertThat(copy.isAlive()).isTrue();
      }
      ensemble.awaitReady();
      Eventually.get("it is back", PATIENCE, twice::mode, mode -> !mode.equals("none"));
    }
  }

  private static List<String> lines(EnsembleMember member) throws IOException {
    return Files.readAllLines(member.home().config()).stream()
        .filter(line -> line.matches("(server\\..|initLimit|syncLimit)=.*"))
        .toList();
  }

  private static ServerHome withMyId(ServerSetup setup, String id) throws IOException {
    ServerHome home = ServerHome.create(setup);
    Files.writeString(home.dataDir().resolve("myid"), id);
    return home;
  }

  private static void awaitLine(ServerProcess process, String part) {
    String unused = process.output().await(part, line -> line.contains(part), PATIENCE);
  }

  @Test
  void a_server_whose_peers_have_no_address_yet_waits_and_says_for_whom() throws IOException {
    ServerSetup lonely =
        SETUP
            .with("server.1", "no-such-host.invalid:2888:3888")
            .with("server.2", "no-such-other.invalid:2888:3888")
            .with("server.3", "127.0.0.1:%d:%d".formatted(Ports.free(), Ports.free()));
    try (ServerHome home = withMyId(lonely, "3");
        ServerProcess process = home.launch()) {
      awaitLine(process, "The name no-such-host.invalid of member 1 is not known (yet)");
      awaitLine(
          process,
          "Waiting for a leader; no connection to server 1 (no-such-host.invalid:2888),"
              + " server 2 (no-such-other.invalid:2888)");
      assertThat(process.isAlive()).isTrue();
    }
  }
}
