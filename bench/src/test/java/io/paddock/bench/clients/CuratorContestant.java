package io.paddock.bench.clients;

import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.retry.ExponentialBackoffRetry;

/** Curator, with its lock. */
final class CuratorContestant implements Contestant {
  private static final int CONNECT_MS = 15_000;

  private final CuratorFramework client;

  CuratorContestant(String hosts) throws Exception {
    client =
        CuratorFrameworkFactory.newClient(
            hosts,
            (int) SESSION_TIMEOUT.toMillis(),
            CONNECT_MS,
            new ExponentialBackoffRetry(100, 10));
    client.start();
    client.blockUntilConnected();
  }

  @Override
  public void create(String path, byte[] data) throws Exception {
    client.create().forPath(path, data);
  }

  @Override
  public byte[] get(String path) throws Exception {
    return client.getData().forPath(path);
  }

  @Override
  public void getAsync(String path, Runnable done) throws Exception {
    client.getData().inBackground((framework, event) -> done.run()).forPath(path);
  }

  @Override
  public void setAsync(String path, byte[] data, Runnable done) throws Exception {
    client.setData().inBackground((framework, event) -> done.run()).forPath(path, data);
  }

  @Override
  public Mutex mutex(String path) {
    InterProcessMutex mutex = new InterProcessMutex(client, path);
    return new Mutex() {
      @Override
      public void acquire() throws Exception {
        mutex.acquire();
      }

      @Override
      public void release() throws Exception {
        mutex.release();
      }
    };
  }

  @Override
  public void close() {
    client.close();
  }
}
