package io.paddock.recipes.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.SessionKey;
import io.paddock.protocol.message.Request;
import io.paddock.testkit.fault.FaultyLink;
import io.paddock.testkit.script.WireClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A server and clients of it, each with a connection of its own that can be cut. */
public final class Stage implements AutoCloseable {
  /** Long enough for a busy machine; only a failing test waits this long. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int PING_MS = 100;
  // The pauses between tries to connect are parts of it.
  private static final Duration MORTAL = Duration.ofSeconds(6);

  private final StageServer server;
  private final List<Client> clients = new ArrayList<>();
  private final List<Actor> actors = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** A client and the link that it goes through. */
  public record Actor(Client client, FaultyLink link, InetSocketAddress server) {
    /** Lets the server end the session, and waits until the client knows and has another one. */
    public void loseSession() {
      long lost = client.sessionId();
      endSession();
      awaitNext(lost);
    }

    /** Cuts the client off, and lets the server end the session when the client doubts. */
    public void endSession() {
      SessionKey key = client.sessionKey();
      link.cut();
      Stage.eventually(() -> client.state() != ConnectionState.CONNECTED);
      try (WireClient ending = attached(key)) {
        ending.call(new Request.CloseSession());
      }
    }

    /** Heals the link, and waits for another session than this one. */
    public void awaitNext(long lost) {
      // In this order: a connection that comes about when it is healed must not be lost again.
      link.resetAll();
      link.heal();
      Stage.eventually(
          () -> client.state() == ConnectionState.CONNECTED && client.sessionId() != lost);
    }

    private WireClient attached(SessionKey session) {
      WireClient taking = new WireClient(server);
      int timeoutMs = (int) PATIENCE.toMillis();
      long id =
          taking
              .handshake(WireClient.attach(session.id(), session.password(), timeoutMs))
              .sessionId();
      assertThat(id).as("a session that is still there").isEqualTo(session.id());
      return taking;
    }
  }

  /** With a server of its own in this process. */
  public Stage() {
    this(new OwnServer());
  }

  /** With this server, which is closed with it. */
  public Stage(StageServer server) {
    this.server = server;
    onServer(client -> client.ensurePath(server.root()));
    // A connection of the stage before may be closed on this side and not yet on the server's.
    eventually(() -> watches() == 0);
  }

  private void onServer(Consumer<Client> task) {
    if (!server.root().isEmpty()) {
      try (Client client = PaddockClient.connect("127.0.0.1:" + server.address().getPort())) {
        task.accept(client);
      }
    }
  }

  /** A client whose session lasts. */
  public Client connect() {
    return actor(Duration.ofSeconds(30)).client();
  }

  /** A client that can be parted from the server. */
  public Actor actor(Duration timeout) {
    FaultyLink link = new FaultyLink(server.address());
    Actor actor = new Actor(connect("127.0.0.1:" + link.port(), timeout), link, server.address());
    actors.add(actor);
    return actor;
  }

  /** A client that connects to this address, to get to the server. */
  public Client connect(String address, Duration timeout) {
    Client client =
        PaddockClient.builder(address + server.root()).sessionTimeout(timeout).connect();
    clients.add(client);
    eventually(() -> client.state() == ConnectionState.CONNECTED);
    return client;
  }

  /** A client that is to lose its session, and not sooner: a machine may stand still meanwhile. */
  public Actor mortal() {
    return actor(MORTAL);
  }

  /** A client whose session is soon over by itself when it is parted from the server. */
  public Actor shortLived() {
    return actor(server.shortSession());
  }

  /**
   * Waits until the client has given up its session and has another one, while the server keeps the
   * first one, as after an election. Returns what ends it there.
   */
  public Runnable outliveSession(Actor of) {
    SessionKey first = of.client().sessionKey();
    // The server has all the time of the session from here on.
    of.client().sync("/");
    // Not parted: what is held back then would take the session back.
    of.link().cut();
    WireClient keeping = of.attached(first);
    CountDownLatch ended = new CountDownLatch(1);
    CompletableFuture<?> kept = aside(() -> keep(keeping, ended));
    eventually(() -> of.client().state() == ConnectionState.LOST);
    of.awaitNext(first.id());
    return () -> {
      ended.countDown();
      get(kept);
    };
  }

  private static boolean keep(WireClient keeping, CountDownLatch ended)
      throws InterruptedException {
    try (keeping) {
      while (!ended.await(PING_MS, TimeUnit.MILLISECONDS)) {
        keeping.call(new Request.Ping());
      }
      keeping.call(new Request.CloseSession());
      return true;
    }
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
    InetSocketAddress of = server.address();
    try (Socket socket = new Socket(of.getAddress(), of.getPort())) {
      socket.getOutputStream().write("mntr".getBytes(StandardCharsets.US_ASCII));
      String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> line.startsWith("zk_watch_count"))
          .map(line -> Integer.parseInt(line.substring(line.indexOf('\t') + 1).trim()))
          .findFirst()
          .orElseThrow(() -> new IOException("it does not serve: " + text));
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
    } catch (NoNodeException | UncheckedIOException e) {
      // What it looks at is still to come, be it the server.
      return false;
    }
  }

  @Override
  public void close() {
    try {
      threads.shutdownNow();
      clients.forEach(Client::close);
      actors.forEach(each -> each.link().close());
      onServer(client -> client.deleteRecursive(server.root()));
    } finally {
      server.close();
    }
  }
}
