package io.paddock.discovery.register;

import io.paddock.client.api.Client;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.Node;
import io.paddock.client.api.NodeExistsException;
import io.paddock.client.api.StateListener;
import io.paddock.client.api.Transaction;
import io.paddock.client.api.TransactionException;
import io.paddock.client.api.WatchListener;
import io.paddock.discovery.link.Links;
import io.paddock.discovery.turn.Turns;
import io.paddock.discovery.value.PropertyCodec;
import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service that is registered until it is closed: one ephemeral for each of its addresses. What is
 * lost with a session, or deleted by somebody, is made again with the latest properties.
 *
 * <p>Thread: any. Under one lock: the properties, and what is sent of them.
 */
public final class Registration implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Registration.class);

  private final Client client;
  private final List<String> paths;
  private final List<Acl> acl;
  private final Turns turns;
  private final WatchListener listener;
  private final StateListener states;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Long> sessions = new HashSet<>();
  private Map<String, Object> properties;
  private boolean wanted = true;

  /**
   * Registers.
   *
   * @param path of the service, without links; it must exist
   * @param address {@code host:port}, or {@code :port} for all addresses of this machine
   * @param acl of the ephemerals
   * @throws AddressTakenException if another session has the address
   * @throws IllegalArgumentException if the address cannot be a name
   */
  public Registration(
      Client client, String path, String address, Map<String, ?> properties, List<Acl> acl) {
    this.client = client.aside();
    this.paths = Addresses.names(address).stream().map(each -> Links.child(path, each)).toList();
    this.acl = List.copyOf(acl);
    this.properties = new LinkedHashMap<>(properties);
    this.turns = new Turns(this.client.callbacks(), this::keep);
    this.listener = event -> turns.signal();
    this.states = this::changed;
    begin();
  }

  private void begin() {
    lock.lock();
    try {
      paths.forEach(each -> occupy(each, true));
    } catch (RuntimeException e) {
      close();
      throw e;
    } finally {
      lock.unlock();
    }
    client.addStateListener(states);
  }

  private void changed(ConnectionState state) {
    if (state == ConnectionState.CONNECTED) {
      turns.signal();
    }
  }

  /** The znodes, one for each address. */
  public List<String> paths() {
    return paths;
  }

  /** What is registered. */
  public Map<String, Object> properties() {
    lock.lock();
    try {
      return Map.copyOf(PropertyCodec.plain(properties));
    } finally {
      lock.unlock();
    }
  }

  /** Sets these properties and leaves the others. */
  public void update(Map<String, ?> changes) {
    lock.lock();
    try {
      Map<String, Object> merged = new LinkedHashMap<>(properties);
      merged.putAll(changes);
      // Before anything is changed: it must be possible to write it.
      Data unused = PropertyCodec.encode(merged);
      properties = merged;
      keep();
    } finally {
      lock.unlock();
    }
  }

  /** Takes the service out of the list until {@link #putBack}; changes nothing if it is out. */
  public void takeOut() {
    lock.lock();
    try {
      wanted = false;
      paths.forEach(this::vacate);
    } finally {
      lock.unlock();
    }
  }

  /** Puts the service into the list again. */
  public void putBack() {
    lock.lock();
    try {
      wanted = true;
      keep();
    } finally {
      lock.unlock();
    }
  }

  /** Withdraws the service. */
  @Override
  public void close() {
    turns.close();
    client.removeStateListener(states);
    if (client.state() != ConnectionState.CLOSED) {
      takeOut();
    }
  }

  // ---- under the lock

  private void keep() {
    lock.lock();
    try {
      if (wanted) {
        paths.forEach(each -> occupy(each, false));
      }
    } finally {
      lock.unlock();
    }
  }

  private void occupy(String path, boolean first) {
    Data data = PropertyCodec.encode(properties);
    CreateOptions how = CreateOptions.EPHEMERAL.acl(acl);
    try {
      client.create(path, data, how);
      sessions.add(client.sessionId());
    } catch (NodeExistsException e) {
      replace(path, data, how, first);
    }
    client.exists(path, listener);
  }

  private void replace(String path, Data data, CreateOptions how, boolean first) {
    Node there;
    try {
      there = client.get(path, listener);
    } catch (NoNodeException e) {
      // It went meanwhile.
      turns.signal();
      return;
    }
    long owner = there.stat().ephemeralOwner();
    if (first || !(owner == client.sessionId() || sessions.contains(owner))) {
      if (first) {
        throw new AddressTakenException(path, owner);
      }
      LOG.warn("{} is registered by session 0x{}; waiting", path, Long.toHexString(owner));
      return;
    }
    if (owner != client.sessionId() || !Objects.equals(data, there.data())) {
      // In one step, so that it is always there; its ACL may forbid to write it.
      exchange(path, data, how);
    }
  }

  private void exchange(String path, Data data, CreateOptions how) {
    try {
      client.commit(Transaction.EMPTY.delete(path, -1).create(path, data, how));
      sessions.add(client.sessionId());
    } catch (TransactionException e) {
      if (e.error() != ErrorCode.NO_NODE) {
        throw e;
      }
      turns.signal();
    }
  }

  private void vacate(String path) {
    try {
      Node there = client.get(path);
      if (sessions.contains(there.stat().ephemeralOwner())) {
        client.delete(path);
      }
    } catch (NoNodeException e) {
      // It is gone already.
    }
  }
}
