package io.paddock.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class SrvrAnswerTest {
  @Test
  void version_mode_and_zxid_are_read() {
    SrvrAnswer answer =
        SrvrAnswer.parse(
            "Zookeeper version: 3.9.5-6ff0, built on 2026-01-01\nZxid: 0x100000002\nMode: leader\n");

    assertThat(answer).isEqualTo(new SrvrAnswer("3.9.5", "leader", 0x100000002L));
    assertThat(answer.isLeader()).isTrue();
    assertThat(SrvrAnswer.parse("Mode: follower\n").isLeader()).isFalse();
  }

  @Test
  void paddock_is_known_by_its_own_release() {
    assertThat(
            SrvrAnswer.parse("Zookeeper version: 3.9.5-paddock-0.1.0-SNAPSHOT, built on 2026\n")
                .version())
        .isEqualTo("0.1.0-SNAPSHOT");
  }

  @Test
  void whoever_does_not_serve_says_nothing_of_it() {
    assertThat(SrvrAnswer.parse("This ZooKeeper instance is not currently serving requests\n"))
        .isEqualTo(SrvrAnswer.NONE);
  }

  @Test
  void where_nobody_listens_there_is_no_answer() throws IOException {
    // It has the port and does not listen, so nobody else can be there.
    try (Socket silent = new Socket()) {
      silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      InetSocketAddress nobody = (InetSocketAddress) silent.getLocalSocketAddress();

      assertThat(SrvrAnswer.ask(nobody)).isEqualTo(SrvrAnswer.NONE);
    }
  }
}
