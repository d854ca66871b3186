package io.paddock.discovery.live;

import io.paddock.client.api.Client;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.Node;
import io.paddock.client.api.WatchListener;
import io.paddock.discovery.link.LinkException;
import io.paddock.discovery.link.Links;
import io.paddock.discovery.link.Resolver;
import io.paddock.discovery.value.PropertyCodec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads properties, and those that they are links to. Thread: one. */
final class PropertyReader {
  /**
   * What was read.
   *
   * @param version of the znode's own data, -1 if there is none
   * @param own what the znode itself has, links as text
   * @param all the same with the values that links lead to
   * @param broken links that lead to none, and why
   */
  record Seen(
      String realPath,
      int version,
      Map<String, Object> own,
      Map<String, Object> all,
      Map<String, String> broken) {
    /** Nothing is there. */
    static Seen absent(String path) {
      return new Seen(path, -1, Map.of(), Map.of(), Map.of());
    }

    boolean isAbsent() {
      return version < 0;
    }

    // A write that changes no value is no change.
    boolean saysTheSame(Seen other) {
      return isAbsent() == other.isAbsent()
          && realPath.equals(other.realPath)
          && own.equals(other.own)
          && all.equals(other.all)
          && broken.equals(other.broken);
    }
  }

  private final Client client;
  private final @Nullable WatchListener listener;
  private final Resolver resolver;

  PropertyReader(Client client, @Nullable WatchListener listener) {
    this.client = client;
    this.listener = listener;
    this.resolver = new Resolver(client, listener);
  }

  Seen read(String path) {
    String real = resolver.resolve(path);
    Node node = client.get(real, listener);
    Map<String, Object> own = PropertyCodec.decode(node.data());
    Map<String, Object> all = new LinkedHashMap<>();
    Map<String, String> broken = new LinkedHashMap<>();
    own.forEach(
        (key, value) -> {
          String name = key.substring(0, Math.max(0, key.length() - Links.PROPERTY_LINK.length()));
          if (!key.endsWith(Links.PROPERTY_LINK)) {
            all.put(key, value);
          } else if (!own.containsKey(name)) {
            follow(real, name, value, all, broken);
          }
        });
    return new Seen(real, node.version(), own, Collections.unmodifiableMap(all), broken);
  }

  private void follow(
      String from, String name, Object link, Map<String, Object> all, Map<String, String> broken) {
    try {
      all.put(name, value(from, name, link, new LinkedHashSet<>()));
    } catch (LinkException | BrokenLinkException | IllegalArgumentException e) {
      broken.put(name, String.valueOf(e.getMessage()));
    } catch (NoNodeException e) {
      broken.put(name, "there is no znode " + e.path());
    }
  }

  private @Nullable Object value(String from, String name, Object link, Set<String> taken) {
    String[] parts = String.valueOf(link).strip().split("\\s+");
    if (!(link instanceof String) || parts.length > 2 || parts[0].isEmpty()) {
      throw new BrokenLinkException("a link to a property is a path and a name, not " + link);
    }
    String real = resolver.resolve(Links.absolute(from, parts[0]));
    String target = parts.length == 2 ? parts[1] : name;
    if (!taken.add(real + " " + target)) {
      throw new BrokenLinkException("the links go round in a circle: " + String.join(", ", taken));
    }
    Map<String, Object> there = PropertyCodec.decode(client.get(real, listener).data());
    if (there.containsKey(target)) {
      return there.get(target);
    }
    Object next = there.get(target + Links.PROPERTY_LINK);
    if (next == null) {
      throw new BrokenLinkException(real + " has no property " + target);
    }
    return value(real, target, next, taken);
  }
}
