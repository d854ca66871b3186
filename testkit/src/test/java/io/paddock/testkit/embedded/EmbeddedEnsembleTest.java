package io.paddock.testkit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Request;
import io.paddock.testkit.script.WireClient;
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

  private static void assertHas(EmbeddedServer server, String path) {
    try (WireClient client = WireClient.open(server.address())) {
      client.call(new Request.Sync(path));
      assertThat(client.call(new Request.Exists(path, false)).error()).isEqualTo(ErrorCode.OK);
    }
  }
}
