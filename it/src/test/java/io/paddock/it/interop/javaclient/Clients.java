package io.paddock.it.interop.javaclient;

import io.paddock.it.process.ServerProcess;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;

/**
 * The clients of one test, all under one chroot that no other test uses.
 *
 * <p>Thread: the test's.
 */
final class Clients implements AutoCloseable {
  static final int TIMEOUT_MS = 30_000;

  private final ServerProcess server;
  private final String chroot = "/" + UUID.randomUUID();
  private final Deque<ZooKeeper> open = new ArrayDeque<>();
  private final ZooKeeper unrooted;

  Clients(ServerProcess server) {
    this.server = server;
    this.unrooted = connect(server.address(), TIMEOUT_MS, new EventLog());
    try {
      unrooted.create(chroot, new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    } catch (KeeperException | InterruptedException e) {
      throw new AssertionError("cannot make a chroot", e);
    }
  }

  /** A client that sees the whole tree. */
  ZooKeeper unrooted() {
    return unrooted;
  }

  /** The subtree of this test, as the whole tree names it. */
  String chroot() {
    return chroot;
  }

  /** A new session under the chroot. */
  ZooKeeper connect() {
    return connect(new EventLog());
  }

  /** A new session under the chroot that tells this log of everything without a watcher. */
  ZooKeeper connect(EventLog events) {
    return connect(server.address() + chroot, TIMEOUT_MS, events);
  }

  /** A new session with this connection string and timeout; returns when it is connected. */
  ZooKeeper connect(String address, int timeoutMs, EventLog events) {
    try {
      ZooKeeper zk = new ZooKeeper(address, timeoutMs, events, new ZKClientConfig());
      open.push(zk);
      events.await(KeeperState.SyncConnected);
      return zk;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("cannot connect to " + address, e);
    }
  }

  /** Has this handle closed with the others. */
  ZooKeeper adopt(ZooKeeper zk) {
    open.push(zk);
    return zk;
  }

  @Override
  public void close() {
    for (ZooKeeper zk : open) {
      try {
        zk.close();
      } catch (InterruptedException e) {
        throw new AssertionError("interrupted while closing", e);
      }
    }
  }
}
