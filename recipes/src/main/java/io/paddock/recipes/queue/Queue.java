package io.paddock.recipes.queue;

import io.paddock.client.api.Client;
import io.paddock.client.api.Node;
import io.paddock.client.api.Transaction;
import io.paddock.protocol.message.Data;
import io.paddock.recipes.steady.Vigil;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A queue with priorities: of the entries with the least number the oldest one comes first. An
 * entry is gone when it is taken; {@link LockingQueue} keeps it until its work is done.
 *
 * <p>Each entry is taken at most once. If the connection breaks while an entry is put, the
 * exception says whether that may have happened; while one is taken, see {@link
 * EntryInDoubtException}.
 *
 * <p>The znodes are those of Kazoo's Queue.
 *
 * <p>Thread: any.
 */
public final class Queue {
  /** The priority of who does not say one. */
  public static final int PRIORITY = 100;

  private final Entries entries;

  private Queue(Client client, String path) {
    this.entries = new Entries(client, path);
  }

  /** The queue of this path. */
  public static Queue at(Client client, String path) {
    return new Queue(client, path);
  }

  /** Adds an entry of the usual priority. */
  public void put(Data data) {
    put(data, PRIORITY);
  }

  /** Adds an entry; a priority is from 0 to 999, and the least comes first. */
  public void put(Data data, int priority) {
    entries.put(Entries.prefix("entry", priority), data);
  }

  /** Takes the first entry, if there is one. */
  public Optional<Data> poll() {
    return take(Duration.ZERO);
  }

  /** Takes the first entry; waits for one, but no longer than this (null: for ever). */
  public Optional<Data> take(@Nullable Duration limit) {
    return entries.take(limit, this::tryTake);
  }

  private Optional<Data> tryTake(Optional<Vigil> vigil) {
    List<String> names =
        vigil
            .map(v -> v.children(entries.path()).names().stream().sorted().toList())
            .orElseGet(entries::names);
    for (String name : names) {
      Optional<Data> taken = entries.remove(name, node -> Transaction.EMPTY).map(Queue::data);
      if (taken.isPresent()) {
        return taken;
      }
    }
    return Optional.empty();
  }

  private static Data data(Node node) {
    Data data = node.data();
    return data == null ? Data.EMPTY : data;
  }

  /** The number of entries. */
  public int size() {
    return entries.size();
  }
}
