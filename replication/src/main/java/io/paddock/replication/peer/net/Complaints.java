package io.paddock.replication.peer.net;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Log lines about connections that should not be: each kind at most once in a while, for whoever
 * knocks once knocks a thousand times.
 *
 * <p>Thread: any.
 */
final class Complaints {
  private static final Logger LOG = LoggerFactory.getLogger(NettyPeers.class);
  private static final long PAUSE_NANOS = 30_000_000_000L;
  private static final int KINDS_MAX = 256;

  private final LongSupplier nanoTime;
  private final Map<String, Long> said =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > KINDS_MAX;
        }
      };

  Complaints(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Logs {@code message} unless the same was logged a moment ago; returns whether it did. */
  synchronized boolean say(String message) {
    long now = nanoTime.getAsLong();
    Long last = said.get(message);
    if (last != null && now - last < PAUSE_NANOS) {
      return false;
    }
    said.remove(message);
    said.put(message, now);
    LOG.warn("{}", message);
    return true;
  }
}
