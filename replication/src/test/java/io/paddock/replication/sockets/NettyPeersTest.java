package io.paddock.replication.sockets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.replication.ledger.Member;
import io.paddock.testgen.Seeded;
import io.paddock.testgen.tls.TlsFiles;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class NettyPeersTest {
  private static final int SILENCE_MS = 5000;

  private final Map<Integer, NettyPeers> networks = new TreeMap<>();
  private final Map<Integer, Heard> heard = new TreeMap<>();
  private long incarnation;

  @AfterEach
  void close() {
    networks.values().forEach(NettyPeers::close);
  }

  @Test
  void members_find_each_other_and_frames_come_whole_and_in_order() throws Exception {
    open(1, 2, 3);
    for (int from = 1; from <= 3; from++) {
      for (int to = 1; to <= 3; to++) {
        for (int i = 0; from != to && i < 1000; i++) {
          assertThat(network(from).send(to, (byte) 7, bytes("frame "), bytes("" + i))).isTrue();
        }
      }
    }

    for (int to = 1; to <= 3; to++) {
      for (int from = 1; from <= 3; from++) {
        if (from != to) {
          String head = from + " 7 frame ";
          heard(to).await(head + 999);
          List<String> frames =
              heard(to).lines().stream().filter(each -> each.startsWith(head)).toList();
          assertThat(frames).hasSize(1000);
          assertThat(frames.get(500)).isEqualTo(head + 500);
        }
      }
    }
    assertThat(network(2).connected()).containsExactlyInAnyOrder(1, 3);
  }

  @Test
  void a_large_frame_arrives_and_one_beyond_the_limit_is_not_taken() throws Exception {
    open(1, 2);
    String large = "x".repeat(5 << 20);
    network(1).send(2, (byte) 1, bytes(large));
    heard(2).await("1 1 " + large);

    assertThatThrownBy(() -> network(1).send(2, (byte) 1, ByteBuffer.allocate(64 << 20)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("67108865");
  }

  @Test
  void a_member_that_dies_is_known_to_be_dead_on_both_kinds_of_side_and_comes_back()
      throws Exception {
    open(1, 2, 3);
    network(2).close();

    // Member 3 dials 2, and 1 is dialled by it.
    heard(3).await("refused 2");
    heard(1).await("refused 2");
    assertThat(heard(1).lines()).containsSubsequence("up 2", "down 2", "refused 2");
    assertThat(network(1).send(2, (byte) 1, bytes("lost"))).isFalse();

    heard.values().forEach(Heard::forget);
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    networks.put(2, start(2, any, heard(2), null));
    networks.values().forEach(each -> each.members(members()));
    heard(1).await("up 2");
    heard(3).await("up 2");
    network(1).send(2, (byte) 1, bytes("again"));
    heard(2).await("1 1 again");
  }

  @Test
  void members_can_change_and_one_that_has_left_is_shut_out() throws Exception {
    open(1, 2, 3);
    List<Member> fewer = members().stream().filter(each -> each.id() != 3).toList();

    network(1).members(fewer);

    heard(1).await("down 3");
    heard(3).await("down 1");
    assertThat(network(1).connected()).containsExactly(2);
    assertThat(network(1).send(3, (byte) 1, bytes("x"))).isFalse();
  }

  @Test
  void strangers_are_shut_out_whatever_they_say_and_members_do_not_notice() throws Exception {
    open(1, 2);
    InetSocketAddress port = network(1).addresses().get(0);
    Seeded.check(
        "strangers",
        300,
        random -> {
          byte[] garbage = random.bytes(random.between(1, 40));
          try (Socket stranger = new Socket(port.getAddress(), port.getPort())) {
            stranger.getOutputStream().write(garbage);
            stranger.shutdownOutput();
            stranger.setSoTimeout(20_000);
            assertThat(endOf(stranger.getInputStream())).isTrue();
          }
        });

    network(2).send(1, (byte) 1, bytes("still here"));
    heard(1).await("2 1 still here");
    assertThat(heard(1).lines()).containsExactly("up 2", "2 1 still here");
  }

  @Test
  void who_is_no_member_or_wants_another_one_or_says_it_is_me_hears_why_not() throws Exception {
    open(1, 2);

    assertThat(knock(9, 1)).contains("member 9 does not belong to this ensemble");
    assertThat(knock(2, 3)).contains("looks for member 3 and this is member 1");
    assertThat(knock(1, 1)).contains("it is member 1 too").contains("myid");
  }

  @Test
  void a_name_that_is_not_known_yet_and_an_address_that_refuses_do_not_stop_the_next_one()
      throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    networks.put(1, start(1, any, heard(1), null));
    // Not the machine's own lookup, which may take longer than anybody waits here.
    NettyPeers dialling =
        NettyPeers.bind(
            settings(2, any, null),
            host -> {
              if (host.equals("no-such-name.invalid")) {
                throw new UnknownHostException(host);
              }
              return InetAddress.getAllByName(host);
            });
    networks.put(2, dialling);
    dialling.start(++incarnation, heard(2));
    network(1).members(members());
    int port = network(1).addresses().get(0).getPort();
    Member.Address unknown = new Member.Address("no-such-name.invalid", port);

    network(2).members(List.of(new Member(1, true, List.of(unknown))));
    assertThat(network(2).connected()).isEmpty();
    network(2)
        .members(
            List.of(
                new Member(
                    1,
                    true,
                    List.of(
                        unknown,
                        new Member.Address("127.0.0.1", 1),
                        new Member.Address("127.0.0.1", port)))));

    heard(2).await("up 1");
  }

  @Test
  void a_member_is_found_when_its_name_becomes_known_and_again_where_it_has_moved()
      throws Exception {
    Map<String, InetAddress> known = new ConcurrentHashMap<>();
    InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    networks.put(1, start(1, here, heard(1), null));
    int port = network(1).addresses().get(0).getPort();
    BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    NettyPeers dialling =
        NettyPeers.bind(
            settings(2, here, null),
            host -> {
              asked.add(host);
              InetAddress now = known.get(host);
              if (now == null) {
                throw new UnknownHostException(host);
              }
              return new InetAddress[] {now};
            });
    networks.put(2, dialling);
    dialling.start(++incarnation, heard(2));
    network(1).members(members());
    Member.Address moving = new Member.Address("moving.example", port);
    dialling.members(List.of(new Member(1, true, List.of(moving))));
    assertThat(asked.poll(20, TimeUnit.SECONDS)).isEqualTo("moving.example");
    assertThat(asked.poll(20, TimeUnit.SECONDS)).isEqualTo("moving.example");
    assertThat(dialling.connected()).isEmpty();

    known.put("moving.example", here.getAddress());
    heard(2).await("up 1");

    network(1).close();
    heard(2).await("down 1");
    heard(2).forget();
    // Linux has all of 127.0.0.0/8.
    InetAddress there = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
    networks.put(1, start(1, new InetSocketAddress(there, port), heard(1), null));
    network(1).members(members());
    known.put("moving.example", there);
    heard(2).await("up 1");
  }

  @Test
  void a_port_in_use_is_named() throws Exception {
    open(1, 2);
    InetSocketAddress taken = network(1).addresses().get(0);

    assertThatThrownBy(() -> NettyPeers.bind(settings(3, taken, null)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot listen for other members on")
        .hasMessageContaining(Integer.toString(taken.getPort()));
  }

  @Test
  void a_port_that_was_closed_in_the_middle_of_work_is_free() throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    for (int round = 0; round < 25; round++) {
      NettyPeers closing = NettyPeers.bind(settings(1, any, null));
      InetSocketAddress port = closing.addresses().get(0);
      Thread busy = new Thread(() -> askUntilItHasEnded(closing));
      busy.start();

      closing.close();

      busy.join();
      try (ServerSocket next = new ServerSocket()) {
        next.setReuseAddress(true);
        next.bind(port);
        assertThat(next.isBound()).isTrue();
      }
    }
  }

  private static void askUntilItHasEnded(NettyPeers network) {
    try {
      while (network.strangers() >= 0) {
        Thread.onSpinWait();
      }
    } catch (RejectedExecutionException ended) {
      // As it should.
    }
  }

  @Test
  void with_encryption_members_show_certificates_and_whoever_has_none_is_shut_out(@TempDir Path dir)
      throws Exception {
    PeerTls tls = tls(TlsFiles.make(dir, "member", "CN=member"));
    PeerTls other = tls(TlsFiles.make(Files.createDirectory(dir.resolve("o")), "o", "CN=other"));
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    networks.put(1, start(1, any, heard(1), tls));
    networks.put(2, start(2, any, heard(2), tls));
    networks.put(3, start(3, any, heard(3), other));
    networks.values().forEach(each -> each.members(members()));

    heard(1).await("up 2");
    heard(2).await("up 1");
    network(2).send(1, (byte) 1, bytes("secret"));
    heard(1).await("2 1 secret");
    assertThat(network(1).connected()).containsExactly(2);
    assertThat(knockRaw(hello(2, 1))).doesNotContain("PDKP");
    assertThat(heard(3).lines()).isEmpty();
  }

  // ---- the cast --------------------------------------------------------------------------------

  private void open(int... ids) throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    for (int id : ids) {
      networks.put(id, start(id, any, heard(id), null));
    }
    networks.values().forEach(each -> each.members(members()));
    for (int id : ids) {
      for (int other : ids) {
        if (id != other) {
          heard(id).await("up " + other);
        }
      }
    }
  }

  private NettyPeers network(int id) {
    return Objects.requireNonNull(networks.get(id));
  }

  private Heard heard(int id) {
    return heard.computeIfAbsent(id, each -> new Heard());
  }

  private NettyPeers start(int id, InetSocketAddress at, Heard hears, @Nullable PeerTls tls)
      throws IOException {
    NettyPeers network = NettyPeers.bind(settings(id, at, tls));
    network.start(++incarnation, hears);
    return network;
  }

  private PeerSettings settings(int id, InetSocketAddress at, @Nullable PeerTls tls) {
    return PeerSettings.of(id, List.of(at), SILENCE_MS, tls);
  }

  private List<Member> members() {
    List<Member> all = new ArrayList<>();
    networks.forEach(
        (id, each) -> {
          InetSocketAddress at = each.addresses().get(0);
          String host = at.getAddress().getHostAddress();
          all.add(new Member(id, true, List.of(new Member.Address(host, at.getPort()))));
        });
    return all;
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private static boolean endOf(InputStream in) {
    try {
      return in.read() < 0;
    } catch (IOException reset) {
      return true;
    }
  }

  private static byte[] hello(int from, int to) {
    ByteBuffer frame = ByteBuffer.allocate(34);
    frame.putInt(30).putInt(Hello.MAGIC).put((byte) 1).put((byte) 0);
    return frame.putInt(from).putInt(to).putLong(99).putLong(0).array();
  }

  private String knock(int from, int to) throws IOException {
    return knockRaw(hello(from, to));
  }

  private String knockRaw(byte[] first) throws IOException {
    InetSocketAddress port = network(1).addresses().get(0);
    try (Socket stranger = new Socket(port.getAddress(), port.getPort())) {
      stranger.setSoTimeout(20_000);
      stranger.getOutputStream().write(first);
      stranger.getOutputStream().flush();
      return new String(new DataInputStream(stranger.getInputStream()).readAllBytes(), UTF_8);
    }
  }

  private static PeerTls tls(TlsFiles files) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(files.file(".p12"))) {
      keys.load(in, TlsFiles.PASSWORD.toCharArray());
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, TlsFiles.PASSWORD.toCharArray());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(files.trust(".p12"))) {
      trusted.load(in, TlsFiles.PASSWORD.toCharArray());
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return new PeerTls(context, List.of(), List.of(), PeerTls.Verifies.BOTH, PeerTls.Use.ALWAYS);
  }
}
