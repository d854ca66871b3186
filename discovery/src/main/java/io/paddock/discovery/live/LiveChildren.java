package io.paddock.discovery.live;

import io.paddock.client.api.Client;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.WatchListener;
import io.paddock.discovery.link.LinkException;
import io.paddock.discovery.link.Resolver;
import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The names of a znode's children as of now, sorted: the addresses of a service. Follows the znode,
 * and the links on the way to it, over lost connections and sessions. Empty while there is no such
 * znode. Not to be changed by its user.
 *
 * <p>Thread: any; one iteration sees one moment.
 */
public final class LiveChildren extends AbstractCollection<String> implements AutoCloseable {
  private record Seen(String realPath, List<String> names, boolean deleted) {}

  private final String path;
  private final Follower<LiveChildren, Seen> follower;

  /**
   * Reads for the first time.
   *
   * @throws NoNodeException if there is no such znode
   * @throws LinkException if links lead back to themselves
   */
  public LiveChildren(Client client, String path) {
    this.path = path;
    Seen absent = new Seen(path, List.of(), true);
    this.follower = new Follower<>(client, this::read, absent, this, true);
  }

  private Seen read(Client client, @Nullable WatchListener listener) {
    String real = new Resolver(client, listener).resolve(path);
    List<String> names = client.children(real, listener).names();
    return new Seen(real, names.stream().sorted().toList(), false);
  }

  /** The path that was asked for. */
  public String path() {
    return path;
  }

  /** Where its links lead at the moment. */
  public String realPath() {
    return follower.value().realPath();
  }

  /** Whether there is no such znode at the moment. */
  public boolean isDeleted() {
    return follower.value().deleted();
  }

  /** The names as of now, which do not change. */
  public List<String> names() {
    return follower.value().names();
  }

  /** Calls a listener at once and at each change. */
  public Subscription onChange(Consumer<? super LiveChildren> listener) {
    return follower.add((live, subscription) -> listener.accept(live));
  }

  /** Calls a listener, which can end this by itself, at once and at each change. */
  public Subscription onChange(LiveListener<? super LiveChildren> listener) {
    return follower.add(listener);
  }

  @Override
  public Iterator<String> iterator() {
    return names().iterator();
  }

  @Override
  public int size() {
    return names().size();
  }

  /** Stays as it is from now on. */
  @Override
  public void close() {
    follower.close();
  }
}
