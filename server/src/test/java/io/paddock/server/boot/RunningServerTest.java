package io.paddock.server.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.replication.ledger.LedgerListener;
import io.paddock.server.config.ServerConfig;
import io.paddock.server.fixture.MemoryLedger;
import io.paddock.state.apply.Applier;
import io.paddock.state.apply.State;
import io.paddock.state.command.Stamp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How a server begins and ends. */
class RunningServerTest {
  private final CompletableFuture<LedgerListener> listener = new CompletableFuture<>();

  private final MemoryLedger ledger =
      new MemoryLedger(
          State.initial(),
          (state, command) -> Applier.apply(state, command, new Stamp(1, 0, Stamp.Rules.DEFAULT)));

  private final LedgerOpener opener =
      (config, told) -> {
        listener.complete(told);
        told.leading(1);
        return ledger;
      };

  @Test
  void a_server_that_is_closed_accepts_nobody_and_says_that_it_was_closed() throws Exception {
    RunningServer server = started(0);
    int port = server.address().getPort();

    server.close();

    assertThat(server.stopped().toCompletableFuture().get()).isEmpty();
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
        .isInstanceOf(IOException.class);
    server.close();
  }

  @Test
  void a_ledger_that_fails_stops_the_server_with_its_message() throws Exception {
    RunningServer server = started(0);

    listener.join().failed("the disk is full: /x/y", new IOException("ENOSPC"));

    Optional<String> why = server.stopped().toCompletableFuture().get(60, TimeUnit.SECONDS);
    assertThat(why).contains("the disk is full: /x/y");
  }

  @Test
  void a_ledger_that_fails_while_it_starts_is_the_reason_not_to_start() {
    RunningServer server = new RunningServer(config(0));

    assertThatThrownBy(
            () ->
                server.start(
                    (config, told) -> {
                      told.failed("log.5 is corrupt at byte 77", new IOException("checksum"));
                      return ledger;
                    }))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("log.5 is corrupt at byte 77");
  }

  @Test
  void a_port_that_is_taken_is_named_and_everything_is_closed_again() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThatThrownBy(() -> started(taken.getLocalPort()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(Integer.toString(taken.getLocalPort()));
    }
    assertThat(ledger.isClosed()).isTrue();
  }

  private RunningServer started(int port) throws IOException {
    RunningServer server = new RunningServer(config(port));
    server.start(opener);
    return server;
  }

  private static ServerConfig config(int port) {
    return ServerConfig.builder().host("127.0.0.1").port(port).dataDir(Path.of("unused")).build();
  }
}
