package io.paddock.cli.shell;

import io.paddock.client.api.Client;
import io.paddock.client.api.WatchListener;
import java.io.PrintWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One user's talk with a server: the client, if there is one, and where answers go.
 *
 * <p>Thread: that which reads the words; listeners only print.
 */
final class Talk implements AutoCloseable {
  private final PrintWriter out;
  private final boolean interactive;
  private Target target;
  private @Nullable Client client;
  private volatile boolean printsWatches = true;

  Talk(PrintWriter out, Target target, boolean interactive) {
    this.out = out;
    this.target = target;
    this.interactive = interactive;
    this.client = target.connect();
  }

  /** Waits for a server; whether one came. */
  boolean awaitConnected(Duration limit) throws InterruptedException {
    return client().awaitConnected(limit);
  }

  /** Whether words follow, so that none may keep the user waiting for ever. */
  boolean isInteractive() {
    return interactive;
  }

  Target target() {
    return target;
  }

  /** The client; {@link UsageException} after {@code close}. */
  Client client() {
    Client current = client;
    if (current == null) {
      throw new UsageException("Not connected");
    }
    return current;
  }

  void say(String line) {
    out.println(line);
  }

  /** Prints what a watch tells, as ZooKeeper's shell does. */
  WatchListener printer() {
    return event -> {
      if (printsWatches) {
        say(
            "%nWATCHER::%n%nWatchedEvent state:SyncConnected type:%s path:%s"
                .formatted(Texts.type(event.type()), event.path()));
      }
    };
  }

  boolean printsWatches() {
    return printsWatches;
  }

  void printWatches(boolean on) {
    printsWatches = on;
  }

  /** Begins anew with other servers. */
  void connect(String servers) {
    Target next = target.at(servers);
    Client opened = next.connect();
    close();
    target = next;
    client = opened;
  }

  String prompt(int number) {
    Client current = client;
    String state =
        current == null
            ? "CLOSED"
            : switch (current.state()) {
              case CONNECTED -> "CONNECTED";
              case CONNECTED_READ_ONLY -> "CONNECTEDREADONLY";
              case SUSPENDED, LOST -> "CONNECTING";
              case CLOSED -> "CLOSED";
            };
    return "[zk: %s(%s) %d] ".formatted(target.servers(), state, number);
  }

  @Override
  public void close() {
    Client current = client;
    client = null;
    if (current != null) {
      current.close();
    }
  }
}
