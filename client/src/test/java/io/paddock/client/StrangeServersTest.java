package io.paddock.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.paddock.client.api.Client;
import io.paddock.client.api.ClientException;
import io.paddock.client.api.ClientMetrics;
import io.paddock.client.api.ConnectionLossException;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.Happened;
import io.paddock.client.api.UnreadableReplyException;
import io.paddock.client.suite.Await;
import io.paddock.protocol.codec.JuteWriter;
import io.paddock.protocol.codec.ReplyCodec;
import io.paddock.protocol.message.ConnectResponse;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.ReplyHeader;
import io.paddock.testkit.embedded.EmbeddedServer;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers that do not do as they should, and a real one beside them. */
class StrangeServersTest {
  /** A tenth of the session timeout, and less: the clocks are read at both ends. */
  private static final long PAUSE_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(100);

  /** What a server may answer to a client's first request that is no answer to it. */
  private enum Nonsense {
    BODY_TOO_SHORT {
      @Override
      void write(JuteWriter out, int xid) {
        out.writeInt(ReplyHeader.BYTES + 1);
        ReplyCodec.writeHeader(out, xid, 0, ErrorCode.OK.code()).writeBoolean(true);
      }
    },
    HEADER_TOO_SHORT {
      @Override
      void write(JuteWriter out, int xid) {
        out.writeInt(Integer.BYTES).writeInt(xid);
      }
    },
    LENGTH_BELOW_ZERO {
      @Override
      void write(JuteWriter out, int xid) {
        out.writeInt(-1);
      }
    },
    ANOTHER_REQUEST {
      @Override
      void write(JuteWriter out, int xid) {
        ReplyCodec.writeError(out, xid + 1, 0, ErrorCode.NO_NODE);
      }
    };

    abstract void write(JuteWriter out, int xid);
  }

  private static void answer(Socket socket, DataInputStream in, Nonsense what) throws IOException {
    int xid = ReplyHeader.PING_XID;
    while (xid == ReplyHeader.PING_XID) {
      byte[] request = in.readNBytes(in.readInt());
      xid = ByteBuffer.wrap(request).getInt();
    }
    JuteWriter out = new JuteWriter();
    what.write(out, xid);
    socket.getOutputStream().write(Arrays.copyOf(out.array(), out.position()));
    ScriptedServer.beSilent(in);
  }

  @ParameterizedTest
  @EnumSource
  void after_an_answer_without_sense_the_client_goes_to_another_server(Nonsense what)
      throws Exception {
    AtomicBoolean said = new AtomicBoolean();
    try (EmbeddedServer real = EmbeddedServer.start()) {
      String good = real.connectString();
      real.stop();
      try (ScriptedServer strange =
              new ScriptedServer(
                  (first, in, socket) -> {
                    if (!said.getAndSet(true)) {
                      ScriptedServer.handshake(first, in);
                      ScriptedServer.accept(socket, 7, false);
                      answer(socket, in, what);
                    }
                  });
          Client client = PaddockClient.connect(strange.address() + "," + good)) {
        Await.until("it has a session", () -> client.sessionId() == 7);
        real.startAgain();

        ClientException failed =
            catchThrowableOfType(ClientException.class, () -> client.create("/a", null));
        assertThat(failed.operation()).isEqualTo("create");
        assertThat(failed.path()).isEqualTo("/a");
        if (what == Nonsense.BODY_TOO_SHORT) {
          assertThat(failed).isInstanceOf(UnreadableReplyException.class);
          assertThat(failed.happened()).isEqualTo(Happened.YES);
        } else {
          assertThat(failed).isInstanceOf(ConnectionLossException.class);
          assertThat(failed.happened()).isEqualTo(Happened.MAYBE);
        }
        Await.until(
            "it has another session",
            () -> client.sessionId() != 7 && client.state() == ConnectionState.CONNECTED);
        assertThat(client.create("/b", null).path()).isEqualTo("/b");
      }
    }
  }

  @Test
  void a_read_with_an_answer_without_sense_has_changed_nothing() throws Exception {
    try (ScriptedServer strange =
            new ScriptedServer(
                (first, in, socket) -> {
                  ScriptedServer.handshake(first, in);
                  ScriptedServer.accept(socket, 7, false);
                  answer(socket, in, Nonsense.BODY_TOO_SHORT);
                });
        Client client = PaddockClient.connect(strange.address())) {
      UnreadableReplyException failed =
          catchThrowableOfType(UnreadableReplyException.class, () -> client.exists("/a"));
      assertThat(failed.happened()).isEqualTo(Happened.NO);
    }
  }

  @Test
  void who_has_lost_a_session_gets_another_from_the_server_that_says_so() throws Exception {
    List<String> wishes = new CopyOnWriteArrayList<>();
    try (ScriptedServer forgetful = new ScriptedServer(forgetful(wishes));
        ScriptedServer useless = new ScriptedServer((first, in, socket) -> wishes.add("nothing"));
        Client client = PaddockClient.connect(forgetful.address() + "," + useless.address())) {
      Await.until("it has had two sessions", () -> Collections.frequency(wishes, "any") == 2);

      assertThat(wishes.get(wishes.indexOf("that one") + 1)).isEqualTo("any");
      Await.until("it has the second", () -> client.sessionId() == 2);
    }
  }

  /** Gives each client a session and cuts it off, but the second time. */
  private static ScriptedServer.Script forgetful(List<String> wishes) {
    return (first, in, socket) -> {
      long asked = ScriptedServer.handshake(first, in).sessionId();
      wishes.add(asked == 0 ? "any" : "that one");
      if (asked != 0) {
        ScriptedServer.answer(socket, ConnectResponse.refused(false));
        return;
      }
      int session = Collections.frequency(wishes, "any");
      ScriptedServer.accept(socket, session, false);
      if (session > 1) {
        ScriptedServer.beSilent(in);
      }
    };
  }

  @Test
  void a_server_that_has_no_session_for_anybody_is_not_asked_without_a_pause() throws Exception {
    BlockingQueue<Long> asked = new LinkedBlockingQueue<>();
    // By the client's own thread: a server that is late could hear two questions at once.
    ClientMetrics times =
        new ClientMetrics() {
          @Override
          public void connecting(String address) {
            asked.add(System.nanoTime());
          }
        };
    try (ScriptedServer closed =
            new ScriptedServer(
                (first, in, socket) ->
                    ScriptedServer.answer(socket, ConnectResponse.refused(false)));
        Client client =
            PaddockClient.builder(closed.address())
                .sessionTimeout(Duration.ofSeconds(3))
                .metrics(times)
                .connect()) {
      asked.poll(30, TimeUnit.SECONDS); // After the first there is but a little pause, or none.
      long before = Objects.requireNonNull(asked.poll(30, TimeUnit.SECONDS));
      for (int i = 0; i < 3; i++) {
        long next = Objects.requireNonNull(asked.poll(30, TimeUnit.SECONDS));
        assertThat(next - before).as("pause %d", i).isGreaterThan(PAUSE_NANOS_MIN);
        before = next;
      }
      assertThat(client.state()).isEqualTo(ConnectionState.LOST);
    }
  }
}
