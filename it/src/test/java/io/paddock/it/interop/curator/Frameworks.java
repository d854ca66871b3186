package io.paddock.it.interop.curator;

import io.paddock.it.process.ServerProcess;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.listen.StandardListenerManager;
import org.apache.curator.framework.listen.UnaryListenerManager;
import org.apache.curator.framework.state.ConnectionStateListener;
import org.apache.curator.retry.RetryForever;

/**
 * The Curator clients of one test, in one namespace, and threads to run blocking recipes on.
 *
 * <p>Thread: the test's.
 */
final class Frameworks implements AutoCloseable {
  static final int SECONDS = 60;

  /** For a session that is to end: short, and long enough for a machine that stood still. */
  static final int SHORT_SESSION_MS = 7_000;

  private static final int SESSION_MS = 30_000;
  private static final int CONNECT_MS = 10_000;
  private static final int RETRY_MS = 20;

  private final ServerProcess server;
  private final String namespace = UUID.randomUUID().toString();
  private final Deque<CuratorFramework> open = new ArrayDeque<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  Frameworks(ServerProcess server) {
    this.server = server;
  }

  /** A client with a session of its own. */
  CuratorFramework connect() {
    return connect(server.address(), SESSION_MS);
  }

  /** The same through another address, with another session timeout. */
  CuratorFramework connect(String address, int sessionMs) {
    CountDownLatch told = new CountDownLatch(1);
    CuratorFramework client =
        CuratorFrameworkFactory.builder()
            .connectionStateListenerManagerFactory(framework -> new TellingAll(told))
            .connectString(address)
            .namespace(namespace)
            .sessionTimeoutMs(sessionMs)
            .connectionTimeoutMs(CONNECT_MS)
            .retryPolicy(new RetryForever(RETRY_MS))
            .build();
    client.start();
    open.push(client);
    try {
      if (!told.await(SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("not connected to " + address);
      }
      keepNamespace(client);
    } catch (Exception e) {
      throw new AssertionError("not connected to " + address, e);
    }
    return client;
  }

  /**
   * Makes the namespace a node that stays. Curator would make it a container, and such a one goes
   * with what was last in it: at any time, also between Curator's look at it and its next call.
   */
  private void keepNamespace(CuratorFramework client) throws Exception {
    if (open.size() == 1) {
      client.usingNamespace(null).create().orSetData().forPath("/" + namespace);
    }
  }

  /** Runs this on another thread. */
  <T> Future<T> aside(Callable<T> body) {
    return threads.submit(body);
  }

  /** The result of what runs aside, waited for. */
  static <T> T resultOf(Future<T> running)
      throws ExecutionException, InterruptedException, TimeoutException {
    return running.get(SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    open.forEach(CuratorFramework::close);
  }

  /**
   * Says when all who listen have been told of the connection. Whoever begins to listen earlier,
   * though the client is connected, may be told too, and take it for a new connection: a discovery
   * then registers its services once more, by delete and create.
   */
  private static final class TellingAll implements UnaryListenerManager<ConnectionStateListener> {
    private final UnaryListenerManager<ConnectionStateListener> all =
        StandardListenerManager.standard();
    private final CountDownLatch told;

    TellingAll(CountDownLatch told) {
      this.told = told;
    }

    @Override
    public void forEach(Consumer<ConnectionStateListener> telling) {
      all.forEach(telling);
      told.countDown();
    }

    @Override
    public void addListener(ConnectionStateListener listener) {
      all.addListener(listener);
    }

    @Override
    public void addListener(ConnectionStateListener listener, Executor executor) {
      all.addListener(listener, executor);
    }

    @Override
    public void removeListener(ConnectionStateListener listener) {
      all.removeListener(listener);
    }

    @Override
    public void clear() {
      all.clear();
    }

    @Override
    public int size() {
      return all.size();
    }
  }
}
