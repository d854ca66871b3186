package io.paddock.client.api;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.AddWatchMode;
import io.paddock.protocol.message.ClientInfo;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Stat;
import io.paddock.protocol.message.WatcherType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A client of Paddock, or of any server that speaks the protocol of ZooKeeper: one session, made
 * again when it is lost. The operations here wait for the answer, at most for the client's limit or
 * that of {@link #within}, and can be interrupted ({@link InterruptedOperationException}). What
 * each does says {@link AsyncClient}. Failures are {@link ClientException}s.
 *
 * <p>Thread: any.
 */
public interface Client extends AutoCloseable {
  /** The state as of now. */
  ConnectionState state();

  /** The id of the session, 0 while there is none. */
  long sessionId();

  /** What it takes to go on with this session from another client. A secret. */
  SessionKey sessionKey();

  /**
   * The servers are others from now on. By chance, so that many clients spread evenly, the client
   * may move to another one; its session stays (spec/client.md, section 2).
   *
   * @param servers {@code host:port,host:port}, without a chroot
   */
  void changeServers(String servers);

  /** Tells a listener the state as of now and each change from then on. */
  void addStateListener(StateListener listener);

  /** Forgets a listener. */
  void removeStateListener(StateListener listener);

  /** Waits until there is a connection, and says whether there is one in time. */
  boolean awaitConnected(Duration limit) throws InterruptedException;

  /**
   * Adds an identity, for what is asked from now on; it is shown on all later connections too. If
   * the server refuses it, the client closes. Does not wait.
   */
  void addCredential(Credential credential);

  /** The operations without waiting. */
  AsyncClient async();

  /** The same client, whose operations wait at most so long. */
  Client within(Duration limit);

  /** The same client, whose reads and protected creates are tried again like this. */
  Client retrying(RetryPolicy policy);

  /**
   * The same client with an order of its own for all that it calls: listeners that are given to
   * this one, and futures of its {@link #async}, come one after the other, and neither wait for
   * those of another one nor hold them up. To close it is to close the client.
   */
  Client aside();

  /**
   * Where this client calls its listeners and completes its futures: runs tasks one after the
   * other, on a thread that may block.
   */
  Executor callbacks();

  /** Runs a task there after a time, unless the future is cancelled before. */
  Future<?> after(Duration delay, Runnable task);

  /** Creates a plain znode. */
  default Created create(String path, @Nullable Data data) {
    return create(path, data, CreateOptions.PERSISTENT);
  }

  /** See {@link AsyncClient#create}. */
  Created create(String path, @Nullable Data data, CreateOptions options);

  /** Creates a znode with its parents, or replaces the data of the one that is there. */
  default Stat createOrSet(String path, @Nullable Data data) {
    return createOrSet(path, data, CreateOptions.PERSISTENT);
  }

  /** See {@link AsyncClient#createOrSet}. */
  Stat createOrSet(String path, @Nullable Data data, CreateOptions options);

  /** Creates what is missing of a path, down to its last name. */
  default void ensurePath(String path) {
    ensurePath(path, CreateOptions.PERSISTENT);
  }

  /** See {@link AsyncClient#ensurePath(String, CreateOptions)}. */
  void ensurePath(String path, CreateOptions options);

  /** Data and Stat of a znode. */
  default Node get(String path) {
    return get(path, null);
  }

  /** See {@link AsyncClient#get}. */
  Node get(String path, @Nullable WatchListener listener);

  /** The Stat of a znode, empty if there is none. */
  default Optional<Stat> exists(String path) {
    return exists(path, null);
  }

  /** See {@link AsyncClient#exists}. */
  Optional<Stat> exists(String path, @Nullable WatchListener listener);

  /** The names of the children, in no particular order. */
  default List<String> children(String path) {
    return children(path, null).names();
  }

  /** See {@link AsyncClient#children}. */
  ChildList children(String path, @Nullable WatchListener listener);

  /** See {@link AsyncClient#childrenWithData}. */
  Map<String, Node> childrenWithData(String path);

  /** Replaces the data, whatever the version. */
  default Stat set(String path, @Nullable Data data) {
    return set(path, data, AsyncClient.ANY_VERSION);
  }

  /** See {@link AsyncClient#set}. */
  Stat set(String path, @Nullable Data data, int version);

  /** Deletes a znode, whatever the version. */
  default void delete(String path) {
    delete(path, AsyncClient.ANY_VERSION);
  }

  /** See {@link AsyncClient#delete}. */
  void delete(String path, int version);

  /** See {@link AsyncClient#deleteRecursive}. */
  void deleteRecursive(String path);

  /** See {@link AsyncClient#getAcl}. */
  AccessList getAcl(String path);

  /** See {@link AsyncClient#setAcl}. */
  Stat setAcl(String path, List<Acl> acl, int version);

  /** See {@link AsyncClient#sync}. */
  void sync(String path);

  /** See {@link AsyncClient#ephemerals}. */
  List<String> ephemerals(String prefix);

  /** See {@link AsyncClient#countDescendants}. */
  int countDescendants(String path);

  /** See {@link AsyncClient#whoAmI}. */
  List<ClientInfo> whoAmI();

  /** See {@link AsyncClient#read}. */
  ReadResults read(Reads reads);

  /** The configuration of the ensemble. */
  default Node config() {
    return config(null);
  }

  /** See {@link AsyncClient#config}. */
  Node config(@Nullable WatchListener listener);

  /** See {@link AsyncClient#reconfig}. */
  Node reconfig(Reconfiguration change);

  /** See {@link AsyncClient#isWatched}. */
  boolean isWatched(String path, WatcherType type);

  /** See {@link AsyncClient#unwatchAll}. */
  void unwatchAll(String path, WatcherType type);

  /** See {@link AsyncClient#watch}. */
  Watching watch(String path, AddWatchMode mode, WatchListener listener);

  /** See {@link AsyncClient#unwatch}. Does not wait. */
  void unwatch(String path, WatchListener listener);

  /** See {@link AsyncClient#commit}. */
  TransactionResults commit(Transaction transaction);

  /**
   * Ends the session, so that its ephemerals go at once if a server can be reached, and gives back
   * threads and socket. What waits for an answer fails with {@link ClosedException}. Can be called
   * more than once.
   */
  @Override
  void close();
}
