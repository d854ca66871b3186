package io.paddock.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.crash.Writer.Tree;
import io.paddock.it.process.ServerProcess;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.Request;
import io.paddock.testkit.script.WireClient;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Znodes {@code /n0}, {@code /n1} … that were created one after the other, each only when the one
 * before it was acknowledged, over several lives of a server. Thread: its test's.
 */
final class History {
  private final int dataBytes;
  private int acknowledged;

  /** Each znode gets data of this size. */
  History(int dataBytes) {
    this.dataBytes = dataBytes;
  }

  /** How many have been acknowledged so far. */
  int acknowledged() {
    return acknowledged;
  }

  /** Creates this many more, all of which must be acknowledged. */
  void grow(ServerProcess server, int count) {
    try (WireClient client = WireClient.open(address(server))) {
      for (int i = 0; i < count; i++) {
        assertThat(next(client)).as("creation of /n%s", acknowledged).isEqualTo(ErrorCode.OK);
        acknowledged++;
      }
    }
  }

  /** Creates more until the server no longer answers. */
  void growUntilItStops(ServerProcess server) {
    try (WireClient client = WireClient.open(address(server))) {
      while (next(client) == ErrorCode.OK) {
        acknowledged++;
      }
    } catch (AssertionError | UncheckedIOException e) {
      // It has closed the connection: what is not counted by now was not acknowledged.
    }
  }

  /** Every acknowledged znode is there, with its data. */
  void verify(ServerProcess server) {
    try (WireClient client = WireClient.open(address(server))) {
      for (int i = 0; i < acknowledged; i++) {
        Data data =
            client.call(new Request.GetData("/n" + i, false)).as(Reply.DataStat.class).data();
        assertThat(data).as("data of /n%s", i).isEqualTo(Data.of(text(i)));
      }
    }
  }

  private ErrorCode next(WireClient client) {
    return client.call(Tree.create("/n" + acknowledged, text(acknowledged), Tree.PLAIN)).error();
  }

  private String text(int i) {
    String name = "data of " + i + " ";
    return name + "x".repeat(Math.max(0, dataBytes - name.length()));
  }

  private static InetSocketAddress address(ServerProcess server) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
  }
}
