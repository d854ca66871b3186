package io.paddock.recipes.stage;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.client.api.ClientMetrics;
import io.paddock.client.api.ConnectionState;
import io.paddock.testkit.fault.FaultyLink;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A client whose callbacks wait while a gate is shut, as those of a busy program do.
 *
 * <p>Thread: any.
 */
public final class Gate implements Executor, AutoCloseable {
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<ConnectionState> states = new CopyOnWriteArrayList<>();
  private final FaultyLink link;
  private final Client client;
  private boolean shut;

  /** A client of this server, whose gate is open. */
  public Gate(StageServer server) {
    this.link = new FaultyLink(server.address());
    this.client =
        PaddockClient.builder("127.0.0.1:" + link.port() + server.root())
            .callbacks(this)
            .metrics(
                new ClientMetrics() {
                  @Override
                  public void changed(ConnectionState state) {
                    states.add(state);
                  }
                })
            .connect();
  }

  /** The client. */
  public Client client() {
    return client;
  }

  @Override
  public synchronized void execute(Runnable task) {
    if (shut) {
      waiting.add(task);
    } else {
      threads.execute(task);
    }
  }

  /** Cuts the connection, and opens only when there is another one. */
  public void loseConnectionUnheard() {
    setShut(true);
    int before = connections();
    link.resetAll();
    Stage.eventually(() -> connections() > before);
    setShut(false);
  }

  private int connections() {
    return Collections.frequency(states, ConnectionState.CONNECTED);
  }

  private synchronized void setShut(boolean next) {
    shut = next;
    while (!shut && !waiting.isEmpty()) {
      threads.execute(waiting.remove());
    }
  }

  @Override
  public void close() {
    client.close();
    link.close();
    threads.shutdown();
  }
}
