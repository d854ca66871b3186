package io.paddock.client.operation;

import io.paddock.client.api.AccessList;
import io.paddock.client.api.ChildList;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.Created;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.Node;
import io.paddock.client.api.ReadResults;
import io.paddock.client.api.Reads;
import io.paddock.client.api.Reconfiguration;
import io.paddock.client.api.RefusedException;
import io.paddock.client.api.Transaction;
import io.paddock.client.api.TransactionResults;
import io.paddock.client.api.WatchListener;
import io.paddock.client.api.Watching;
import io.paddock.client.request.Call;
import io.paddock.client.session.ClientSession;
import io.paddock.client.watch.AsideListener;
import io.paddock.client.watch.Wish;
import io.paddock.client.watch.WishKind;
import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.AddWatchMode;
import io.paddock.protocol.message.ClientInfo;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.Request;
import io.paddock.protocol.message.Stat;
import io.paddock.protocol.message.WatchEvent;
import io.paddock.protocol.message.WatcherType;
import io.paddock.protocol.path.Chroot;
import io.paddock.protocol.path.PathRules;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The operations that are one request each. Futures complete on the selector thread.
 *
 * @param session where the requests go
 * @param chroot put before the paths
 * @param patience when the operation fails, and how often it is tried
 * @param order where listeners are called, null for where the session calls them
 * @param kept hears of changes of ephemerals that are kept alive, null for nobody
 */
