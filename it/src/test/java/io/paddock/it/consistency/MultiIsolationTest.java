package io.paddock.it.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.Request;
import io.paddock.protocol.message.StepResult;
import io.paddock.testkit.embedded.EmbeddedServer;
import io.paddock.testkit.script.Received;
import io.paddock.testkit.script.WireClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nobody sees a multi half done (spec/semantics.md, section 10). */
class MultiIsolationTest {
  private static final int CLIENTS = 8;
  private static final int ROUNDS = 300;

  @Test
  void two_znodes_that_are_only_changed_together_are_never_seen_apart() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start(Map.of("paddock.eventLoops", "4"))) {
      try (WireClient client = WireClient.open(server.address())) {
        client.call(new Request.Multi(List.of(create("/left"), create("/right"))));
      }
      Crowd.run(
          CLIENTS,
          index -> {
            try (WireClient client = WireClient.open(server.address())) {
              for (int i = 0; i < ROUNDS; i++) {
                if (index % 2 == 0) {
                  write(client, index + "-" + i);
                } else {
                  readAtOnce(client);
                  readOneAfterTheOther(client);
                }
              }
            }
          });
    }
  }

  private static void write(WireClient client, String value) {
    Data data = Data.of(value);
    Received done =
        client.call(
            new Request.Multi(
                List.of(
                    new Request.SetData("/left", data, -1),
                    new Request.SetData("/right", data, -1))));
    assertThat(done.as(Reply.Multi.class).results())
        .allSatisfy(result -> assertThat(result).isInstanceOf(StepResult.DataSet.class));
  }

  private static void readAtOnce(WireClient client) {
    List<StepResult> both =
        client
            .call(
                new Request.MultiRead(
                    List.of(
                        new Request.GetData("/left", false), new Request.GetData("/right", false))))
            .as(Reply.Multi.class)
            .results();
    StepResult.DataRead left = (StepResult.DataRead) both.get(0);
    StepResult.DataRead right = (StepResult.DataRead) both.get(1);
    assertThat(right.data()).isEqualTo(left.data());
    assertThat(right.stat().mzxid()).isEqualTo(left.stat().mzxid());
  }

  private static void readOneAfterTheOther(WireClient client) {
    client.sendAll(
        List.of(new Request.GetData("/left", false), new Request.GetData("/right", false)));
    long left = client.receive().as(Reply.DataStat.class).stat().mzxid();
    long right = client.receive().as(Reply.DataStat.class).stat().mzxid();
    assertThat(right).isGreaterThanOrEqualTo(left);
  }

  private static Request.Create create(String path) {
    return new Request.Create(OpCode.CREATE, path, null, Acl.OPEN, 0, 0);
  }
}
