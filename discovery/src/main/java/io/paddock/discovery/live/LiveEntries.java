package io.paddock.discovery.live;

import io.paddock.client.api.Client;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.WatchListener;
import io.paddock.discovery.link.LinkException;
import io.paddock.discovery.link.Links;
import io.paddock.discovery.link.Resolver;
import io.paddock.discovery.value.PropertyCodec;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The children of a znode as of now, by name, sorted, each with its properties. Follows the znode,
 * its children and its links, over lost connections and sessions; a change of one child reads that
 * child only. Empty while there is no such znode.
 *
 * <p>Thread: any; one iteration sees one moment.
 */
public final class LiveEntries extends AbstractMap<String, Map<String, Object>>
    implements AutoCloseable {
  private record Seen(Map<String, Map<String, Object>> entries, boolean deleted) {}

  // Of a child that is being read; whoever hears of a change meanwhile takes it away.
  private static final class Reading {}

  private final String path;
  // By path: what was read and has not changed since.
  private final Map<String, Object> known = new ConcurrentHashMap<>();
  private final Follower<LiveEntries, Seen> follower;

  /**
   * Reads for the first time.
   *
   * @throws NoNodeException if there is no such znode
   * @throws LinkException if links lead back to themselves
   */
  public LiveEntries(Client client, String path) {
    this.path = path;
    this.follower = new Follower<>(client, this::read, new Seen(Map.of(), true), this, true);
  }

  private Seen read(Client client, @Nullable WatchListener listener) {
    String real = new Resolver(client, listener).resolve(path);
    Set<String> names = Set.copyOf(client.children(real, listener).names());
    Map<String, Map<String, Object>> entries = new TreeMap<>();
    for (String name : names) {
      Map<String, Object> properties = entry(client, Links.child(real, name), listener);
      if (properties != null) {
        entries.put(name, properties);
      }
    }
    known.keySet().removeIf(each -> !names.contains(each.substring(each.lastIndexOf('/') + 1)));
    return new Seen(Collections.unmodifiableMap(entries), false);
  }

  private @Nullable Map<String, Object> entry(
      Client client, String child, @Nullable WatchListener listener) {
    Object before = known.get(child);
    if (before instanceof Entry entry) {
      return entry.properties();
    }
    Reading reading = new Reading();
    known.put(child, reading);
    try {
      Map<String, Object> properties =
          PropertyCodec.decode(client.get(child, forgetting(listener)).data());
      boolean unused = known.replace(child, reading, new Entry(properties));
      return properties;
    } catch (NoNodeException e) {
      known.remove(child);
      return null;
    }
  }

  private record Entry(Map<String, Object> properties) {}

  private @Nullable WatchListener forgetting(@Nullable WatchListener listener) {
    if (listener == null) {
      return null;
    }
    return event -> {
      known.remove(event.path());
      listener.happened(event);
    };
  }

  /** The path that was asked for. */
  public String path() {
    return path;
  }

  /** Whether there is no such znode at the moment. */
  public boolean isDeleted() {
    return follower.value().deleted();
  }

  /** All as of now, which does not change. */
  public Map<String, Map<String, Object>> entries() {
    return follower.value().entries();
  }

  /** A whole number of a child; the other one if there is no such child, or no such number. */
  public int getInt(String name, String property, int otherwise) {
    Map<String, Object> properties = entries().getOrDefault(name, Map.of());
    return properties.get(property) instanceof Integer number ? number : otherwise;
  }

  /** Calls a listener at once and at each change. */
  public Subscription onChange(Consumer<? super LiveEntries> listener) {
    return follower.add((live, subscription) -> listener.accept(live));
  }

  /** Calls a listener, which can end this by itself, at once and at each change. */
  public Subscription onChange(LiveListener<? super LiveEntries> listener) {
    return follower.add(listener);
  }

  @Override
  public Set<Map.Entry<String, Map<String, Object>>> entrySet() {
    return entries().entrySet();
  }

  /** Stays as it is from now on. */
  @Override
  public void close() {
    follower.close();
  }
}
