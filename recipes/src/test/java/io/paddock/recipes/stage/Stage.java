package io.paddock.recipes.stage;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.NoNodeException;
import io.paddock.testkit.fault.FaultyLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A server and clients of it, each with a connection of its own that can be cut. The server is one
 * of its own in this process, unless a {@link StageServer.Source} gives another one.
 */
public final class Stage implements AutoCloseable {
  /** Long enough for a busy machine; only a failing test waits this long. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private final StageServer server =
      ServiceLoader.load(StageServer.Source.class)
          .findFirst()
          .map(StageServer.Source::server)
          .orElseGet(OwnServer::new);
  private final String root = server.isShared() ? "/stage-" + UUID.randomUUID() : "";
  private final List<Client> clients = new ArrayList<>();
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

  public Stage() {
    if (server.isShared()) {
      try (Client client = PaddockClient.connect(text(server.addresses().get(0)))) {
        client.ensurePath(root);
      }
    }
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  /** A client whose session lasts. */
  public Client connect() {
    return actor(Duration.ofSeconds(30)).client();
  }

  /** A client that can be parted from the server. */
  public Actor actor(Duration timeout) {
    List<InetSocketAddress> addresses = server.addresses();
    FaultyLink link = new FaultyLink(addresses.get(actors.size() % addresses.size()));
    Actor actor = new Actor(connect("127.0.0.1:" + link.port(), timeout), link);
    actors.add(actor);
    return actor;
  }

  /** A client that connects to this address, to get to the server. */
  public Client connect(String address, Duration timeout) {
    Client client = PaddockClient.builder(address + root).sessionTimeout(timeout).connect();
    clients.add(client);
    eventually(() -> client.state() == ConnectionState.CONNECTED);
    return client;
  }

  /** A client whose session is soon lost when it is parted from the server. */
  public Actor mortal() {
    return actor(Duration.ofMillis(900));
  }

  public StageServer server() {
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
    return server.addresses().stream().mapToInt(Stage::watches).sum();
  }

  private static int watches(InetSocketAddress of) {
    try (Socket socket = new Socket(of.getAddress(), of.getPort())) {
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
    clients.forEach(Client::close);
    actors.forEach(each -> each.link().close());
    if (server.isShared()) {
      try (Client client = PaddockClient.connect(text(server.addresses().get(0)))) {
        client.deleteRecursive(root);
      }
    }
    server.close();
  }
}
