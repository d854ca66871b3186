package io.paddock.cli.shell;

import io.paddock.client.api.Client;
import io.paddock.client.api.ClientException;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.Node;
import io.paddock.client.api.StateListener;
import io.paddock.client.api.WatchListener;
import io.paddock.client.api.Watching;
import io.paddock.protocol.message.AddWatchMode;
import io.paddock.protocol.message.Stat;
import io.paddock.protocol.message.WatchEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Prints each change of a znode, or of a subtree, once. An event does not say what the data are,
 * and when they are read they may be newer; versions tell. So a version that was replaced before it
 * could be read is printed without its data, and what happened while the connection was lost is
 * counted and said.
 *
 * <p>Thread: those of the client for listeners, and that which starts it; its lock makes it one at
 * a time.
 */
final class PrintedChanges implements WatchListener, StateListener {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Talk talk;
  private final Client client;
  private final String root;
  private final boolean recursive;

  /** Up to where each znode's changes have been told; for a subtree only of those that changed. */
  private final Map<String, Told> told = new HashMap<>();

  private long left;
  private boolean wasLost;

  /**
   * @param root the znode; with {@code recursive} all below it too
   * @param count after how many printed changes it ends
   */
  PrintedChanges(Talk talk, String root, boolean recursive, long count) {
    this.talk = talk;
    this.client = talk.client();
    this.root = root;
    this.recursive = recursive;
    this.left = count;
  }

  /** What happens from now on is printed. */
  synchronized Watching start() {
    Optional<Node> before = recursive ? Optional.empty() : read(root);
    before.ifPresent(node -> told.put(root, Told.of(node.stat())));
    AddWatchMode mode = recursive ? AddWatchMode.PERSISTENT_RECURSIVE : AddWatchMode.PERSISTENT;
    Watching watching = client.watch(root, mode, this);
    catchUp();
    client.addStateListener(this);
    return watching;
  }

  /** Waits until enough has been printed, or the client is closed. */
  void awaitEnd() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.removeStateListener(this);
  }

  @Override
  public synchronized void happened(WatchEvent event) {
    try {
      tell(event);
    } catch (ClientException e) {
      // The connection is lost again. One znode is caught up with later, a subtree is not.
      if (recursive) {
        say(Texts.type(event.type()) + " " + event.path());
      }
    }
  }

  private void tell(WatchEvent event) {
    String path = event.path();
    switch (event.type()) {
      case NODE_CREATED -> created(path, read(path));
      case NODE_DELETED -> deleted(path);
      case NODE_DATA_CHANGED -> dataChanged(path);
      case NODE_CHILDREN_CHANGED -> childrenChanged(path);
      default -> say(Texts.type(event.type()) + " " + path);
    }
  }

  private void created(String path, Optional<Node> now) {
    Told before = told.get(path);
    if (before != null && now.filter(node -> before.isOf(node.stat())).isPresent()) {
      return;
    }
    told.put(path, Told.atFirst(now.map(node -> node.stat().czxid()).orElse(0L)));
    say("NodeCreated " + path + now.filter(node -> node.version() == 0).map(this::data).orElse(""));
  }

  private void deleted(String path) {
    // A subtree is not known beforehand; of one znode it is known whether it is there.
    if (told.remove(path) != null || recursive) {
      say("NodeDeleted " + path);
    }
  }

  private void dataChanged(String path) {
    Optional<Node> now = read(path);
    Told before = told.get(path);
    if (before == null) {
      now.ifPresent(node -> told.put(path, Told.of(node.stat())));
      say("NodeDataChanged " + path + now.map(this::versioned).orElse(""));
      return;
    }
    int version = before.version() + 1;
    if (now.isEmpty() || !before.isOf(now.get().stat()) || now.get().version() > version) {
      say("NodeDataChanged " + path + " version " + version + ", gone before it could be read");
    } else if (now.get().version() == version) {
      say("NodeDataChanged " + path + versioned(now.get()));
    } else {
      return;
    }
    told.put(path, before.withVersion(version));
  }

  private void childrenChanged(String path) {
    Told before = told.get(path);
    if (before != null) {
      Optional<Stat> now = client.exists(path).filter(before::isOf);
      if (now.filter(stat -> stat.cversion() <= before.cversion()).isPresent()) {
        return;
      }
      told.put(path, before.withCversion(before.cversion() + 1));
    }
    say("NodeChildrenChanged " + path);
  }

  @Override
  public synchronized void changed(ConnectionState state) {
    switch (state) {
      case CONNECTED, CONNECTED_READ_ONLY -> {
        if (wasLost && left > 0) {
          wasLost = false;
          reconnected();
        }
      }
      case SUSPENDED, LOST -> wasLost = true;
      case CLOSED -> ended.countDown();
    }
  }

  private void reconnected() {
    if (recursive) {
      told.clear();
      talk.say("Connected again; changes in between are not shown");
    } else {
      talk.say("Connected again");
      try {
        catchUp();
      } catch (ClientException e) {
        // Lost again: the next connection tells.
        wasLost = true;
      }
    }
  }

  /** Tells what no event has told and none will tell. */
  private void catchUp() {
    if (recursive) {
      return;
    }
    Optional<Node> now = read(root);
    Told before = told.get(root);
    if (before != null && now.filter(node -> before.isOf(node.stat())).isEmpty()) {
      deleted(root);
    }
    Told still = told.get(root);
    if (now.isEmpty()) {
      return;
    }
    Node node = now.get();
    if (still == null) {
      created(root, now);
      still = Told.atFirst(node.stat().czxid());
    }
    told.put(root, Told.of(node.stat()));
    if (node.version() > still.version()) {
      sayUnseen(node.version() - still.version() - 1, "data");
      say("NodeDataChanged " + root + versioned(node));
    }
    if (node.stat().cversion() > still.cversion()) {
      sayUnseen(node.stat().cversion() - still.cversion() - 1, "list of children");
      say("NodeChildrenChanged " + root);
    }
  }

  private void sayUnseen(int changes, String what) {
    if (changes > 0) {
      talk.say("Not seen: " + changes + " more changes of the " + what + " of " + root);
    }
  }

  private Optional<Node> read(String path) {
    try {
      return Optional.of(client.get(path));
    } catch (NoNodeException e) {
      return Optional.empty();
    }
  }

  private String data(Node node) {
    return " " + node.data();
  }

  private String versioned(Node node) {
    return data(node) + " version " + node.version();
  }

  private void say(String line) {
    if (left > 0) {
      talk.say(line);
      left--;
    }
    if (left == 0) {
      ended.countDown();
    }
  }

  /**
   * How far one znode's changes have been told.
   *
   * @param czxid which znode of that path; 0 if it was gone before it could be read
   * @param version of the data
   * @param cversion of the list of children
   */
  private record Told(long czxid, int version, int cversion) {
    static Told of(Stat stat) {
      return new Told(stat.czxid(), stat.version(), stat.cversion());
    }

    static Told atFirst(long czxid) {
      return new Told(czxid, 0, 0);
    }

    boolean isOf(Stat stat) {
      return stat.czxid() == czxid;
    }

    Told withVersion(int next) {
      return new Told(czxid, next, cversion);
    }

    Told withCversion(int next) {
      return new Told(czxid, version, next);
    }
  }
}
