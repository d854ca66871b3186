package io.paddock.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.bench.load.FakeServer.Answer;
import io.paddock.bench.report.LoadReport;
import io.paddock.bench.wire.FrameTemplate;
import io.paddock.bench.wire.KeySpace;
import io.paddock.bench.wire.RequestFrames;
import io.paddock.protocol.message.OpCode;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class OddServersTest {
  private static final Answer GOOD = (xid, op, out) -> out.write(FakeServer.reply(xid, 0, 0));

  @Test
  void exactly_as_many_operations_as_asked_for_are_counted() throws Exception {
    LoadReport report = run(GOOD, 1_003);

    assertThat(report.count().operations()).isEqualTo(1_003);
    assertThat(report.count().byKind()).isEqualTo(Map.of("get", 1_003L));
    assertThat(report.count().errors()).isEmpty();
    assertThat(report.latency().p50Ms()).isPositive();
  }

  @Test
  void replies_that_come_byte_by_byte_are_put_together() throws Exception {
    Answer drop =
        (xid, op, out) -> {
          for (byte each : FakeServer.reply(xid, 0, 5)) {
            out.write(each);
          }
        };

    assertThat(run(drop, 200).count().operations()).isEqualTo(200);
  }

  @Test
  void a_reply_larger_than_the_buffer_makes_it_grow() throws Exception {
    Answer large =
        (xid, op, out) ->
            out.write(FakeServer.reply(xid, 0, op == OpCode.GET_DATA.code() ? 1_500_000 : 0));

    assertThat(run(large, 20).count().operations()).isEqualTo(20);
  }

  @Test
  void refused_operations_are_counted_by_code() throws Exception {
    Answer noNode =
        (xid, op, out) ->
            out.write(FakeServer.reply(xid, op == OpCode.GET_DATA.code() ? -101 : 0, 0));

    assertThat(run(noNode, 50).count().errors()).isEqualTo(Map.of("NO_NODE(-101)", 50L));
  }

  @Test
  void a_reply_out_of_order_costs_the_connection_and_is_reported() throws Exception {
    Answer swapped =
        (xid, op, out) ->
            out.write(FakeServer.reply(op == OpCode.GET_DATA.code() ? xid + 1 : xid, 0, 0));

    assertThat(run(swapped, 50).count().connectionsLost()).isEqualTo(2);
  }

  @Test
  void a_frame_of_impossible_length_costs_the_connection() throws Exception {
    Answer garbage =
        (xid, op, out) ->
            out.write(
                op == OpCode.GET_DATA.code()
                    ? new byte[] {'H', 'T', 'T', 'P'}
                    : FakeServer.reply(xid, 0, 0));

    assertThat(run(garbage, 50).count().connectionsLost()).isEqualTo(2);
  }

  @Test
  void a_server_that_hangs_up_ends_a_timed_load_with_the_reason() {
    AtomicInteger gets = new AtomicInteger();
    Answer hangsUp =
        (xid, op, out) -> {
          if (op == OpCode.GET_DATA.code() && gets.incrementAndGet() > 100) {
            throw new EOFException();
          }
          out.write(FakeServer.reply(xid, 0, 0));
        };

    assertThatThrownBy(() -> run(hangsUp, 0))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the servers closed the connections")
        .hasMessageMatching("(?s).*(closed by the server|Connection reset|Broken pipe).*");
  }

  @Test
  void znodes_that_cannot_be_prepared_are_reported() {
    Answer noAuth = (xid, op, out) -> out.write(FakeServer.reply(xid, -102, 0));

    assertThatThrownBy(() -> run(noAuth, 10))
        .isInstanceOf(BenchException.class)
        .hasMessage("cannot prepare the znodes: 1 times NO_AUTH(-102)");
  }

  @Test
  void events_between_replies_are_counted_as_events_alone() throws Exception {
    Answer withEvent =
        (xid, op, out) -> {
          if (op == OpCode.SET_DATA.code()) {
            out.write(FakeServer.reply(-1, 0, 12));
          }
          out.write(FakeServer.reply(xid, 0, 0));
        };

    try (FakeServer server = new FakeServer(withEvent);
        Fleet fleet = Fleet.connect(endpoints(server), new FleetShape(1, 4, 1, 30_000))) {
      OneShotSource sets = new OneShotSource(OpKind.SET, List.of(set(), set(), set()));
      Order order = fleet.start(connection -> sets, false, 3);
      Tally tally = fleet.finish(order);

      assertThat(order.events()).isEqualTo(3);
      assertThat(tally.operations()).isEqualTo(3);
    }
  }

  private static FrameTemplate set() {
    return new RequestFrames(new KeySpace("/x", 1, 1, 0)).setData();
  }

  private static LoadReport run(Answer answer, long operations)
      throws IOException, InterruptedException {
    try (FakeServer server = new FakeServer(answer)) {
      Timing timing = new Timing(Duration.ZERO, Duration.ofSeconds(30), operations);
      LoadPlan plan =
          new LoadPlan(
              OpMix.only(OpKind.GET),
              new KeySpace("/bench", 2, 10, 8),
              new FleetShape(2, 8, 1, 30_000),
              timing,
              1);
      return new LoadRun(new Target(endpoints(server), List.of()), plan).run();
    }
  }

  private static Endpoints endpoints(FakeServer server) {
    return Endpoints.parse(server.hosts());
  }
}
