package io.paddock.replication.sockets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.paddock.replication.ledger.Member;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Whoever should not be there, at the port of member 1, whose only other member is 2. */
@Timeout(60)
class PeerStrangersTest {
  /** Nobody is given up while the machine stands still for a moment. */
  private static final int PATIENT_MS = 20_000;

  /** For those who are to be given up. */
  private static final int SILENCE_MS = 4000;

  private static final long ENSEMBLE = 0xabcL;

  private final Heard heard = new Heard();
  private final Logger logger = (Logger) LoggerFactory.getLogger(NettyPeers.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private NettyPeers network = unopened();

  @BeforeEach
  void open() throws IOException {
    open(PATIENT_MS);
  }

  private void open(int silenceMs) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    network = NettyPeers.bind(new PeerSettings(1, List.of(any), silenceMs, 4096, 4096, null));
    network.members(List.of(new Member(2, true, List.of(new Member.Address("127.0.0.1", 1)))));
    network.ensemble(ENSEMBLE);
    network.start(5, heard);
    log.start();
    logger.setLevel(Level.INFO); // whatever the tests' configuration says
    logger.setAdditive(false);
    logger.addAppender(log);
  }

  @AfterEach
  void close() {
    logger.detachAppender(log);
    logger.setLevel(null);
    logger.setAdditive(true);
    network.close();
  }

  @Test
  void thousands_of_them_leave_nothing_behind_and_few_lines_in_the_log() throws Exception {
    byte[][] kinds = {
      {}, {0}, "GET / HTTP/1.1\r\n\r\n".getBytes(ISO_8859_1), hello(9, 1, 1, 0), hello(2, 3, 1, 0)
    };
    for (int i = 0; i < 3000; i++) {
      try (Socket stranger = dial()) {
        stranger.getOutputStream().write(kinds[i % kinds.length]);
      }
    }

    until("all strangers are gone", () -> network.strangers() == 0);
    assertThat(lines()).hasSizeBetween(3, 8);
    assertThat(heard.lines()).isEmpty();
    try (Socket member = dial()) {
      assertThat(ask(member, hello(2, 1, 7, ENSEMBLE))).isEqualTo(0);
    }
  }

