package io.paddock.it.ensemble;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;

/**
 * A program with Apache's client: it counts in a znode of its own and reads what it has written,
 * follows the count of another one by watches, and has an ephemeral.
 *
 * <p>Thread: its own counts, the client's follows; what it says may be asked for by any.
 */
final class ApacheWorker implements Worker, Watcher {
  private static final int SESSION_MS = 40_000;

  private final String name;
  private final String followed;
  private final Tour tour;
  private final Restarting restarting;
  private final ZooKeeper client;
  private final Pace pace = new Pace();
  private final Thread thread;
  private volatile boolean enough;
  private volatile int seen = -1;
  private int connected;
  private boolean isConnected;

  /**
   * Begins.
   *
   * @param followed name of the worker whose count it follows
   */
  ApacheWorker(String name, String followed, Tour tour, Restarting restarting)
      throws IOException, KeeperException, InterruptedException {
    this.name = name;
    this.followed = followed;
    this.tour = tour;
    this.restarting = restarting;
    this.client = new ZooKeeper("127.0.0.1:1", SESSION_MS, this, false, tour);
    createEphemeral();
    this.thread = new Thread(this::count, name);
    follow();
    thread.start();
  }

  /** Also while a busy machine is still electing. */
  private void createEphemeral() throws KeeperException, InterruptedException {
    while (client.getState().isAlive()) {
      try {
        client.create(ephemeral(), new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
        return;
      } catch (KeeperException.NodeExistsException e) {
        return; // An earlier try has made it.
      } catch (KeeperException.ConnectionLossException e) {
        // Tried again elsewhere.
      }
    }
  }

  private String path() {
    return "/" + name;
  }

  @Override
  public String ephemeral() {
    return "/ephemeral-" + name;
  }

  @Override
  public long session() {
    return client.getSessionId();
  }

  @Override
  public Pace pace() {
    return pace;
  }

  private void count() {
    int next = 1;
    while (!enough) {
      int before = tour.at();
      try {
        client.setData(path(), text(next), -1);
        pace.written(next, before);
        int read = number(client.getData(path(), false, null));
        if (read != next) {
          restarting.wrong("%s wrote %d and read %d".formatted(name, next, read));
        }
        next++;
      } catch (KeeperException.ConnectionLossException e) {
        restarting.lost(name, before, tour.at());
      } catch (KeeperException | InterruptedException | RuntimeException e) {
        restarting.wrong("%s: %s".formatted(name, e));
        return;
      }
    }
  }

  @Override
  public void process(WatchedEvent event) {
    if (event.getType() == EventType.NodeDataChanged) {
      follow();
    } else if (event.getType() == EventType.None) {
      connection(event);
    } else {
      restarting.wrong("%s heard %s".formatted(name, event));
    }
  }

  private void connection(WatchedEvent event) {
    switch (event.getState()) {
      case SyncConnected -> {
        isConnected = true;
        connected++;
      }
      case Disconnected -> {
        if (isConnected) {
          Tour.Visit last = tour.visited().get(connected - 1);
          restarting.lostSince(name + " by an event", last.member(), last.begun());
        }
        isConnected = false;
      }
      case Closed -> {}
      default -> restarting.wrong("%s heard %s".formatted(name, event));
    }
  }

  private void follow() {
    client.getData("/" + followed, this, this::followed, null);
  }

  private void followed(int rc, String path, Object context, byte[] data, Stat stat) {
    if (rc == Code.CONNECTIONLOSS.intValue()) {
      follow();
    } else if (rc == Code.OK.intValue()) {
      int now = number(data);
      if (now < seen) {
        restarting.wrong("%s saw %d after %d".formatted(name, now, seen));
      }
      seen = now;
    } else if (!enough) {
      restarting.wrong("%s follows no more: %s".formatted(name, Code.get(rc)));
    }
  }

  @Override
  public int seen() {
    return seen;
  }

  @Override
  public void stop() throws InterruptedException {
    enough = true;
    thread.join();
  }

  @Override
  public void end() throws InterruptedException {
    stop();
    client.close();
  }

  static byte[] text(int number) {
    return Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
  }

  static int number(byte[] data) {
    return Integer.parseInt(new String(data, StandardCharsets.US_ASCII));
  }
}
