package io.paddock.recipes.queue;

import io.paddock.client.api.Client;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.Node;
import io.paddock.client.api.Transaction;
import io.paddock.protocol.message.Data;
import io.paddock.recipes.steady.Vigil;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A queue whose entries can be taken when their time has come, by the clock of who takes. An entry
 * is gone when it is taken; see {@link EntryInDoubtException} for a connection that is lost then.
 *
 * <p>The znodes are those of Curator's DistributedDelayQueue without a lock path.
 *
 * <p>Thread: any.
 */
public final class DelayQueue {
  private static final Pattern NAME = Pattern.compile("queue-\\|([0-9A-F]{8,16})\\|(\\d{10})");

  private final Entries entries;
  private final Clock clock;

  private DelayQueue(Client client, String path, Clock clock) {
    this.entries = new Entries(client, path);
    this.clock = clock;
  }

  /** The queue of this path, by the clock of this machine. */
  public static DelayQueue at(Client client, String path) {
    return at(client, path, Clock.systemUTC());
  }

  /** The queue of this path, by this clock. */
  public static DelayQueue at(Client client, String path, Clock clock) {
    return new DelayQueue(client, path, clock);
  }

  /** Adds an entry that can be taken from this time on. */
  public void put(Data data, Instant due) {
    entries.put("queue-|%08X|".formatted(due.toEpochMilli()), CuratorItem.write(List.of(data)));
  }

  /** Takes the entry that has been due longest; waits no longer than this (null: for ever). */
  public Optional<Data> take(@Nullable Duration limit) {
    return entries.take(limit, this::tryTake);
  }

  private Optional<Data> tryTake(Optional<Vigil> vigil) {
    List<String> names =
        vigil.map(v -> v.children(entries.path()).names()).orElseGet(entries::names);
    List<Due> all =
        names.stream().flatMap(name -> Due.of(name).stream()).sorted(Due.ORDER).toList();
    for (Due each : all) {
      long left = each.atMs() - clock.millis();
      if (left > 0) {
        vigil.ifPresent(v -> v.ringIn(Duration.ofMillis(left)));
        return Optional.empty();
      }
      Optional<Data> taken = remove(each.name());
      if (taken.isPresent()) {
        return taken;
      }
    }
    return Optional.empty();
  }

  private Optional<Data> remove(String name) {
    String path = entries.path() + "/" + name;
    try {
      return entries
          .remove(name, each -> withoutFirst(name, each))
          .map(node -> first(node.data(), path));
    } catch (EntryInDoubtException e) {
      throw new EntryInDoubtException(path, first(e.data(), path), e);
    }
  }

  private static Data first(@Nullable Data data, String path) {
    List<Data> items = CuratorItem.read(data);
    if (items.isEmpty()) {
      throw new IllegalStateException(path + " was no entry of a delay queue: " + data);
    }
    return items.get(0);
  }

  /** What other items there are goes back at the same time. */
  private Transaction withoutFirst(String name, Node node) {
    List<Data> items = CuratorItem.read(node.data());
    if (items.size() < 2) {
      return Transaction.EMPTY;
    }
    String prefix = entries.path() + "/" + name.substring(0, name.lastIndexOf('|') + 1);
    Data rest = CuratorItem.write(items.subList(1, items.size()));
    return Transaction.EMPTY.create(prefix, rest, CreateOptions.SEQUENTIAL);
  }

  /** The number of entries, those included that are not due. */
  public int size() {
    return entries.size();
  }

  private record Due(long atMs, String number, String name) {
    static final Comparator<Due> ORDER =
        Comparator.comparingLong(Due::atMs).thenComparing(Due::number);

    static Optional<Due> of(String name) {
      Matcher matcher = NAME.matcher(name);
      return matcher.matches()
          ? Optional.of(
              new Due(Long.parseUnsignedLong(matcher.group(1), 16), matcher.group(2), name))
          : Optional.empty();
    }
  }
}
