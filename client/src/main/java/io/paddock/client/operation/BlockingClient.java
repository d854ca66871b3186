package io.paddock.client.operation;

import io.paddock.client.api.AccessList;
import io.paddock.client.api.AsyncClient;
import io.paddock.client.api.ChildList;
import io.paddock.client.api.Client;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.Created;
import io.paddock.client.api.Credential;
import io.paddock.client.api.Node;
import io.paddock.client.api.ReadResults;
import io.paddock.client.api.Reads;
import io.paddock.client.api.Reconfiguration;
import io.paddock.client.api.RetryPolicy;
import io.paddock.client.api.SessionKey;
import io.paddock.client.api.StateListener;
import io.paddock.client.api.Transaction;
import io.paddock.client.api.TransactionResults;
import io.paddock.client.api.WatchListener;
import io.paddock.client.api.Watching;
import io.paddock.client.transport.IoLoop;
import io.paddock.client.transport.SerialExecutor;
import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.AddWatchMode;
import io.paddock.protocol.message.ClientInfo;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Stat;
import io.paddock.protocol.message.WatcherType;
import io.paddock.protocol.path.Chroot;
import io.paddock.protocol.path.ConnectString;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The client as users hold it.
 *
 * <p>Thread: any.
 */
public final class BlockingClient implements Client {
  private static final Patience KEEPING =
      new Patience(
          Duration.ofSeconds(60),
          RetryPolicy.doubling(30, Duration.ofMillis(20), Duration.ofSeconds(1)));

  private final Wiring wiring;
  private final KeptEphemerals kept;
  private final SerialExecutor completions;
  private final @Nullable Executor aside;
  private final Patience patience;

  private BlockingClient(
      Wiring wiring,
      KeptEphemerals kept,
      SerialExecutor completions,
      @Nullable Executor aside,
      Patience patience) {
    this.wiring = wiring;
    this.kept = kept;
    this.completions = completions;
    this.aside = aside;
    this.patience = patience;
  }

  /**
   * @param limit how long an operation waits at most
   * @param retry for what lost its connection and is safe to repeat
   */
  public BlockingClient(Wiring wiring, Duration limit, RetryPolicy retry) {
    this(
        wiring,
        kept(wiring),
        new SerialExecutor(wiring.threads()),
        null,
        new Patience(limit, retry));
  }

  private static KeptEphemerals kept(Wiring wiring) {
    SerialExecutor order = new SerialExecutor(wiring.threads());
    return new KeptEphemerals(
        wiring.session(),
        () -> new Requests(wiring.session(), wiring.chroot(), KEEPING.begin(), order, null),
        order);
  }

  private Requests requests() {
    return new Requests(wiring.session(), wiring.chroot(), patience.begin(), aside, kept);
  }

  @Override
  public ConnectionState state() {
    return wiring.session().states().now();
  }

  @Override
  public long sessionId() {
    return wiring.session().id();
  }

  @Override
  public SessionKey sessionKey() {
    return wiring.session().key();
  }

  @Override
  public void changeServers(String servers) {
    ConnectString parsed = ConnectString.parse(servers);
    if (!parsed.chroot().equals(Chroot.NONE)) {
      throw new IllegalArgumentException("a chroot cannot be changed: " + servers);
    }
    wiring.session().changeServers(parsed.servers());
  }

  @Override
  public void addStateListener(StateListener listener) {
    if (aside == null) {
      wiring.session().states().add(listener);
    } else {
      wiring.session().states().add(listener, aside);
    }
  }

  @Override
  public void removeStateListener(StateListener listener) {
    wiring.session().states().remove(listener);
  }

  @Override
  public boolean awaitConnected(Duration limit) throws InterruptedException {
    return wiring.session().states().awaitConnected(Nanos.of(limit));
  }

  @Override
  public void addCredential(Credential credential) {
    wiring.session().addCredential(credential);
  }

  @Override
  public AsyncClient async() {
    return new CallOperations(this::requests, completions);
  }

  @Override
  public Client aside() {
    SerialExecutor order = new SerialExecutor(wiring.threads());
    return new BlockingClient(wiring, kept, order, order, patience);
  }

  @Override
  public Executor callbacks() {
    return completions;
  }

