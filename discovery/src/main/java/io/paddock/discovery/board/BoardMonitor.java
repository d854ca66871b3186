package io.paddock.discovery.board;

import io.paddock.client.api.Client;
import io.paddock.discovery.live.LiveEntries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a board. A host that is gone stays known, as one that is not present, until it is
 * forgotten.
 *
 * <p>Thread: any. Under one lock: what is known, and the calls of listeners.
 */
public final class BoardMonitor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BoardMonitor.class);

  private final LiveEntries entries;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<BoardListener> listeners = new CopyOnWriteArrayList<>();
  private volatile Map<String, HostState> hosts = Map.of();

  BoardMonitor(Client client, String path) {
    this.entries = new LiveEntries(client, path);
    entries.onChange((live, subscription) -> follow(live.entries()));
  }

  /** All hosts that were ever there, by name, sorted; what is returned does not change. */
  public Map<String, HostState> hosts() {
    return hosts;
  }

  /** Tells a listener of all hosts that are known, and of each change from then on. */
  public void onChange(BoardListener listener) {
    lock.lock();
    try {
      hosts.values().forEach(each -> tell(listener, new Change(null, each)));
      listeners.add(listener);
    } finally {
      lock.unlock();
    }
  }

  /** Knows nothing any more of a host that is gone; changes nothing if it is there. */
  public void forget(String host) {
    lock.lock();
    try {
      Map<String, HostState> next = new TreeMap<>(hosts);
      if (next.values().removeIf(each -> each.host().equals(host) && !each.present())) {
        hosts = Collections.unmodifiableMap(next);
      }
    } finally {
      lock.unlock();
    }
  }

  private void follow(Map<String, Map<String, Object>> now) {
    lock.lock();
    try {
      Map<String, HostState> next = new TreeMap<>();
      hosts.forEach((host, last) -> next.put(host, new HostState(host, false, last.status())));
      now.forEach((host, status) -> next.put(host, new HostState(host, true, status)));
      List<Change> changes = new ArrayList<>();
      next.forEach(
          (host, state) -> {
            HostState before = hosts.get(host);
            if (!state.equals(before)) {
              changes.add(new Change(before, state));
            }
          });
      hosts = Collections.unmodifiableMap(next);
      changes.forEach(change -> listeners.forEach(each -> tell(each, change)));
    } finally {
      lock.unlock();
    }
  }

  private record Change(@Nullable HostState before, HostState now) {}

  private static void tell(BoardListener listener, Change change) {
    try {
      listener.changed(change.before(), change.now());
    } catch (RuntimeException e) {
      LOG.warn("a listener of a board failed", e);
    }
  }

  /** Stays as it is from now on. */
  @Override
  public void close() {
    entries.close();
  }
}
