package io.paddock.client.cache;

import io.paddock.client.api.Client;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.Node;
import io.paddock.client.api.StateListener;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A subtree in memory, with events as Kazoo's TreeCache and Curator's have them; {@link Cache} is
 * the same with typed listeners. Connection events and those of znodes come one at a time.
 *
 * <p>Thread: any. The listener is called on a lane of its own; it may block and use the client.
 */
public final class TreeCache implements AutoCloseable {
  private final Client client;
  private final Consumer<TreeEvent> listener;
  private final StateListener states = this::state;
  private final Cache cache;
  private boolean wasConnected;

  private TreeCache(Client client, String path, Consumer<TreeEvent> listener) {
    this.client = client;
    this.listener = listener;
    this.cache = Cache.start(client, path, CacheScope.TREE, new Events());
  }

  /** Begins to read and returns at once. */
  public static TreeCache start(Client client, String path, Consumer<TreeEvent> listener) {
    TreeCache cache = new TreeCache(client, path, listener);
    client.addStateListener(cache.states);
    return cache;
  }

  /** Completes when all that was there at the start is in the cache and was told. */
  public CompletableFuture<Void> initialized() {
    return cache.initialized();
  }

  /** A znode as it was last seen; empty if there is none or it was not yet read. */
  public Optional<Node> get(String path) {
    return cache.get(path);
  }

  /** The names of the children that are in the cache, sorted. */
  public List<String> children(String path) {
    return cache.children(path);
  }

  /** Ends it; what is in the cache stays as it is. */
  @Override
  public void close() {
    client.removeStateListener(states);
    cache.close();
  }

  private void state(ConnectionState state) {
    cache.onLane(() -> connection(state));
  }

  // The first connection is none that came back.
  private void connection(ConnectionState state) {
    switch (state) {
      case SUSPENDED -> tell(TreeEvent.Type.CONNECTION_SUSPENDED, null);
      case LOST -> {
        if (wasConnected) {
          tell(TreeEvent.Type.CONNECTION_LOST, null);
        }
      }
      case CONNECTED, CONNECTED_READ_ONLY -> {
        if (wasConnected) {
          tell(TreeEvent.Type.CONNECTION_RECONNECTED, null);
        }
        wasConnected = true;
      }
      case CLOSED -> {}
    }
  }

  private void tell(TreeEvent.Type type, @Nullable Node node) {
    listener.accept(new TreeEvent(type, node));
  }

  /** Gives the events their names. */
  private final class Events implements CacheListener {
    @Override
    public void created(Node node) {
      tell(TreeEvent.Type.NODE_ADDED, node);
    }

    @Override
    public void changed(Node before, Node now) {
      tell(TreeEvent.Type.NODE_UPDATED, now);
    }

    @Override
    public void deleted(Node last) {
      tell(TreeEvent.Type.NODE_REMOVED, last);
    }

    @Override
    public void initialized() {
      tell(TreeEvent.Type.INITIALIZED, null);
    }
  }
}
