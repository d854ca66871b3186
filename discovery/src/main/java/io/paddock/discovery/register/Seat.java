package io.paddock.discovery.register;

import io.paddock.client.api.Client;
import io.paddock.client.api.ClientException;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.Happened;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.Node;
import io.paddock.client.api.NodeExistsException;
import io.paddock.client.api.Transaction;
import io.paddock.client.api.TransactionException;
import io.paddock.client.api.WatchListener;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One ephemeral of a registration. Thread: whoever holds the registration's lock. */
final class Seat {
  private static final Logger LOG = LoggerFactory.getLogger(Seat.class);

  private final String path;
  private final RegisterOptions options;
  private final WatchListener listener;
  // In which this registration has made it, or may have.
  private final Set<Long> sessions = new HashSet<>();

  /**
   * @param listener hears that the ephemeral may be another one now, or gone
   */
  Seat(String path, RegisterOptions options, WatchListener listener) {
    this.path = path;
    this.options = options;
    this.listener = listener;
  }

  String path() {
    return path;
  }

  /**
   * Takes it for the first time.
   *
   * @throws AddressTakenException if somebody else has it and the options do not say to take it
   *     over
   */
  void take(Client client, Data data) {
    while (!create(client, data)) {
      Node there;
      try {
        there = client.get(path);
      } catch (NoNodeException e) {
        continue;
      }
      long owner = there.stat().ephemeralOwner();
      if (owner == 0 || options.whenTaken() != WhenTaken.TAKE_OVER) {
        throw AddressTakenException.of(path, owner, owner == client.sessionId());
      }
      LOG.info("{} is taken over from session 0x{}", path, Long.toHexString(owner));
      if (exchange(client, data)) {
        break;
      }
    }
    client.exists(path, listener);
  }

  /** Sees to it that it is there with this data; whoever else has it meanwhile is waited for. */
  void keep(Client client, Data data) {
    while (isOurs(client, data)) {
      if (client.exists(path, listener).isPresent()) {
        return;
      }
      // It went before the watch was left, and no event will tell of that.
    }
  }

  // Whether it was there with this data a moment ago; else the listener hears when that may change.
  private boolean isOurs(Client client, Data data) {
    while (!create(client, data)) {
      try {
        Node there = client.get(path, listener);
        long owner = there.stat().ephemeralOwner();
        if (!sessions.contains(owner)) {
          LOG.warn("{} is registered by session 0x{}; waiting", path, Long.toHexString(owner));
          return false;
        }
        boolean asItShouldBe = owner == client.sessionId() && Objects.equals(data, there.data());
        if (asItShouldBe || exchange(client, data)) {
          return true;
        }
      } catch (NoNodeException e) {
        // It went meanwhile.
      }
    }
    return true;
  }

  private boolean create(Client client, Data data) {
    CreateOptions how = CreateOptions.EPHEMERAL.acl(options.acl());
    try {
      making(
          client, () -> client.create(path, data, options.parents() ? how.makingParents() : how));
      return true;
    } catch (NodeExistsException e) {
      return false;
    }
  }

  // In one step, so that it is always there; its ACL may forbid to write it.
  private boolean exchange(Client client, Data data) {
    CreateOptions how = CreateOptions.EPHEMERAL.acl(options.acl());
    try {
      making(
          client, () -> client.commit(Transaction.EMPTY.delete(path, -1).create(path, data, how)));
      return true;
    } catch (TransactionException e) {
      if (e.error() != ErrorCode.NO_NODE) {
        throw e;
      }
      return false;
    }
  }

  // An answer that was lost leaves open whether it was made: then it must be known again.
  private void making(Client client, Runnable request) {
    long before = client.sessionId();
    try {
      request.run();
      sessions.add(client.sessionId());
    } catch (ClientException e) {
      if (e.happened() != Happened.NO) {
        sessions.add(before);
        sessions.add(client.sessionId());
      }
      throw e;
    }
  }

  /**
   * Deletes it, unless it is somebody else's. What has this path afterwards is somebody else's, of
   * the same session too.
   */
  void leave(Client client) {
    if (sessions.isEmpty()) {
      return;
    }
    try {
      if (sessions.contains(client.get(path).stat().ephemeralOwner())) {
        client.delete(path);
      }
    } catch (NoNodeException e) {
      // It is gone already.
    }
    sessions.clear();
  }
}
