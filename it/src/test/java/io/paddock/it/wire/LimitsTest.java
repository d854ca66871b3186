package io.paddock.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.AddWatchMode;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.Request;
import io.paddock.testkit.embedded.EmbeddedServer;
import io.paddock.testkit.script.Received;
import io.paddock.testkit.script.WireClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Back-pressure and bounds: nothing grows with what a client does not do. */
class LimitsTest {
  private static final int BIG = 900_000;

  @Test
  void one_address_gets_only_so_many_connections() {
    try (EmbeddedServer server = EmbeddedServer.start(Map.of("maxClientCnxns", "3"))) {
      List<WireClient> clients = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        clients.add(WireClient.open(server.address()));
      }
      try (WireClient fourth = new WireClient(server.address())) {
        fourth.receiveEnd();
      }
      assertThat(clients.get(0).call(new Request.Ping()).error()).isEqualTo(ErrorCode.OK);

      clients.get(2).closeSession();
      WireClient next = openWhenThereIsRoom(server);
      assertThat(next.call(new Request.Ping()).error()).isEqualTo(ErrorCode.OK);
      next.close();
      clients.forEach(WireClient::close);
    }
  }

  @Test
  void the_server_as_a_whole_gets_only_so_many_connections() {
    try (EmbeddedServer server = EmbeddedServer.start(Map.of("maxCnxns", "2"));
        WireClient a = WireClient.open(server.address());
        WireClient b = WireClient.open(server.address());
        WireClient c = new WireClient(server.address())) {
      c.receiveEnd();
      assertThat(a.call(new Request.Ping()).error()).isEqualTo(ErrorCode.OK);
      assertThat(b.call(new Request.Ping()).error()).isEqualTo(ErrorCode.OK);
    }
  }

  @Test
  void only_so_many_clients_connect_in_so_much_time() {
    Map<String, String> settings =
        Map.of(
            "connection_throttle_tokens", "2",
            "connection_throttle_fill_time", "3600000",
            "fsync.warningthresholdms", "0");
    try (EmbeddedServer server = EmbeddedServer.start(settings);
        WireClient a = WireClient.open(server.address());
        WireClient b = WireClient.open(server.address());
        WireClient c = new WireClient(server.address())) {
      c.send(WireClient.newSession(10_000));
      c.receiveEnd();
      assertThat(a.call(new Request.Ping()).error()).isEqualTo(ErrorCode.OK);
      assertThat(b.call(new Request.Ping()).error()).isEqualTo(ErrorCode.OK);
      String figures = mntr(server);
      assertThat(figures).contains("zk_connection_rejected\t1\n");
      assertThat(figures).containsPattern("zk_fsync_threshold_exceed_count\t[1-9]");
    }
  }

  @Test
  void large_requests_get_only_so_much_room() {
    Map<String, String> settings =
        Map.of("largeRequestThreshold", "1000", "largeRequestMaxBytes", "1500");
    try (EmbeddedServer server = EmbeddedServer.start(settings);
        WireClient a = WireClient.open(server.address());
        WireClient b = WireClient.open(server.address())) {
      a.call(Frames.create("/large", ""));
      for (int i = 0; i < 3; i++) {
        Request fits = new Request.SetData("/large", Data.of("x".repeat(1200)), -1);
        assertThat(a.call(fits).error()).isEqualTo(ErrorCode.OK);
      }

      b.send(new Request.SetData("/large", Data.of("y".repeat(1600)), -1));

      b.receiveEnd();
      assertThat(a.call(new Request.Ping()).error()).isEqualTo(ErrorCode.OK);
      assertThat(mntr(server)).contains("zk_large_requests_rejected\t1\n");
    }
  }

  private static String mntr(EmbeddedServer server) {
    try (WireClient client = new WireClient(server.address())) {
      client.sendRaw("mntr".getBytes(StandardCharsets.US_ASCII));
      return new String(client.receiveRest(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void a_client_that_sends_far_ahead_is_answered_completely_and_in_order() {
    Map<String, String> settings =
        Map.of(
            "paddock.connectionOutstandingMax", "10",
            "globalOutstandingLimit", "20",
            "paddock.queuedWriteBytesMax", "1048576");
    try (EmbeddedServer server = EmbeddedServer.start(settings);
        WireClient a = WireClient.open(server.address());
        WireClient b = WireClient.open(server.address())) {
      a.call(Frames.create("/ahead", ""));
      List<Request> requests = new ArrayList<>();
      for (int i = 0; i < 5000; i++) {
        requests.add(new Request.SetData("/ahead", Data.of("x".repeat(100)), -1));
        requests.add(new Request.GetData("/ahead", false));
      }
      Thread sender = new Thread(() -> a.sendAll(requests), "sender");
      sender.start();
      b.sendAll(Collections.nCopies(100, new Request.SetData("/ahead", Data.EMPTY, -1)));
      for (int i = 0; i < 10_000; i++) {
        Received reply = a.receive();
        assertThat(reply.header().xid()).isEqualTo(i + 2);
        assertThat(reply.error()).isEqualTo(ErrorCode.OK);
      }
      for (int i = 0; i < 100; i++) {
        assertThat(b.receive().header().xid()).isEqualTo(i + 1);
      }
    }
  }

  @Test
  void a_client_that_does_not_read_for_a_while_gets_everything_when_it_does() {
    try (EmbeddedServer server = EmbeddedServer.start();
        WireClient lazy = WireClient.open(server.address());
        WireClient other = WireClient.open(server.address())) {
      lazy.call(Frames.create("/big", "x".repeat(BIG)));
      lazy.send(new Request.SetData("/big", Data.of("y".repeat(BIG)), -1));
      lazy.sendAll(Collections.nCopies(100, new Request.GetData("/big", true)));
      for (int i = 0; i < 200; i++) {
        assertThat(other.call(new Request.Ping()).error()).isEqualTo(ErrorCode.OK);
      }
      other.call(new Request.SetData("/big", Data.EMPTY, -1));

      assertThat(lazy.receive().as(Reply.StatOnly.class).stat().version()).isEqualTo(1);
      int read = 0;
      int version = 1;
      while (read < 100) {
        Received next = lazy.receive();
        if (next.isEvent()) {
          version = 2;
        } else {
          read++;
          Reply.DataStat answer = next.as(Reply.DataStat.class);
          assertThat(next.header().xid()).isEqualTo(read + 2);
          assertThat(answer.stat().version()).isGreaterThanOrEqualTo(version);
          assertThat(answer.stat().dataLength()).isIn(0, BIG);
        }
      }
    }
  }

  @Test
  void a_client_that_never_reads_its_events_is_dropped_and_the_others_are_served() {
    Map<String, String> settings = Map.of("paddock.outgoingBytesMax", "1048576");
    try (EmbeddedServer server = EmbeddedServer.start(settings);
        WireClient deaf = WireClient.open(server.address());
        WireClient other = WireClient.open(server.address())) {
      String path = "/" + "long-name".repeat(1000);
      other.call(Frames.create(path, ""));
      deaf.send(new Request.AddWatch(path, AddWatchMode.PERSISTENT));
      deaf.receive();
      long events = 0;
      // One count decides: a later one may still see the connection that asked before it.
      long open = connections(server);
      while (open > 2 && events < 1_000_000) {
        other.sendAll(Collections.nCopies(100, new Request.SetData(path, Data.EMPTY, -1)));
        for (int i = 0; i < 100; i++) {
          assertThat(other.receive().error()).isEqualTo(ErrorCode.OK);
        }
        events += 100;
        open = connections(server);
      }

      assertThat(open).as("the other one, and the one that asks").isEqualTo(2);
      assertThat(other.call(new Request.Ping()).error()).isEqualTo(ErrorCode.OK);
      deaf.receiveRest();
    }
  }

  private static long connections(EmbeddedServer server) {
    String text = FourLetters.ask(server.address(), "srvr");
    return text.lines()
        .filter(line -> line.startsWith("Connections: "))
        .mapToLong(line -> Long.parseLong(line.substring("Connections: ".length())))
        .findFirst()
        .orElseThrow();
  }

  private static WireClient openWhenThereIsRoom(EmbeddedServer server) {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (true) {
      WireClient client = new WireClient(server.address());
      try {
        client.handshake(WireClient.newSession(5000));
        return client;
      } catch (AssertionError refused) {
        client.close();
        if (System.nanoTime() > deadline) {
          throw refused;
        }
      }
    }
  }
}
