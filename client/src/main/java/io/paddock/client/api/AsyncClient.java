package io.paddock.client.api;

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
import org.jspecify.annotations.Nullable;

/**
 * All operations without waiting. Requests of one client are sent, done and answered in the order
 * of the calls. A future that fails holds a {@link ClientException}; a path that cannot be is an
 * IllegalArgumentException at once.
 *
 * <p>Thread: any. Futures complete on a thread of the client's, one after the other in the order of
 * the replies; a stage that waits for another future of the same client there waits for ever, so
 * give such a stage an executor, or use the blocking form, which is free of this.
 */
public interface AsyncClient {
  /** The version that any version matches. */
  int ANY_VERSION = -1;

  /** Creates a znode. */
  CompletableFuture<Created> create(String path, @Nullable Data data, CreateOptions options);

  /**
   * Creates a znode with its parents, or replaces the data of the one that is there. The options
   * hold for a znode that is made; those of a sequential one make no sense here.
   */
  CompletableFuture<Stat> createOrSet(String path, @Nullable Data data, CreateOptions options);

  /** Creates what is missing of a path, down to its last name. */
  default CompletableFuture<Void> ensurePath(String path) {
    return ensurePath(path, CreateOptions.PERSISTENT);
  }

  /** Creates what is missing of a path, each znode with these options. */
  CompletableFuture<Void> ensurePath(String path, CreateOptions options);

  /** Data and Stat of a znode; a listener hears of its next change or deletion, once. */
  CompletableFuture<Node> get(String path, @Nullable WatchListener listener);

  /**
   * The Stat of a znode, empty if there is none; a listener hears of its next change, deletion or
   * creation, once.
   */
  CompletableFuture<Optional<Stat>> exists(String path, @Nullable WatchListener listener);

  /** The children of a znode; a listener hears of the next change of their list, once. */
  CompletableFuture<ChildList> children(String path, @Nullable WatchListener listener);

  /**
   * The children with their data, by name in order. Each is read by itself; one that is gone by
   * then is left out.
   */
  CompletableFuture<Map<String, Node>> childrenWithData(String path);

  /** Replaces the data if the version is this one. */
  CompletableFuture<Stat> set(String path, @Nullable Data data, int version);

  /** Deletes a znode that has no children if the version is this one. */
  CompletableFuture<Void> delete(String path, int version);

  /** Deletes a znode and all below it, deepest first; nothing happens if there is none. */
  CompletableFuture<Void> deleteRecursive(String path);

  /** Who may do what. */
  CompletableFuture<AccessList> getAcl(String path);

  /**
   * Replaces the ACL if its own version, which the Stat tells apart from that of the data, is this
   * one.
   */
  CompletableFuture<Stat> setAcl(String path, List<Acl> acl, int version);

  /** Waits until this server has all that was committed before. */
  CompletableFuture<Void> sync(String path);

  /** The paths of this session's ephemerals that begin so, sorted. */
  CompletableFuture<List<String>> ephemerals(String prefix);

  /** The number of all znodes below one. */
  CompletableFuture<Integer> countDescendants(String path);

  /** Whom the server takes this client for. */
  CompletableFuture<List<ClientInfo>> whoAmI();

  /** Several reads from one state of the tree; each may be refused by itself. */
  CompletableFuture<ReadResults> read(Reads reads);

  /**
   * The configuration of the ensemble: the znode {@code /zookeeper/config}, whatever the chroot. A
   * listener hears of its next change, once.
   */
  CompletableFuture<Node> config(@Nullable WatchListener listener);

  /** Changes the members of the ensemble; the new configuration. */
  CompletableFuture<Node> reconfig(Reconfiguration change);

  /** Whether the server has a watch of this type for this client. */
  CompletableFuture<Boolean> isWatched(String path, WatcherType type);

  /**
   * Ends all watches of this type on a path, here and on the server: listeners are not called any
   * more. Nothing happens if there are none.
   */
  CompletableFuture<Void> unwatchAll(String path, WatcherType type);

  /** Leaves a persistent watch; the future completes when the server has it. */
  CompletableFuture<Watching> watch(String path, AddWatchMode mode, WatchListener listener);

  /**
   * Forgets that a listener was to hear of a path once; it is not called any more, unless it is
   * being called at this moment. The future completes when the client has forgotten.
   */
  CompletableFuture<Void> unwatch(String path, WatchListener listener);

  /** All steps or none. Fails with {@link TransactionException} if a step is refused. */
  CompletableFuture<TransactionResults> commit(Transaction transaction);
}
