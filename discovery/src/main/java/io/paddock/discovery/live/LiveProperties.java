package io.paddock.discovery.live;

import io.paddock.client.api.BadVersionException;
import io.paddock.client.api.Client;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.Node;
import io.paddock.client.api.WatchListener;
import io.paddock.discovery.link.LinkException;
import io.paddock.discovery.link.Resolver;
import io.paddock.discovery.value.PropertyCodec;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a znode as of now, those that are links to others with the value that is there.
 * Follows the znode and all that its links lead to, over lost connections and sessions. Empty while
 * there is no such znode. Changed with {@link #update} and {@link #set} only.
 *
 * <p>Thread: any; one iteration sees one moment.
 */
public final class LiveProperties extends AbstractMap<String, Object> implements AutoCloseable {
  private final Client client;
  private final String path;
  private final Follower<LiveProperties, Told> follower;

  // Two readings that say the same are equal, whatever the version.
  private record Told(PropertyReader.Seen seen) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Told that && seen.saysTheSame(that.seen);
    }

    @Override
    public int hashCode() {
      return seen.all().hashCode();
    }
  }

  /**
   * Reads for the first time.
   *
   * @param watching whether it follows changes; if not, it is as it is now, and listeners cannot be
   *     added
   * @throws NoNodeException if there is no such znode
   * @throws LinkException if links lead back to themselves
   */
  public LiveProperties(Client client, String path, boolean watching) {
    this.client = client;
    this.path = path;
    Told absent = new Told(PropertyReader.Seen.absent(path));
    this.follower = new Follower<>(client, this::read, absent, this, watching);
  }

  private Told read(Client reading, @Nullable WatchListener listener) {
    return new Told(new PropertyReader(reading, listener).read(path));
  }

  private PropertyReader.Seen seen() {
    return follower.value().seen();
  }

  /** The path that was asked for. */
  public String path() {
    return path;
  }

  /** Where its links lead at the moment. */
  public String realPath() {
    return seen().realPath();
  }

  /** Whether there is no such znode at the moment. */
  public boolean isDeleted() {
    return seen().isAbsent();
  }

  /** What the znode itself has, links as text under names such as {@code threads =>}. */
  public Map<String, Object> own() {
    return seen().own();
  }

  /** Calls a listener at once and at each change. */
  public Subscription onChange(Consumer<? super LiveProperties> listener) {
    return follower.add((live, subscription) -> listener.accept(live));
  }

  /** Calls a listener, which can end this by itself, at once and at each change. */
  public Subscription onChange(LiveListener<? super LiveProperties> listener) {
    return follower.add(listener);
  }

  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    return seen().all().entrySet();
  }

  /**
   * A value, or the text of a link under its name with the arrow; null if there is none.
   *
   * @throws BrokenLinkException if it is a link that leads to nothing
   */
  @Override
  public @Nullable Object get(Object name) {
    PropertyReader.Seen now = seen();
    String broken = now.broken().get(name);
    if (broken != null) {
      throw new BrokenLinkException(path + " " + name + ": " + broken);
    }
    return now.all().containsKey(name) ? now.all().get(name) : now.own().get(name);
  }

  // ---- typed

  /** A whole number. */
  public int getInt(String name) {
    return typed(name, Integer.class);
  }

  /** A whole number. */
  public long getLong(String name) {
    return typed(name, Long.class);
  }

  /** A number. */
  public double getDouble(String name) {
    return typed(name, Double.class);
  }

  /** A truth value. */
  public boolean getBoolean(String name) {
    return typed(name, Boolean.class);
  }

  /** A text. */
  public String getString(String name) {
    return typed(name, String.class);
  }

  private <T> T typed(String name, Class<T> type) {
    Object value = get(name);
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    boolean fits =
        value instanceof Number && (type == Double.class || (isWhole(value) && type == Long.class));
    if (!fits) {
      throw new IllegalArgumentException(
          path + " " + name + ": " + value + " is no " + type.getSimpleName());
    }
    return PropertyCodec.convert(value, type);
  }

  private static boolean isWhole(Object value) {
    return value instanceof Integer || value instanceof Long;
  }

  /**
   * All properties as a record, or another type that the JSON library can make.
   *
   * @throws IllegalArgumentException if they do not fit
   */
  public <T> T as(Class<T> type) {
    return PropertyCodec.convert(seen().all(), type);
  }

  // ---- changes

  /**
   * Sets these properties and leaves the others. Two that do so at the same time do not lose each
   * other's.
   *
   * @throws NodeDeletedException if there is no such znode any more
   * @throws IllegalArgumentException if they are no JSON or too long for a znode
   */
  public void update(Map<String, ?> changes) {
    while (true) {
      try {
        Node node = client.get(real());
        Map<String, Object> merged = new LinkedHashMap<>(PropertyCodec.decode(node.data()));
        merged.putAll(changes);
        client.set(node.path(), PropertyCodec.encode(node.path(), merged), node.version());
        follower.refresh();
        return;
      } catch (BadVersionException e) {
        // Somebody else was quicker; what that has set is to be kept.
      } catch (NoNodeException e) {
        throw new NodeDeletedException(path);
      }
    }
  }

  /** Sets one property. */
  public void update(String name, @Nullable Object value) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put(name, value);
    update(one);
  }

  /**
   * Sets these properties and removes all others.
   *
   * @throws BadVersionException if the znode was changed and this map has not seen it yet
   * @throws NodeDeletedException if there is no such znode any more
   * @throws IllegalArgumentException if they are no JSON or too long for a znode
   */
  public void set(Map<String, ?> properties) {
    PropertyReader.Seen now = seen();
    if (now.isAbsent()) {
      throw new NodeDeletedException(path);
    }
    try {
      client.set(now.realPath(), PropertyCodec.encode(path, properties), now.version());
      follower.refresh();
    } catch (NoNodeException e) {
      throw new NodeDeletedException(path);
    }
  }

  private String real() {
    if (isDeleted()) {
      throw new NodeDeletedException(path);
    }
    return new Resolver(client, null).resolve(path);
  }

  /** Stays as it is from now on. */
  @Override
  public void close() {
    follower.close();
  }
}
