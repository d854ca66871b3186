package io.paddock.bench.clients;

import java.util.concurrent.CountDownLatch;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;

/** Apache ZooKeeper's own client. */
final class ApacheContestant implements Contestant {
  private final ZooKeeper client;

  ApacheContestant(String hosts) throws Exception {
    CountDownLatch connected = new CountDownLatch(1);
    client =
        new ZooKeeper(
            hosts,
            (int) SESSION_TIMEOUT.toMillis(),
            event -> {
              if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
              }
            });
    connected.await();
  }

  @Override
  public void create(String path, byte[] data) throws Exception {
    client.create(path, data, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
  }

  @Override
  public byte[] get(String path) throws Exception {
    return client.getData(path, false, null);
  }

  @Override
  public void getAsync(String path, Runnable done) {
    client.getData(path, false, (rc, at, context, data, stat) -> done.run(), null);
  }

  @Override
  public void setAsync(String path, byte[] data, Runnable done) {
    client.setData(path, data, -1, (rc, at, context, stat) -> done.run(), null);
  }

  @Override
  public Mutex mutex(String path) {
    throw new UnsupportedOperationException("ZooKeeper's client has no lock");
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
