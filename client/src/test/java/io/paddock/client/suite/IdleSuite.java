package io.paddock.client.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.api.CreateOptions;
import io.paddock.protocol.message.Data;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Znodes that go by themselves; the server must look for them often. */
public abstract class IdleSuite extends ServerSuite {
  protected IdleSuite(InetSocketAddress server) {
    super(server);
  }

  @Test
  void znodes_go_after_their_time_or_with_their_last_child() {
    CreateOptions brief = CreateOptions.ttl(Duration.ofMillis(100));
    client.create("/brief", Data.of("1"), brief);
    client.create("/numbered-", null, CreateOptions.ttlSequential(Duration.ofMillis(100)));
    client.create("/long", null, CreateOptions.ttl(Duration.ofHours(1)));
    client.create("/container", null, CreateOptions.CONTAINER);
    client.create("/container/child", null);
    client.delete("/container/child");

    Await.until("only what must stay is there", () -> client.children("/").size() == 1);
    assertThat(client.children("/")).containsExactly("long");
  }
}
