package io.paddock.discovery.register;

import io.paddock.client.api.Client;
import io.paddock.client.api.ClientException;
import io.paddock.client.api.ConnectionLossException;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.DeadlineException;
import io.paddock.client.api.InterruptedOperationException;
import io.paddock.client.api.SessionLostException;
import io.paddock.client.api.StateListener;
import io.paddock.client.api.WatchListener;
import io.paddock.discovery.link.Links;
import io.paddock.discovery.turn.Turns;
import io.paddock.discovery.value.PropertyCodec;
import io.paddock.protocol.message.Data;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service that is registered until it is closed: one ephemeral for each of its addresses. What is
 * lost with a session, or deleted by somebody, is made again with the latest properties.
 *
 * <p>Thread: any. Under one lock: the properties, and what is sent of them. What is wanted is
 * written before the lock is asked for, because whoever holds it may be waiting for a server.
 */
public final class Registration implements AutoCloseable {
  /** How long {@link #close} waits for a server. */
  public static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(Registration.class);

  private enum Wish {
    BEGINNING,
    LISTED,
    OUT,
    CLOSED
  }

  private final Client client;
  private final List<Seat> seats;
  private final Turns turns;
  private final StateListener states;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicReference<Wish> wish = new AtomicReference<>(Wish.BEGINNING);
  private Map<String, Object> properties;

  /**
   * Registers.
   *
   * @param path of the service, without links; it must exist
   * @param address {@code host:port}, or {@code :port} for all addresses of this machine
   * @throws AddressTakenException if somebody else has the address, and still has it when the
   *     options do not allow to wait any longer
   * @throws IllegalArgumentException if the address cannot be a name
   */
  public Registration(
      Client client,
      String path,
      String address,
      Map<String, ?> properties,
      RegisterOptions options) {
    this.client = client.aside();
    this.properties = new LinkedHashMap<>(properties);
    this.turns = new Turns(this.client.callbacks(), this::keep);
    WatchListener listener = event -> turns.signal();
    this.seats =
        Addresses.names(address).stream()
            .map(each -> new Seat(Links.child(path, each), options, listener))
            .toList();
    this.states = this::changed;
    begin(options);
    this.client.addStateListener(states);
  }

  private void begin(RegisterOptions options) {
    try {
      Data data = encoded(properties);
      Patience patience = new Patience(client, options);
      seats.forEach(each -> patience.take(each, data));
      wish.set(Wish.LISTED);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    // Something may have happened meanwhile.
    turns.signal();
  }

  private void changed(ConnectionState state) {
    if (state == ConnectionState.CONNECTED) {
      turns.signal();
    }
  }

  /** The znodes, one for each address. */
  public List<String> paths() {
    return seats.stream().map(Seat::path).toList();
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
      set(merged);
    } finally {
      lock.unlock();
    }
  }

  /** Sets these properties and removes all others. */
  public void set(Map<String, ?> all) {
    lock.lock();
    try {
      // Before anything is changed: it must be possible to write it.
      Data unused = encoded(all);
      properties = new LinkedHashMap<>(all);
      keepNow();
    } finally {
      lock.unlock();
    }
  }

  // ---- in the list or not

  /**
   * Takes the service out of the list until {@link #putBack}; changes nothing if it is out. If no
   * server can be asked, it is taken out as soon as one can.
   */
  public void takeOut() {
    want(Wish.OUT);
  }

  /**
   * Puts the service into the list again.
   *
   * @throws IllegalStateException if it is closed
   */
  public void putBack() {
    want(Wish.LISTED);
  }

  private void want(Wish next) {
    if (wish.updateAndGet(now -> now == Wish.CLOSED ? now : next) == Wish.CLOSED) {
      throw new IllegalStateException(paths() + ": the registration is closed");
    }
    keepNow();
  }

  // The connection may be there all the time, so nothing else would have it tried again.
  private void keepNow() {
    try {
      keep();
    } catch (ConnectionLossException
        | DeadlineException
        | SessionLostException
        | InterruptedOperationException e) {
      turns.signal();
      throw e;
    }
  }

  /** Whether it was closed. */
  public boolean isClosed() {
    return wish.get() == Wish.CLOSED;
  }

  /**
   * Withdraws the service for good, and says when it can be ended: a time after, in which those who
   * have still seen it in the list may have it finish what they have asked for.
   *
   * @param time how long that takes
   */
  public CompletableFuture<Void> drain(Duration time) {
    close();
    return new CompletableFuture<Void>()
        .completeOnTimeout(null, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Withdraws the service for good. Waits for a server for {@link #CLOSE_LIMIT} at most. If none
   * has answered by then, the ephemerals are deleted as soon as one does; if the client is closed
   * before, they go with its session, at the latest when that has timed out.
   */
  @Override
  public void close() {
    close(CLOSE_LIMIT);
  }

  /** The same with another limit; says whether the service is withdrawn. */
  public boolean close(Duration limit) {
    wish.set(Wish.CLOSED);
    long end = System.nanoTime() + limit.toNanos();
    try {
      if (lock.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        try {
          leave(client.within(Duration.ofNanos(Math.max(1, end - System.nanoTime()))));
          return true;
        } finally {
          lock.unlock();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ClientException e) {
      LOG.debug("withdrawn later: {}", e.getMessage());
    }
    if (client.state() != ConnectionState.CLOSED) {
      LOG.warn("no server has withdrawn {} within {}; it is tried again", paths(), limit);
      turns.signal();
    }
    return false;
  }

  private void keep() {
    lock.lock();
    try {
      switch (Objects.requireNonNull(wish.get())) {
        case BEGINNING -> {}
        case LISTED -> {
          Data data = encoded(properties);
          seats.forEach(each -> each.keep(client, data));
        }
        case OUT -> seats.forEach(each -> each.leave(client));
        case CLOSED -> leave(client);
      }
    } finally {
      lock.unlock();
    }
  }

  private Data encoded(Map<String, ?> all) {
    return PropertyCodec.encode(paths().get(0), all);
  }

  private void leave(Client asking) {
    if (client.state() != ConnectionState.CLOSED) {
      seats.forEach(each -> each.leave(asking));
    }
    turns.close();
    client.removeStateListener(states);
  }

  /** Takes seats, and waits for them for as long as it may. Thread: who registers. */
  private static final class Patience {
    private final Client client;
    private final boolean waiting;
    private final long endNanos;

    Patience(Client client, RegisterOptions options) {
      this.client = client;
      this.waiting = options.whenTaken() == WhenTaken.WAIT;
      this.endNanos = System.nanoTime() + options.waitMax().toNanos();
    }

    void take(Seat seat, Data data) {
      while (true) {
        try {
          seat.take(client, data);
          return;
        } catch (AddressTakenException e) {
          if (!waiting || !hasChanged(seat.path())) {
            throw e;
          }
        }
      }
    }

    private boolean hasChanged(String path) {
      CountDownLatch change = new CountDownLatch(1);
      WatchListener listener = event -> change.countDown();
      if (client.exists(path, listener).isEmpty()) {
        return true;
      }
      try {
        return change.await(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      } finally {
        client.unwatch(path, listener);
      }
    }
  }
}
