package io.paddock.client.operation;

import io.paddock.client.api.AccessList;
import io.paddock.client.api.AsyncClient;
import io.paddock.client.api.ChildList;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.Created;
import io.paddock.client.api.Node;
import io.paddock.client.api.ReadResults;
import io.paddock.client.api.Reads;
import io.paddock.client.api.Reconfiguration;
import io.paddock.client.api.Transaction;
import io.paddock.client.api.TransactionResults;
import io.paddock.client.api.WatchListener;
import io.paddock.client.api.Watching;
import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.AddWatchMode;
import io.paddock.protocol.message.ClientInfo;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Stat;
import io.paddock.protocol.message.WatcherType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The operations as users see them: results on their executor, failures without wrapping.
 *
 * <p>Thread: any.
 */
public final class CallOperations implements AsyncClient {
  private final Supplier<Requests> requests;
  private final Executor completions;

  /**
   * @param requests made new for each operation, since it carries the deadline
   * @param completions where futures complete
   */
  public CallOperations(Supplier<Requests> requests, Executor completions) {
    this.requests = requests;
    this.completions = completions;
  }

  private <T> CompletableFuture<T> shown(CompletableFuture<T> inner) {
    CompletableFuture<T> shown = new CompletableFuture<>();
    CompletableFuture<T> unused =
        inner.whenComplete(
            (value, failure) ->
                completions.execute(
                    () -> {
                      if (failure == null) {
                        shown.complete(value);
                      } else {
                        shown.completeExceptionally(bare(failure));
                      }
                    }));
    return shown;
  }

  /** What failed, without what a chain of futures wraps it in. */
  static Throwable bare(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? bare(cause) : failure;
  }

  @Override
  public CompletableFuture<Created> create(
      String path, @Nullable Data data, CreateOptions options) {
    return shown(new Creation(requests.get(), path, data, options).run());
  }

  @Override
  public CompletableFuture<Stat> createOrSet(
      String path, @Nullable Data data, CreateOptions options) {
    return shown(new Subtrees(requests.get()).createOrSet(path, data, options));
  }

  @Override
  public CompletableFuture<Void> ensurePath(String path, CreateOptions options) {
    return shown(new Subtrees(requests.get()).ensurePath(path, options));
  }

  @Override
  public CompletableFuture<ReadResults> read(Reads reads) {
    return shown(requests.get().read(reads));
  }

  @Override
  public CompletableFuture<Node> config(@Nullable WatchListener listener) {
    return shown(requests.get().config(listener));
  }

  @Override
  public CompletableFuture<Node> reconfig(Reconfiguration change) {
    return shown(requests.get().reconfig(change));
  }

  @Override
  public CompletableFuture<Boolean> isWatched(String path, WatcherType type) {
    return shown(requests.get().isWatched(path, type));
  }

  @Override
  public CompletableFuture<Void> unwatchAll(String path, WatcherType type) {
    return shown(requests.get().unwatchAll(path, type));
  }

  @Override
  public CompletableFuture<Node> get(String path, @Nullable WatchListener listener) {
    return shown(requests.get().get(path, listener));
  }

  @Override
  public CompletableFuture<Optional<Stat>> exists(String path, @Nullable WatchListener listener) {
    return shown(requests.get().exists(path, listener));
  }

  @Override
  public CompletableFuture<ChildList> children(String path, @Nullable WatchListener listener) {
    return shown(requests.get().children(path, listener));
  }

  @Override
  public CompletableFuture<Map<String, Node>> childrenWithData(String path) {
    return shown(new Subtrees(requests.get()).childrenWithData(path));
  }

  @Override
  public CompletableFuture<Stat> set(String path, @Nullable Data data, int version) {
    return shown(requests.get().set(path, data, version));
  }

  @Override
  public CompletableFuture<Void> delete(String path, int version) {
    return shown(requests.get().delete(path, version));
  }

  @Override
  public CompletableFuture<Void> deleteRecursive(String path) {
    return shown(new Subtrees(requests.get()).deleteRecursive(path));
  }

  @Override
  public CompletableFuture<AccessList> getAcl(String path) {
    return shown(requests.get().getAcl(path));
  }

  @Override
  public CompletableFuture<Stat> setAcl(String path, List<Acl> acl, int version) {
    return shown(requests.get().setAcl(path, acl, version));
  }

  @Override
  public CompletableFuture<Void> sync(String path) {
    return shown(requests.get().sync(path));
  }

  @Override
  public CompletableFuture<List<String>> ephemerals(String prefix) {
    return shown(requests.get().ephemerals(prefix));
  }

  @Override
  public CompletableFuture<Integer> countDescendants(String path) {
    return shown(requests.get().countDescendants(path));
  }

  @Override
  public CompletableFuture<List<ClientInfo>> whoAmI() {
    return shown(requests.get().whoAmI());
  }

  @Override
  public CompletableFuture<Watching> watch(String path, AddWatchMode mode, WatchListener listener) {
    return shown(requests.get().watch(path, mode, listener));
  }

  @Override
  public CompletableFuture<Void> unwatch(String path, WatchListener listener) {
    return shown(requests.get().unwatch(path, listener));
  }

  @Override
  public CompletableFuture<TransactionResults> commit(Transaction transaction) {
    return shown(requests.get().commit(transaction));
  }
}