  @Test
  void those_that_say_nothing_do_not_keep_a_member_out() throws Exception {
    reopen(SILENCE_MS);
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 3 * Doorkeeper.STRANGERS_MAX; i++) {
        silent.add(dial());
      }
      try (Socket member = dial()) {
        assertThat(ask(member, hello(2, 1, 7, 0))).isEqualTo(0);
        assertThat(network.strangers()).isLessThanOrEqualTo(Doorkeeper.STRANGERS_MAX);
      }
      until("they are closed in time", () -> network.strangers() == 0);
    } finally {
      for (Socket each : silent) {
        each.close();
      }
    }
  }

  @Test
  void the_log_says_what_an_http_request_a_zookeeper_server_and_tls_are() throws Exception {
    said("GET / HTTP/1.1\r\n\r\n".getBytes(ISO_8859_1), "HTTP request");
    said(new byte[] {0, 0, 0, 11, 0, 0, 0, 0}, "looks like a ZooKeeper server");
    said(new byte[] {0x16, 3, 1, 0, 0, 0}, "sslQuorum must be the same");
    said(new byte[] {0x7f, 0, 0, 0}, "does not speak the members' protocol");
    byte[] newer = hello(2, 1, 1, 0);
    newer[8] = 9;
    said(newer, "version 9 of the members' protocol");
  }

  @Test
  void a_member_of_another_ensemble_is_refused_and_one_that_knows_none_is_not() throws Exception {
    try (Socket other = dial()) {
      assertThat(ask(other, hello(2, 1, 7, 0xdefL))).isEqualTo(1);
      assertThat(new String(other.getInputStream().readAllBytes(), ISO_8859_1))
          .contains("0000000000000abc")
          .contains("0000000000000def");
    }
    try (Socket newcomer = dial()) {
      assertThat(ask(newcomer, hello(2, 1, 7, 0))).isEqualTo(0);
    }
    assertThat(lines()).anySatisfy(each -> assertThat(each).contains("data directories"));
  }

  @Test
  void a_newer_start_takes_the_place_of_an_older_one_and_not_the_other_way_round()
      throws Exception {
    try (Socket first = dial();
        Socket second = dial();
        Socket late = dial()) {
      assertThat(ask(first, hello(2, 1, 7, 0))).isEqualTo(0);
      assertThat(ask(second, hello(2, 1, 8, 0))).isEqualTo(0);
      assertThat(first.getInputStream().read()).isEqualTo(-1);
      assertThat(ask(late, hello(2, 1, 7, 0))).isEqualTo(1);
      second.getOutputStream().write(new byte[] {0, 0, 0, 2, 3, 'x'});
      heard.await("2 3 x");
    }
    assertThat(heard.lines()).startsWith("up 2", "down 2", "up 2", "2 3 x");
    assertThat(lines())
        .anySatisfy(
            each ->
                assertThat(each)
                    .contains("a newer start of member 2 is connected already, from 127.0.0.1,")
                    .contains("myid"));
  }

  @Test
  void a_member_that_falls_silent_is_given_up_and_one_that_pings_is_not() throws Exception {
    reopen(SILENCE_MS);
    // From before the first ping may have been sent.
    long start = System.nanoTime();
    try (Socket member = dial()) {
      ask(member, hello(2, 1, 7, 0));
      heard.await("up 2");
      DataInputStream in = new DataInputStream(member.getInputStream());
      for (int i = 0; i < 5; i++) {
        assertThat(in.readInt()).isEqualTo(1);
        assertThat(in.readByte()).isEqualTo(PeerChannel.PING);
        member.getOutputStream().write(new byte[] {0, 0, 0, 1, PeerChannel.PING});
      }
      assertThat(System.nanoTime() - start).isGreaterThan(SILENCE_MS * 1_000_000L);
      assertThat(heard.lines()).containsExactly("up 2");

      heard.await("down 2");
    }
    assertThat(lines()).anySatisfy(each -> assertThat(each).contains("nothing was heard"));
  }

  @Test
  void a_frame_that_is_too_long_closes_before_any_memory_is_taken_for_it() throws Exception {
    try (Socket member = dial()) {
      ask(member, hello(2, 1, 7, 0));
      member.getOutputStream().write(new byte[] {0, 0, 0x10, 1, 3, 'x'});
      heard.await("down 2");
    }
    assertThat(lines()).anySatisfy(each -> assertThat(each).contains("4097 bytes"));
  }

  @Test
  void what_a_member_does_not_read_is_refused_beyond_the_limit() throws Exception {
    try (Socket member = dial()) {
      ask(member, hello(2, 1, 7, 0));
      heard.await("up 2");
      ByteBuffer frame = ByteBuffer.allocate(4000);
      // Refused also while the network has not taken yet what is queued: that is over in a moment.
      until(
          "the queue is full",
          () -> !network.send(2, (byte) 1, frame.duplicate()) && network.queuedBytes(2) > 0);
      assertThat(network.queuedBytes(2)).isLessThanOrEqualTo(4096L);
    }
  }

  private void reopen(int silenceMs) throws IOException {
    close();
    open(silenceMs);
  }

  private void said(byte[] first, String expected) throws IOException {
    try (Socket stranger = dial()) {
      stranger.getOutputStream().write(first);
      stranger.getInputStream().readAllBytes();
    } catch (IOException reset) {
      // As good an end as any.
    }
    assertThat(lines())
        .anySatisfy(each -> assertThat(each).contains("127.0.0.1").contains(expected));
  }

  private List<String> lines() {
    return List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private Socket dial() throws IOException {
    InetSocketAddress port = network.addresses().get(0);
    Socket socket = new Socket(port.getAddress(), port.getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** Says hello; returns the verdict. */
  private static int ask(Socket socket, byte[] hello) throws IOException {
    socket.getOutputStream().write(hello);
    DataInputStream in = new DataInputStream(socket.getInputStream());
    int reason = in.readInt() - Hello.BYTES_MIN;
    assertThat(in.readInt()).isEqualTo(Hello.MAGIC);
    assertThat(in.readByte()).isEqualTo((byte) Hello.VERSION);
    int verdict = in.readByte();
    in.readFully(new byte[24]);
    assertThat(reason > 0).isEqualTo(verdict == 1);
    return verdict;
  }

  private static byte[] hello(int from, int to, long incarnation, long ensemble) {
    ByteBuffer frame = ByteBuffer.allocate(34);
    frame.putInt(Hello.BYTES_MIN).putInt(Hello.MAGIC).put((byte) 1).put((byte) 0);
    return frame.putInt(from).putInt(to).putLong(incarnation).putLong(ensemble).array();
  }

  private static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  @SuppressWarnings("NullAway") // Opened before each test.
  private static NettyPeers unopened() {
    return null;
  }
}
