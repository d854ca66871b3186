package io.paddock.recipes.stage;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.NoNodeException;
import io.paddock.testkit.embedded.EmbeddedServer;
import io.paddock.testkit.fault.FaultyLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A server and clients of it, each with a connection of its own that can be cut. */
public final class Stage implements AutoCloseable {
  /** Long enough for a busy machine; only a failing test waits this long. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EmbeddedServer server = EmbeddedServer.start();
  private final List<Actor> actors = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** A client and the link that it goes through. */
  public record Actor(Client client, FaultyLink link) {
    /** Lets the session expire, and waits until the client knows and has another one. */
    public void loseSession() {
      long session = client.sessionId();
      link.partition();
      Stage.eventually(() -> client.state() == ConnectionState.LOST);
      link.heal();
      link.resetAll();
      Stage.eventually(
          () -> client.state() == ConnectionState.CONNECTED && client.sessionId() != session);
    }
  }

  /** A client whose session lasts. */
  public Client connect() {
    return actor(Duration.ofSeconds(30)).client();
  }

  /** A client that can be parted from the server. */
  public Actor actor(Duration timeout) {
    FaultyLink link = new FaultyLink(server.address());
    Client client =
        PaddockClient.builder("127.0.0.1:" + link.port()).sessionTimeout(timeout).connect();
    Actor actor = new Actor(client, link);
    actors.add(actor);
    eventually(() -> client.state() == ConnectionState.CONNECTED);
    return actor;
  }

  /** A client whose session is soon lost when it is parted from the server. */
  public Actor mortal() {
    return actor(Duration.ofMillis(900));
  }

  public EmbeddedServer server() {
    return server;
  }

  /** Runs something aside. */
  public <T> CompletableFuture<T> aside(Callable<T> body) {
    CompletableFuture<T> result = new CompletableFuture<>();
    threads.execute(
        () -> {
          try {
            result.complete(body.call());
          } catch (Exception | AssertionError e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  /** The result of what runs aside. */
  public static <T> T get(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("nothing within " + PATIENCE, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new AssertionError(e.getCause());
    }
  }

  /** The number of watches that the server has. */
  public int watches() {
    try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
      socket.getOutputStream().write("mntr".getBytes(StandardCharsets.US_ASCII));
      String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> line.startsWith("zk_watch_count"))
          .map(line -> Integer.parseInt(line.substring(line.indexOf('\t') + 1).trim()))
          .findFirst()
          .orElseThrow(() -> new AssertionError(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns as soon as it holds. */
  public static void eventually(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds(condition)) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("not within " + PATIENCE);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private static boolean holds(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (NoNodeException e) {
      // What it looks at is still to come.
      return false;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    if (!server.isRunning()) {
      server.startAgain();
    }
    for (Actor each : actors) {
      each.client().close();
      each.link().close();
    }
    server.close();
  }
}
