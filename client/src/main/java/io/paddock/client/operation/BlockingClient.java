package io.paddock.client.operation;

import io.paddock.client.api.AccessList;
import io.paddock.client.api.AsyncClient;
import io.paddock.client.api.ChildList;
import io.paddock.client.api.Client;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.Created;
import io.paddock.client.api.Credential;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.Node;
import io.paddock.client.api.NodeExistsException;
import io.paddock.client.api.StateListener;
import io.paddock.client.api.Transaction;
import io.paddock.client.api.WatchListener;
import io.paddock.client.api.Watching;
import io.paddock.client.session.ClientSession;
import io.paddock.client.transport.SerialExecutor;
import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.AddWatchMode;
import io.paddock.protocol.message.ClientInfo;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Stat;
import io.paddock.protocol.message.StepResult;
import io.paddock.protocol.path.Chroot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The client as users hold it.
 *
 * <p>Thread: any.
 */
public final class BlockingClient implements Client {
  private final ClientSession session;
  private final Chroot chroot;
  private final @Nullable Executor aside;
  private final Executor completions;
  private final Executor threads;
  private final Runnable afterClose;
  private final long limitNanos;

  private BlockingClient(BlockingClient from, Duration limit) {
    this.session = from.session;
    this.chroot = from.chroot;
    this.completions = from.completions;
    this.aside = from.aside;
    this.threads = from.threads;
    this.afterClose = from.afterClose;
    this.limitNanos = limit.toNanos();
  }

  private BlockingClient(BlockingClient from, Executor aside) {
    this.session = from.session;
    this.chroot = from.chroot;
    this.completions = aside;
    this.aside = aside;
    this.threads = from.threads;
    this.afterClose = from.afterClose;
    this.limitNanos = from.limitNanos;
  }

  /**
   * @param threads run what may block
   * @param limit how long an operation waits at most
   * @param afterClose gives back what belongs to this client alone
   */
  public BlockingClient(
      ClientSession session, Chroot chroot, Executor threads, Duration limit, Runnable afterClose) {
    this.session = session;
    this.chroot = chroot;
    this.threads = threads;
    this.completions = new SerialExecutor(threads);
    this.aside = null;
    this.limitNanos = limit.toNanos();
    this.afterClose = afterClose;
  }

  private Requests requests() {
    return new Requests(session, chroot, System.nanoTime() + limitNanos, aside);
  }

  @Override
  public ConnectionState state() {
    return session.states().now();
  }

  @Override
  public long sessionId() {
    return session.id();
  }

  @Override
  public void addStateListener(StateListener listener) {
    if (aside == null) {
      session.states().add(listener);
    } else {
      session.states().add(listener, aside);
    }
  }

  @Override
  public void removeStateListener(StateListener listener) {
    session.states().remove(listener);
  }

  @Override
  public boolean awaitConnected(Duration limit) throws InterruptedException {
    return session.states().awaitConnected(limit.toNanos());
  }

  @Override
  public void addCredential(Credential credential) {
    session.addCredential(credential);
  }

  @Override
  public AsyncClient async() {
    return new CallOperations(this::requests, completions);
  }

  @Override
  public Client aside() {
    return new BlockingClient(this, new SerialExecutor(threads));
  }

  @Override
  public Executor callbacks() {
    return completions;
  }

  @Override
  public Client within(Duration limit) {
    return new BlockingClient(this, limit);
  }

  @Override
  public Created create(String path, @Nullable Data data, CreateOptions options) {
    return Waiting.on(new Creation(requests(), path, data, options).run(), "create", path);
  }

  @Override
  public Stat createOrSet(String path, @Nullable Data data) {
    // Each may find that somebody else has been quicker; then it is the other one's turn.
    while (true) {
      try {
        return set(path, data);
      } catch (NoNodeException missing) {
        try {
          return create(path, data, CreateOptions.PERSISTENT.makingParents()).stat();
        } catch (NodeExistsException there) {
          // The next round sets its data.
        }
      }
    }
  }

  @Override
  public void ensurePath(String path) {
    finish(new Subtrees(requests()).ensurePath(path), "ensurePath", path);
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
  public Watching watch(String path, AddWatchMode mode, WatchListener listener) {
    return Waiting.on(requests().watch(path, mode, listener), "watch", path);
  }

  @Override
  public void unwatch(String path, WatchListener listener) {
    CompletableFuture<Void> unused = requests().unwatch(path, listener);
  }

  @Override
  public List<StepResult> commit(Transaction transaction) {
    return Waiting.on(requests().commit(transaction), "transaction", "");
  }

  @Override
  public void close() {
    session.close().join();
    afterClose.run();
  }

  private static void finish(CompletableFuture<Void> future, String operation, String path) {
    Waiting.on(future, operation, path);
  }
}
