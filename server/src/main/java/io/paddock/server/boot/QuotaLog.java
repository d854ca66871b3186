package io.paddock.server.boot;

import io.paddock.state.quota.QuotaNotice;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log that a soft quota is exceeded (spec/semantics.md, section 7): for each path and
 * kind once a minute at most, however often it happens.
 *
 * <p>Thread: the applier's.
 */
final class QuotaLog {
  private static final Logger LOG = LoggerFactory.getLogger(QuotaLog.class);
  private static final long PAUSE_NANOS = 60_000_000_000L;

  /** Quotas that are remembered; whoever has more of them exceeded hears of some more often. */
  private static final int KEPT_MAX = 1000;

  private final Map<String, Long> said =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > KEPT_MAX;
        }
      };

  /** A quota is exceeded; returns whether that was said. */
  boolean exceeded(QuotaNotice quota, long nowNanos) {
    String which = quota.kind() + " " + quota.path();
    Long before = said.get(which);
    if (before != null && nowNanos - before < PAUSE_NANOS) {
      return false;
    }
    said.put(which, nowNanos);
    LOG.warn(
        "The quota of {} is exceeded: {} {}, the limit is {}",
        quota.path(),
        quota.usage(),
        quota.kind() == QuotaNotice.Kind.COUNT ? "znodes" : "bytes",
        quota.limit());
    return true;
  }
}
