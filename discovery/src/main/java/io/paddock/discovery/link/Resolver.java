package io.paddock.discovery.link;

import io.paddock.client.api.Client;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.RefusedException;
import io.paddock.client.api.WatchListener;
import io.paddock.discovery.value.PropertyCodec;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.path.PathRules;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows links from znode to znode: where a znode has no child of a name but a property {@code
 * name ->}, that child is what the property's path leads to. A child hides a link of its name.
 *
 * <p>Thread: any.
 */
public final class Resolver {
  private final Client client;
  private final @Nullable WatchListener listener;

  /**
   * @param listener hears, once, that something on the way has changed, so that the way may be
   *     another one now; null if nobody wants to know
   */
  public Resolver(Client client, @Nullable WatchListener listener) {
    this.client = client;
    this.listener = listener;
  }

  /**
   * The path without links.
   *
   * @throws NoNodeException if there is no such znode, nor a link of that name
   * @throws LinkException if links lead back to themselves
   */
  public String resolve(String path) {
    return resolve(Links.normal(path), path, new LinkedHashSet<>());
  }

  private String resolve(String path, String asked, Set<String> taken) {
    if (client.exists(path, listener).isPresent()) {
      return path;
    }
    if (path.equals(PathRules.ROOT)) {
      throw missing(asked);
    }
    String parent = resolve(PathRules.parent(path), asked, taken);
    String name = PathRules.name(path);
    String real = Links.child(parent, name);
    if (!real.equals(path) && client.exists(real, listener).isPresent()) {
      return real;
    }
    Object target =
        PropertyCodec.decode(client.get(parent, listener).data()).get(name + Links.NODE_LINK);
    if (!(target instanceof String text)) {
      throw missing(asked);
    }
    if (!taken.add(real)) {
      throw new LinkException(
          asked + ": the links go round in a circle: " + String.join(", ", taken) + ", " + real);
    }
    String resolved = resolve(target(real, text), asked, taken);
    taken.remove(real);
    return resolved;
  }

  private static String target(String link, String text) {
    try {
      return Links.absolute(PathRules.parent(link), text.strip());
    } catch (IllegalArgumentException e) {
      throw new LinkException("the link " + link + " -> " + text + ": " + e.getMessage());
    }
  }

  private static RefusedException missing(String path) {
    return RefusedException.of("resolve", path, ErrorCode.NO_NODE);
  }
}