  @Override
  public Future<?> after(Duration delay, Runnable task) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Runnable late =
        () -> {
          if (!done.isDone()) {
            task.run();
            done.complete(null);
          }
        };
    IoLoop loop = wiring.loop();
    loop.execute(
        () -> {
          IoLoop.Timer timer = loop.after(Nanos.of(delay), () -> completions.execute(late));
          CompletableFuture<Void> unused =
              done.whenComplete((v, failure) -> loop.execute(timer::cancel));
        });
    return done;
  }

  @Override
  public Client within(Duration limit) {
    return new BlockingClient(
        wiring, kept, completions, aside, new Patience(limit, patience.retry()));
  }

  @Override
  public Client retrying(RetryPolicy policy) {
    return new BlockingClient(
        wiring, kept, completions, aside, new Patience(patience.limit(), policy));
  }

  @Override
  public Created create(String path, @Nullable Data data, CreateOptions options) {
    return Waiting.on(new Creation(requests(), path, data, options).run(), "create", path);
  }

  @Override
  public Stat createOrSet(String path, @Nullable Data data, CreateOptions options) {
    return Waiting.on(
        new Subtrees(requests()).createOrSet(path, data, options), "createOrSet", path);
  }

  @Override
  public void ensurePath(String path, CreateOptions options) {
    finish(new Subtrees(requests()).ensurePath(path, options), "ensurePath", path);
  }

  @Override
  public Node get(String path, @Nullable WatchListener listener) {
    return Waiting.on(requests().get(path, listener), "get", path);
  }

  @Override
  public Optional<Stat> exists(String path, @Nullable WatchListener listener) {
    return Waiting.on(requests().exists(path, listener), "exists", path);
  }

  @Override
  public ChildList children(String path, @Nullable WatchListener listener) {
    return Waiting.on(requests().children(path, listener), "children", path);
  }

  @Override
  public Map<String, Node> childrenWithData(String path) {
    return Waiting.on(new Subtrees(requests()).childrenWithData(path), "childrenWithData", path);
  }

  @Override
  public Stat set(String path, @Nullable Data data, int version) {
    return Waiting.on(requests().set(path, data, version), "set", path);
  }

  @Override
  public void delete(String path, int version) {
    finish(requests().delete(path, version), "delete", path);
  }

  @Override
  public void deleteRecursive(String path) {
    finish(new Subtrees(requests()).deleteRecursive(path), "deleteRecursive", path);
  }

  @Override
  public AccessList getAcl(String path) {
    return Waiting.on(requests().getAcl(path), "getAcl", path);
  }

  @Override
  public Stat setAcl(String path, List<Acl> acl, int version) {
    return Waiting.on(requests().setAcl(path, acl, version), "setAcl", path);
  }

  @Override
  public void sync(String path) {
    finish(requests().sync(path), "sync", path);
  }

  @Override
  public List<String> ephemerals(String prefix) {
    return Waiting.on(requests().ephemerals(prefix), "ephemerals", prefix);
  }

  @Override
  public int countDescendants(String path) {
    return Waiting.on(requests().countDescendants(path), "countDescendants", path);
  }

  @Override
  public List<ClientInfo> whoAmI() {
    return Waiting.on(requests().whoAmI(), "whoAmI", "");
  }

  @Override
  public ReadResults read(Reads reads) {
    return Waiting.on(requests().read(reads), "read", "");
  }

  @Override
  public Node config(@Nullable WatchListener listener) {
    return Waiting.on(requests().config(listener), "config", "");
  }

  @Override
  public Node reconfig(Reconfiguration change) {
    return Waiting.on(requests().reconfig(change), "reconfig", "");
  }

  @Override
  public boolean isWatched(String path, WatcherType type) {
    return Waiting.on(requests().isWatched(path, type), "isWatched", path);
  }

  @Override
  public void unwatchAll(String path, WatcherType type) {
    finish(requests().unwatchAll(path, type), "unwatchAll", path);
  }

  @Override
  public Watching watch(String path, AddWatchMode mode, WatchListener listener) {
    return Waiting.on(requests().watch(path, mode, listener), "watch", path);
  }

  @Override
  public void unwatch(String path, WatchListener listener) {
    CompletableFuture<Void> unused = requests().unwatch(path, listener);
  }

  @Override
  public TransactionResults commit(Transaction transaction) {
    return Waiting.on(requests().commit(transaction), "transaction", "");
  }

  @Override
  public void close() {
    wiring.session().close().join();
    wiring.afterClose().run();
  }

  private static void finish(CompletableFuture<Void> future, String operation, String path) {
    Waiting.on(future, operation, path);
  }
}
