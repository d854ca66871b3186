package io.paddock.discovery.live;

import io.paddock.client.api.Client;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.WatchListener;
import io.paddock.discovery.link.LinkException;
import io.paddock.discovery.turn.Turns;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a value again whenever something has happened to anything that it was read from. Each
 * reading leaves watches on all that it looks at, on what is missing too, so whatever could make
 * the value another one is heard of.
 *
 * <p>Thread: any. Readings and calls of listeners are under one lock.
 *
 * @param <L> what listeners get
 * @param <V> the value; equal values are no change
 */
final class Follower<L, V> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

  /** Reads the value. */
  interface Reader<V> {
    /**
     * As of now.
     *
     * @param listener is left as a watch on all that is looked at
     */
    V read(Client client, @Nullable WatchListener listener);
  }

  private final Client client;
  private final Reader<V> reader;
  private final V absent;
  private final L live;
  private final @Nullable Turns turns;
  private final @Nullable WatchListener listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Entry> entries = new CopyOnWriteArrayList<>();
  private volatile V value;
  private volatile boolean closed;

  /**
   * Reads for the first time; what is missing then is the caller's exception.
   *
   * @param absent the value where nothing is
   * @param watching whether it goes on reading
   */
  Follower(Client client, Reader<V> reader, V absent, L live, boolean watching) {
    this.client = client.aside();
    this.reader = reader;
    this.absent = absent;
    this.live = live;
    if (watching) {
      Turns own = new Turns(this.client.callbacks(), this::refresh);
      this.turns = own;
      this.listener = event -> own.signal();
    } else {
      this.turns = null;
      this.listener = null;
    }
    lock.lock();
    try {
      // Else what is read again because of a change meanwhile could be replaced by this.
      this.value = reader.read(this.client, listener);
    } finally {
      lock.unlock();
    }
  }

  V value() {
    return value;
  }

  /** Reads now, and tells if it is another value. */
  void refresh() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      V next = read();
      boolean other = !next.equals(value);
      // Also if it says the same: it knows what is newest.
      value = next;
      if (other) {
        entries.forEach(Entry::tell);
      }
    } finally {
      lock.unlock();
    }
  }

  private V read() {
    try {
      return reader.read(client, listener);
    } catch (NoNodeException | LinkException e) {
      return absent;
    }
  }

  Subscription add(LiveListener<? super L> changes) {
    if (listener == null) {
      throw new IllegalStateException("it does not follow changes, so nobody can be told of them");
    }
    lock.lock();
    try {
      Entry entry = new Entry(changes);
      entry.tell();
      if (entry.active) {
        entries.add(entry);
      }
      return entry;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    closed = true;
    entries.clear();
    if (turns != null) {
      turns.close();
    }
  }

  private final class Entry implements Subscription {
    private final LiveListener<? super L> changes;
    private volatile boolean active = true;

    Entry(LiveListener<? super L> changes) {
      this.changes = changes;
    }

    void tell() {
      if (!active) {
        return;
      }
      try {
        changes.changed(live, this);
      } catch (RuntimeException e) {
        // The others are to be told all the same.
        LOG.warn("a listener failed", e);
      }
    }

    @Override
    public void close() {
      active = false;
      entries.remove(this);
    }
  }
}
