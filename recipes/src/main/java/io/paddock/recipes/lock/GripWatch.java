package io.paddock.recipes.lock;

import io.paddock.client.api.Client;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.Node;
import io.paddock.client.api.StateListener;
import io.paddock.client.api.WatchListener;
import io.paddock.protocol.message.WatchEvent;
import io.paddock.recipes.steady.Failures;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Looks after a hold for those who want to hear of it: the connection, and its znode. Costs nothing
 * until somebody does.
 *
 * <p>Thread: public methods any; listeners are called in an order of their own.
 */
final class GripWatch implements WatchListener, StateListener {
  private final Client client;
  private final Hold hold;
  private final List<GripListener> listeners = new ArrayList<>();
  private @Nullable Client aside;
  private @Nullable Executor told;
  private @Nullable Runnable wish;
  private Grip last = Grip.HELD;

  GripWatch(Client client, Hold hold) {
    this.client = client;
    this.hold = hold;
  }

  void add(GripListener listener) {
    synchronized (this) {
      listeners.add(listener);
    }
    begin();
  }

  void onRevocation(Runnable runnable) {
    synchronized (this) {
      wish = runnable;
    }
    begin();
  }

  private void begin() {
    Client used;
    synchronized (this) {
      if (aside != null) {
        // The znode may say already what the new listener wants to hear.
        used = aside;
      } else {
        used = client.aside();
        aside = used;
        told = client.aside().callbacks();
        used.addStateListener(this);
      }
    }
    if (hold.grip() == Grip.RELEASED) {
      close();
      return;
    }
    look(used);
  }

  private void look(Client used) {
    CompletableFuture<Node> unused =
        used.async()
            .get(hold.path(), this)
            .whenComplete(
                (node, failure) -> {
                  if (failure == null) {
                    seen(node);
                  } else if (Failures.bare(failure) instanceof NoNodeException) {
                    hold.lost();
                    tell(hold.grip());
                  }
                  // Any other failure comes with a change of the state, and then it looks again.
                });
  }

  private void seen(Node node) {
    Runnable wanted = null;
    Executor executor;
    synchronized (this) {
      executor = told;
      if (Objects.equals(node.data(), Hold.REVOKE)) {
        wanted = wish;
        wish = null;
      }
    }
    if (wanted != null && executor != null) {
      executor.execute(wanted);
    }
  }

  @Override
  public void happened(WatchEvent event) {
    Client used = current();
    if (used != null && hold.grip() != Grip.RELEASED) {
      look(used);
    }
  }

  @Override
  public void changed(ConnectionState state) {
    // Even if the connection is back by now: there was a doubt.
    tell(state == ConnectionState.SUSPENDED ? Grip.DOUBTFUL : hold.grip());
    Client used = current();
    if (state == ConnectionState.CONNECTED && used != null && hold.grip() == Grip.HELD) {
      look(used);
    }
  }

  private synchronized @Nullable Client current() {
    return aside;
  }

  private synchronized void tell(Grip now) {
    Executor executor = told;
    if (now == last || executor == null || last == Grip.LOST || last == Grip.RELEASED) {
      return;
    }
    last = now;
    for (GripListener each : listeners) {
      executor.execute(() -> each.changed(now));
    }
  }

  void close() {
    Client used = current();
    if (used != null) {
      tell(hold.grip());
      used.removeStateListener(this);
      used.unwatch(hold.path(), this);
    }
  }
}
