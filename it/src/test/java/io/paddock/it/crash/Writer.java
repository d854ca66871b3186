package io.paddock.it.crash;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.Request;
import io.paddock.testkit.script.Received;
import io.paddock.testkit.script.WireClient;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes as fast as it can, with many requests outstanding, until the connection breaks, and notes
 * what was acknowledged.
 *
 * <p>Thread: its own.
 */
final class Writer implements Runnable {
  private static final int OUTSTANDING = 24;

  private final InetSocketAddress server;
  private final String name;
  private final Acknowledged acknowledged;

  /** A writer whose {@code name} is used once: its pairs of znodes are named after it. */
  Writer(InetSocketAddress server, String name, Acknowledged acknowledged) {
    this.server = server;
    this.name = name;
    this.acknowledged = acknowledged;
  }

  @Override
  public void run() {
    try (WireClient client = WireClient.open(server)) {
      for (int turn = 0; ; turn++) {
        String pair = Tree.PAIRS + "/" + name + "-" + turn;
        client.sendAll(requests(pair));
        for (int i = 0; i < OUTSTANDING; i++) {
          note(client.receive());
        }
        notePair(pair, client.receive());
      }
    } catch (AssertionError | UncheckedIOException e) {
      // The server was killed: what is not noted by now was not acknowledged.
      acknowledged.writerEnded();
    }
  }

  private List<Request> requests(String pair) {
    List<Request> requests = new ArrayList<>();
    for (int i = 0; i < OUTSTANDING; i++) {
      requests.add(Tree.create(Tree.SEQUENCE + "/n-", name, Tree.SEQUENTIAL));
    }
    requests.add(
        new Request.Multi(
            List.of(
                Tree.create(pair + Tree.LEFT, name, Tree.PLAIN),
                Tree.create(pair + Tree.RIGHT, name, Tree.PLAIN))));
    return requests;
  }

  private void note(Received received) {
    if (received.error() == ErrorCode.OK && received.reply() instanceof Reply.Path made) {
      acknowledged.created(String.valueOf(made.path()), name);
    } else {
      acknowledged.wrong("a sequential create was answered with " + received);
    }
  }

  private void notePair(String pair, Received received) {
    if (received.error() == ErrorCode.OK && received.reply() instanceof Reply.Multi) {
      acknowledged.created(pair + Tree.LEFT, name);
      acknowledged.created(pair + Tree.RIGHT, name);
    } else {
      acknowledged.wrong("a multi was answered with " + received);
    }
  }

  /** The znodes of this test. */
  static final class Tree {
    static final String SEQUENCE = "/sequence";
    static final String PAIRS = "/pairs";
    static final String LEFT = "-left";
    static final String RIGHT = "-right";
    static final int PLAIN = 0;
    static final int EPHEMERAL = 1;
    static final int SEQUENTIAL = 2;

    private Tree() {}

    static Request.Create create(String path, String data, int flags) {
      return new Request.Create(OpCode.CREATE, path, Data.of(data), Acl.OPEN, flags, 0);
    }
  }
}
