package io.paddock.testkit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Request;
import io.paddock.testkit.script.WireClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class EmbeddedEnsembleTest {
  @Test
  void
      what_was_written_through_a_follower_is_there_when_the_leader_was_stopped_and_when_it_is_back() {
    try (EmbeddedEnsemble ensemble = EmbeddedEnsemble.start(3)) {
      EmbeddedServer first = ensemble.leader();
      try (WireClient client = WireClient.open(ensemble.follower().address())) {
        Request create = new Request.Create(OpCode.CREATE, "/kept", Data.of("x"), Acl.OPEN, 0, 0);
        assertThat(client.call(create).error()).isEqualTo(ErrorCode.OK);
      }

      first.stop();

      EmbeddedServer second = ensemble.leader();
      assertThat(second).isNotSameAs(first);
      assertThat(ensemble.connectString().split(",")).hasSize(2);
      assertHas(second, "/kept");
      first.startAgain();
      ensemble.awaitServing();
      assertHas(first, "/kept");
    }
  }

  @Test
  void a_leader_that_is_parted_from_the_others_is_replaced_and_follows_when_all_is_well() {
    try (EmbeddedEnsemble ensemble = EmbeddedEnsemble.startWithLinks(3, Map.of())) {
      EmbeddedServer first = ensemble.leader();

      ensemble.isolate(first);
      List<EmbeddedServer> others =
          ensemble.members().stream().filter(each -> each != first).toList();
      awaitOne(others, "leader");
      ensemble.heal();

      awaitOne(List.of(first), "follower");
      ensemble.awaitServing();
    }
  }

  @Test
  void without_links_nobody_can_be_parted() {
    try (EmbeddedEnsemble ensemble = EmbeddedEnsemble.start(3)) {
      assertThatThrownBy(() -> ensemble.isolate(ensemble.member(1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("without links");
    }
  }

  private static void awaitOne(List<EmbeddedServer> servers, String mode) {
    for (int i = 0; servers.stream().noneMatch(each -> is(each, mode)); i++) {
      assertThat(i).as("looks for a " + mode).isLessThan(3_000);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private static boolean is(EmbeddedServer server, String mode) {
    try (WireClient client = new WireClient(server.address())) {
      client.sendRaw("srvr".getBytes(StandardCharsets.US_ASCII));
      return new String(client.receiveRest(), StandardCharsets.UTF_8).contains("Mode: " + mode);
    }
  }

  private static void assertHas(EmbeddedServer server, String path) {
    try (WireClient client = WireClient.open(server.address())) {
      client.call(new Request.Sync(path));
      assertThat(client.call(new Request.Exists(path, false)).error()).isEqualTo(ErrorCode.OK);
    }
  }
}