public record Requests(
    ClientSession session,
    Chroot chroot,
    Patience.Started patience,
    @Nullable Executor order,
    @Nullable KeptEphemerals kept) {
  // Nobody waits for it, but it must not stay for ever in a queue.
  private static final long UNWATCH_NANOS = TimeUnit.SECONDS.toNanos(30);

  CompletableFuture<Created> create(String path, @Nullable Data data, CreateOptions options) {
    String problem =
        options.mode().isSequential() ? PathRules.sequentialProblem(path) : PathRules.problem(path);
    if (problem != null) {
      throw new IllegalArgumentException("create " + path + ": " + problem);
    }
    CreateOptions plain =
        new CreateOptions(options.mode(), options.acl(), options.ttlMs(), false, false, false);
    Request.Step step = Transaction.EMPTY.create(path, data, plain).steps().get(0);
    return submit(
        new Call<>(
            "create",
            path,
            Steps.under(chroot, step),
            reply -> {
              Reply.PathStat made = (Reply.PathStat) reply;
              return new Created(chroot.toClient(made.path()), made.stat());
            }));
  }

  CompletableFuture<Node> get(String path, @Nullable WatchListener listener) {
    Request request = new Request.GetData(server("get", path), listener != null);
    Function<Reply, Node> meaning =
        reply -> {
          Reply.DataStat read = (Reply.DataStat) reply;
          return new Node(path, read.data(), read.stat());
        };
    return submit(
        new Call<>("get", path, request, meaning).with(wish(WishKind.DATA, path, listener)));
  }

  CompletableFuture<Optional<Stat>> exists(String path, @Nullable WatchListener listener) {
    Request request = new Request.Exists(server("exists", path), listener != null);
    Wish wish = listener == null ? null : new Wish(WishKind.DATA, path, ordered(listener), true);
    Call<Optional<Stat>> call =
        new Call<>("exists", path, request, reply -> Optional.of(((Reply.StatOnly) reply).stat()));
    return submit(call.with(wish))
        .exceptionally(
            failure -> {
              if (CallOperations.bare(failure) instanceof NoNodeException) {
                return Optional.empty();
              }
              throw Waiting.unchecked(failure);
            });
  }

  CompletableFuture<ChildList> children(String path, @Nullable WatchListener listener) {
    Request request = new Request.GetChildren2(server("children", path), listener != null);
    Function<Reply, ChildList> meaning =
        reply -> {
          Reply.NamesStat read = (Reply.NamesStat) reply;
          return new ChildList(read.names(), read.stat());
        };
    return submit(
        new Call<>("children", path, request, meaning).with(wish(WishKind.CHILD, path, listener)));
  }

  CompletableFuture<Stat> set(String path, @Nullable Data data, int version) {
    Request request = new Request.SetData(server("set", path), data, version);
    CompletableFuture<Stat> done =
        submit(new Call<>("set", path, request, reply -> ((Reply.StatOnly) reply).stat()));
    return kept == null || kept.isEmpty()
        ? done
        : done.whenComplete(
            (stat, failure) -> {
              if (failure == null) {
                kept.changed(path, data);
              }
            });
  }

  CompletableFuture<Void> delete(String path, int version) {
    Request request = new Request.Delete(server("delete", path), version);
    CompletableFuture<Void> done = submit(nothing("delete", path, request));
    return kept == null || kept.isEmpty()
        ? done
        : done.whenComplete((v, failure) -> keptDeleted(path, failure));
  }

  private void keptDeleted(String path, @Nullable Throwable failure) {
    if (kept != null
        && (failure == null || CallOperations.bare(failure) instanceof NoNodeException)) {
      kept.deleted(path);
    }
  }

  CompletableFuture<AccessList> getAcl(String path) {
    Request request = new Request.GetAcl(server("getAcl", path));
    Function<Reply, AccessList> meaning =
        reply -> {
          Reply.AclStat read = (Reply.AclStat) reply;
          return new AccessList(read.acl(), read.stat());
        };
    return submit(new Call<>("getAcl", path, request, meaning));
  }

  CompletableFuture<Stat> setAcl(String path, List<Acl> acl, int version) {
    Request request = new Request.SetAcl(server("setAcl", path), acl, version);
    return submit(new Call<>("setAcl", path, request, reply -> ((Reply.StatOnly) reply).stat()));
  }

  CompletableFuture<Void> sync(String path) {
    return submit(nothing("sync", path, new Request.Sync(server("sync", path))));
  }

  CompletableFuture<List<String>> ephemerals(String prefix) {
    Request request = new Request.GetEphemerals(server("ephemerals", prefix));
    Function<Reply, List<String>> meaning =
        reply -> ((Reply.Names) reply).names().stream().map(chroot::toClient).sorted().toList();
    return submit(new Call<>("ephemerals", prefix, request, meaning));
  }

  CompletableFuture<Integer> countDescendants(String path) {
    Request request = new Request.GetAllChildrenNumber(server("countDescendants", path));
    return submit(
        new Call<>("countDescendants", path, request, reply -> ((Reply.Count) reply).count()));
  }

  CompletableFuture<List<ClientInfo>> whoAmI() {
    Function<Reply, List<ClientInfo>> meaning = reply -> ((Reply.Clients) reply).clients();
    return submit(new Call<>("whoAmI", "", new Request.WhoAmI(), meaning));
  }

  CompletableFuture<TransactionResults> commit(Transaction transaction) {
    return transaction.steps().isEmpty()
        ? CompletableFuture.completedFuture(new TransactionResults(List.of()))
        : submit(Steps.call(chroot, transaction));
  }

  CompletableFuture<ReadResults> read(Reads reads) {
    return reads.steps().isEmpty()
        ? CompletableFuture.completedFuture(new ReadResults(List.of(), List.of()))
        : submit(Steps.call(chroot, reads));
  }

  // Its path is that of the server, whatever the chroot (spec/client.md, section 11).
  CompletableFuture<Node> config(@Nullable WatchListener listener) {
    Request request = new Request.GetData(PathRules.CONFIG, listener != null);
    return submit(
        new Call<>("config", "", request, Requests::config)
            .with(wish(WishKind.DATA, PathRules.CONFIG, listener)));
  }

  CompletableFuture<Node> reconfig(Reconfiguration change) {
    Request request =
        new Request.Reconfig(
            change.joining(), change.leaving(), change.members(), change.configId());
    return submit(new Call<>("reconfig", "", request, Requests::config));
  }

  private static Node config(Reply reply) {
    Reply.DataStat read = (Reply.DataStat) reply;
    return new Node(PathRules.CONFIG, read.data(), read.stat());
  }

  CompletableFuture<Boolean> isWatched(String path, WatcherType type) {
    Request request = new Request.CheckWatches(server("isWatched", path), type);
    return submit(new Call<>("isWatched", path, request, reply -> true))
        .exceptionally(Requests::noWatcher);
  }

  CompletableFuture<Void> unwatchAll(String path, WatcherType type) {
    Request request = new Request.RemoveWatches(server("unwatchAll", path), type);
    Call<Boolean> call = new Call<>("unwatchAll", path, request, reply -> true);
    session.forgetAll(path, type);
    return submit(call).exceptionally(Requests::noWatcher).thenApply(there -> null);
  }

  private static boolean noWatcher(Throwable failure) {
    if (CallOperations.bare(failure) instanceof RefusedException refused
        && refused.error() == ErrorCode.NO_WATCHER) {
      return false;
    }
    throw Waiting.unchecked(failure);
  }

  CompletableFuture<Watching> watch(String path, AddWatchMode mode, WatchListener listener) {
    // A listener of its own for each watch, so that closing one leaves the others.
    WatchListener own =
        new WatchListener() {
          @Override
          public void happened(WatchEvent event) {
            listener.happened(event);
          }
        };
    Wish wish = new Wish(WishKind.of(mode), path, ordered(own), false);
    Request request = new Request.AddWatch(server("watch", path), mode);
    Watching watching = () -> session.forget(wish, unwatch(path, mode));
    return submit(new Call<>("watch", path, request, reply -> watching).with(wish));
  }

  private Call<Void> unwatch(String path, AddWatchMode mode) {
    WatcherType type =
        mode == AddWatchMode.PERSISTENT ? WatcherType.PERSISTENT : WatcherType.PERSISTENT_RECURSIVE;
    Request request = new Request.RemoveWatches(chroot.toServer(path), type);
    return nothing("unwatch", path, request).until(System.nanoTime() + UNWATCH_NANOS);
  }

  CompletableFuture<Void> unwatch(String path, WatchListener listener) {
    String server = server("unwatch", path);
    CompletableFuture<Void> forgotten = new CompletableFuture<>();
    session.forgetOnce(
        path,
        ordered(listener),
        type ->
            nothing("unwatch", path, new Request.RemoveWatches(server, type))
                .until(System.nanoTime() + UNWATCH_NANOS),
        forgotten);
    return forgotten;
  }

  private WatchListener ordered(WatchListener listener) {
    return order == null ? listener : new AsideListener(order, listener);
  }

  private <T> CompletableFuture<T> submit(Call<T> call) {
    session.submit(call.until(patience.deadlineNanos()).trying(patience.retry()));
    return call.future();
  }

  private static Call<Void> nothing(String operation, String path, Request request) {
    return new Call<>(operation, path, request, reply -> null);
  }

  private @Nullable Wish wish(WishKind kind, String path, @Nullable WatchListener listener) {
    return listener == null ? null : new Wish(kind, path, ordered(listener), false);
  }

  private String server(String operation, String path) {
    String problem = PathRules.problem(path);
    if (problem != null) {
      throw new IllegalArgumentException(operation + " " + path + ": " + problem);
    }
    return chroot.toServer(path);
  }
}
