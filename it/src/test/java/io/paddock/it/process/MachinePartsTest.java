package io.paddock.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.Request;
import io.paddock.testkit.script.WireClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Faults of machines are faults indeed: without these the tests that use them would prove nothing.
 */
@Execution(ExecutionMode.CONCURRENT)
class MachinePartsTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SLOW = Duration.ofMillis(300);

  @Test
  void a_server_goes_by_a_clock_that_is_set_while_it_runs() throws Exception {
    try (SteppedClock clock = SteppedClock.create();
        ServerHome home = ServerHome.create(clock.on(ServerSetup.usual()));
        ServerProcess server = home.start();
        WireClient client = connect(server)) {
      long right = created(client, "/right");

      clock.differBy(HOUR);
      AtomicInteger number = new AtomicInteger();
      long ahead =
          Eventually.get(
              "it goes by the new time",
              () -> created(client, "/later-" + number.incrementAndGet()),
              time -> time > right + HOUR.toMillis() / 2);

      assertThat(ahead - right).isBetween(HOUR.toMillis(), HOUR.toMillis() + 60_000);
    }
  }

  @Test
  void writes_wait_for_a_slow_disk_and_only_while_it_is_slow() {
    try (ServerHome home = ServerHome.create(ServerSetup.usual());
        ServerProcess server = home.start();
        WireClient client = connect(server)) {
      SlowSyncs slow = SlowSyncs.of(server, SLOW);
      assertThat(nanosOf(() -> created(client, "/slow"))).isGreaterThan(SLOW.toNanos());
      slow.close();

      // On a busy machine one may take long for other reasons; on a slow disk each would.
      AtomicInteger number = new AtomicInteger();
      long unused =
          Eventually.get(
              "a write is quick",
              () -> nanosOf(() -> created(client, "/quick-" + number.incrementAndGet())),
              nanos -> nanos < SLOW.toNanos());
    }
  }

  @Test
  void a_disk_that_was_filled_takes_nothing_until_it_is_emptied() throws Exception {
    try (SmallDisk disk = SmallDisk.ofKib(3_000)) {
      disk.fill();
      Path file = disk.directory().resolve("file");
      assertThatThrownBy(() -> Files.writeString(file, "x")).hasMessageContaining("No space left");

      disk.empty();
      Files.writeString(file, "x");

      assertThat(file).hasContent("x");
    }
  }

  private static WireClient connect(ServerProcess server) {
    return WireClient.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
  }

  private static long nanosOf(Runnable what) {
    long began = System.nanoTime();
    what.run();
    return System.nanoTime() - began;
  }

  private static long created(WireClient client, String path) {
    client.call(new Request.Create(OpCode.CREATE, path, Data.EMPTY, Acl.OPEN, 0, 0));
    return client.call(new Request.Exists(path, false)).as(Reply.StatOnly.class).stat().ctime();
  }
}
