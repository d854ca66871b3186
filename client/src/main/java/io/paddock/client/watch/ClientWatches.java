package io.paddock.client.watch;

import io.paddock.client.api.WatchListener;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Request;
import io.paddock.protocol.message.WatchEvent;
import io.paddock.protocol.message.WatcherType;
import io.paddock.protocol.path.Chroot;
import io.paddock.protocol.path.PathRules;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is to hear of what (spec/client.md, section 9).
 *
 * <p>Thread: the client's selector thread.
 */
public final class ClientWatches {
  // Together with the rest of a frame well below any server's limit, whose default is 1 MiB.
  private static final int CHUNK_BYTES = 128 * 1024;
  // In UTF-8 a character takes three bytes at most, and each path has a length before it.
  private static final int BYTES_PER_CHAR = 3;

  private final Chroot chroot;
  private final Map<WishKind, Map<String, Set<WatchListener>>> tables =
      new EnumMap<>(WishKind.class);

  public ClientWatches(Chroot chroot) {
    this.chroot = chroot;
    for (WishKind kind : WishKind.values()) {
      tables.put(kind, new HashMap<>());
    }
  }

  /** The request that carried a wish was answered with this error, 0 for none. */
  public void answered(Wish wish, int err) {
    if (err == ErrorCode.OK.code()) {
      add(wish);
    } else if (err == ErrorCode.NO_NODE.code() && wish.kind() == WishKind.DATA && wish.missing()) {
      add(new Wish(WishKind.EXIST, wish.path(), wish.listener(), true));
    }
  }

  /**
   * What tells the server that its watch is not wanted, if the request that carried the wish, and
   * was answered so, has left one that nobody else wants; else null.
   */
  public Request.@Nullable RemoveWatches leftBehind(Wish wish, int err) {
    boolean left =
        err == ErrorCode.OK.code()
            || (err == ErrorCode.NO_NODE.code() && wish.kind() == WishKind.DATA && wish.missing());
    WatcherType type = wish.kind().type();
    for (WishKind kind : WishKind.values()) {
      left &= !kind.isOf(type) || !table(kind).containsKey(wish.path());
    }
    return left ? new Request.RemoveWatches(server(wish.path()), type) : null;
  }

  /** Keeps a wish. */
  public void add(Wish wish) {
    table(wish.kind()).computeIfAbsent(wish.path(), path -> new HashSet<>()).add(wish.listener());
  }

  /** Forgets a wish, and says whether it was the last one of its kind and path. */
  public boolean remove(Wish wish) {
    Set<WatchListener> listeners = table(wish.kind()).get(wish.path());
    if (listeners == null || !listeners.remove(wish.listener()) || !listeners.isEmpty()) {
      return false;
    }
    table(wish.kind()).remove(wish.path());
    return true;
  }

  /**
   * Forgets that a listener was to hear of a path once, and says of which types nobody else on that
   * path wants to hear.
   */
  public List<WatcherType> removeOnce(String path, WatchListener listener) {
    List<WatcherType> unwanted = new ArrayList<>();
    for (WatcherType type : List.of(WatcherType.DATA, WatcherType.CHILDREN)) {
      boolean removed = false;
      boolean wanted = false;
      for (WishKind kind : WishKind.values()) {
        if (kind.isOneShot() && kind.isOf(type)) {
          removed |= remove(new Wish(kind, path, listener, false));
          wanted |= table(kind).containsKey(path);
        }
      }
      if (removed && !wanted) {
        unwanted.add(type);
      }
    }
    return unwanted;
  }

  /** Forgets all watches of a type on a path. */
  public void removeAll(String path, WatcherType type) {
    for (WishKind kind : WishKind.values()) {
      if (type == WatcherType.ANY || kind.isOf(type)) {
        table(kind).remove(path);
      }
    }
  }

  /** Who is to be told of an event, each once; one-shot watches are used up by it. */
  public Set<WatchListener> take(WatchEvent event) {
    Set<WatchListener> found = new HashSet<>();
    for (WishKind kind : WishKind.values()) {
      if (kind.hears(event.type())) {
        Map<String, Set<WatchListener>> table = table(kind);
        if (kind.isOneShot()) {
          found.addAll(table.getOrDefault(event.path(), Set.of()));
          table.remove(event.path());
        } else if (kind == WishKind.PERSISTENT) {
          found.addAll(table.getOrDefault(event.path(), Set.of()));
        } else {
          takeRecursive(table, event.path(), found);
        }
      }
    }
    return found;
  }

  private static void takeRecursive(
      Map<String, Set<WatchListener>> table, String path, Set<WatchListener> found) {
    if (table.isEmpty()) {
      return;
    }
    for (String at = path; ; at = PathRules.parent(at)) {
      found.addAll(table.getOrDefault(at, Set.of()));
      if (at.equals(PathRules.ROOT)) {
        return;
      }
    }
  }

  /**
   * What tells a server of all watches after a new connection: nothing, or requests that are each
   * short enough for any server.
   */
  public List<Request> requests(long lastZxid) {
    List<Request> requests = new ArrayList<>();
    Map<WishKind, List<String>> chunk = emptyChunk();
    int bytes = 0;
    for (Map.Entry<WishKind, Map<String, Set<WatchListener>>> table : tables.entrySet()) {
      for (String path : table.getValue().keySet()) {
        String server = server(path);
        int size = Integer.BYTES + BYTES_PER_CHAR * server.length();
        if (bytes > 0 && bytes + size > CHUNK_BYTES) {
          requests.add(request(chunk, lastZxid));
          chunk = emptyChunk();
          bytes = 0;
        }
        chunk.getOrDefault(table.getKey(), new ArrayList<>()).add(server);
        bytes += size;
      }
    }
    if (bytes > 0) {
      requests.add(request(chunk, lastZxid));
    }
    return requests;
  }

  // That of the configuration is left without the chroot (spec/client.md, section 11).
  private String server(String path) {
    return path.equals(PathRules.CONFIG) ? path : chroot.toServer(path);
  }

  private static Map<WishKind, List<String>> emptyChunk() {
    Map<WishKind, List<String>> chunk = new EnumMap<>(WishKind.class);
    for (WishKind kind : WishKind.values()) {
      chunk.put(kind, new ArrayList<>());
    }
    return chunk;
  }

  private static Request request(Map<WishKind, List<String>> chunk, long lastZxid) {
    Request.SetWatches standard =
        new Request.SetWatches(
            lastZxid,
            paths(chunk, WishKind.DATA),
            paths(chunk, WishKind.EXIST),
            paths(chunk, WishKind.CHILD));
    List<String> persistent = paths(chunk, WishKind.PERSISTENT);
    List<String> recursive = paths(chunk, WishKind.RECURSIVE);
    return persistent.isEmpty() && recursive.isEmpty()
        ? standard
        : new Request.SetWatches2(standard, persistent, recursive);
  }

  private static List<String> paths(Map<WishKind, List<String>> chunk, WishKind kind) {
    return chunk.getOrDefault(kind, List.of());
  }

  private Map<String, Set<WatchListener>> table(WishKind kind) {
    Map<String, Set<WatchListener>> table = tables.get(kind);
    if (table == null) {
      throw new IllegalStateException("no table for " + kind);
    }
    return table;
  }
}
