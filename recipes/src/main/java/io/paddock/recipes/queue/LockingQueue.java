package io.paddock.recipes.queue;

import io.paddock.client.api.Client;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.Transaction;
import io.paddock.protocol.message.Data;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A queue whose entries are locked when they are taken, and gone when their work is done: if the
 * taker dies before, somebody else gets the entry.
 *
 * <p>The znodes are those of Kazoo's LockingQueue.
 *
 * <p>Thread: any; one that takes twice has two entries.
 */
public final class LockingQueue {
  private static final String ENTRIES = "/entries";
  private static final String TAKEN = "/taken";

  private final Client client;
  private final String path;
  private final Entries entries;

  private LockingQueue(Client client, String path) {
    this.client = client;
    this.path = path;
    this.entries = new Entries(client, path + ENTRIES);
  }

  /** The queue of this path. */
  public static LockingQueue at(Client client, String path) {
    return new LockingQueue(client, path);
  }

  /** Adds an entry of the usual priority. */
  public void put(Data data) {
    put(data, Queue.PRIORITY);
  }

  /** Adds an entry; a priority is from 0 to 999, and the least comes first. */
  public void put(Data data, int priority) {
    entries.put(Entries.prefix("entry", priority), data);
  }

  /** Adds all these entries or none. */
  public void putAll(List<Data> all, int priority) {
    client.ensurePath(entries.path());
    String prefix = entries.path() + "/" + Entries.prefix("entry", priority);
    Transaction transaction = Transaction.EMPTY;
    for (Data each : all) {
      transaction = transaction.create(prefix, each, CreateOptions.SEQUENTIAL);
    }
    client.commit(transaction);
  }

  /** Locks the first entry that nobody has, if there is one. */
  public Optional<TakenEntry> poll() {
    return take(Duration.ZERO);
  }

  /** Locks the first entry that nobody has; waits no longer than this (null: for ever). */
  public Optional<TakenEntry> take(@Nullable Duration limit) {
    try (Taking taking = new Taking(client, entries.path(), path + TAKEN)) {
      return entries.take(limit, taking::attempt);
    }
  }

  /** The number of entries, those included that somebody has. */
  public int size() {
    return entries.size();
  }

  /** The data of all entries in their order, those included that somebody has. */
  public List<Data> peekAll() {
    List<Data> found = new ArrayList<>();
    for (String each : entries.names()) {
      try {
        Data data = client.get(entries.path() + "/" + each).data();
        found.add(data == null ? Data.EMPTY : data);
      } catch (NoNodeException e) {
        // It was consumed since.
      }
    }
    return found;
  }
}
