package io.paddock.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Request;
import io.paddock.testkit.embedded.EmbeddedEnsemble;
import io.paddock.testkit.embedded.EmbeddedServer;
import io.paddock.testkit.script.WireClient;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EnsembleExtensionTest {
  private static final Request CREATE =
      new Request.Create(OpCode.CREATE, "/x", Data.EMPTY, Acl.OPEN, 0, 0);

  @RegisterExtension
  static final EnsembleExtension PADDOCK = EnsembleExtension.of(3).with("tickTime", "200");

  @RepeatedTest(2)
  void each_test_finds_all_members_at_work_whatever_the_one_before_has_stopped(
      EmbeddedEnsemble ensemble) {
    assertThat(ensemble).isSameAs(PADDOCK.ensemble());
    assertThat(PADDOCK.connectString().split(",")).hasSize(3);
    assertThat(ensemble.members()).allMatch(EmbeddedServer::isRunning);
    try (WireClient client = WireClient.open(ensemble.follower().address())) {
      assertThat(client.call(CREATE).error()).isIn(ErrorCode.OK, ErrorCode.NODE_EXISTS);
    }

    ensemble.leader().stop();

    assertThat(PADDOCK.connectString().split(",")).hasSize(2);
  }

  @Test
  void outside_of_tests_there_is_no_ensemble() {
    assertThatThrownBy(EnsembleExtension.of(3)::ensemble)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("only while tests run");
  }
}
