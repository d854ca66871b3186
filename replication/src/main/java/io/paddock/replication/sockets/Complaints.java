package io.paddock.replication.sockets;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Log lines about connections that should not be: each at most once in a while, and not many in
 * all, for whoever knocks once knocks a thousand times.
 *
 * <p>Thread: any.
 */
final class Complaints {
  static final int LINES_MAX = 32;
  private static final Logger LOG = LoggerFactory.getLogger(NettyPeers.class);
  private static final long PAUSE_NANOS = 30_000_000_000L;
  private static final int SHOWN_MAX = 300;

  private final LongSupplier nanoTime;

  /** What was said since {@code since}; emptied every pause, and never longer than the limit. */
  private final Set<String> said = new HashSet<>();

  private long since;
  private boolean isFull;

  Complaints(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.since = nanoTime.getAsLong();
  }

  /** Logs {@code message} unless the same was logged a moment ago; returns whether it did. */
  synchronized boolean say(String message) {
    long now = nanoTime.getAsLong();
    if (now - since >= PAUSE_NANOS) {
      since = now;
      said.clear();
      isFull = false;
    }
    String shown = printable(message);
    if (said.contains(shown)) {
      return false;
    }
    if (said.size() >= LINES_MAX) {
      if (!isFull) {
        isFull = true;
        LOG.warn("There are more connections like these; they are not shown for 30 s");
      }
      return false;
    }
    said.add(shown);
    LOG.warn("{}", shown);
    return true;
  }

  /** The machine at the other end; its port would make every line another one. */
  static String host(@Nullable SocketAddress address) {
    return address instanceof InetSocketAddress inet && inet.getAddress() != null
        ? inet.getAddress().getHostAddress()
        : "an unknown address";
  }

  /** What a stranger sent must not forge a line of the log. */
  private static String printable(String message) {
    StringBuilder shown = new StringBuilder();
    message
        .codePoints()
        .limit(SHOWN_MAX)
        .forEach(each -> shown.appendCodePoint(Character.isISOControl(each) ? '.' : each));
    return shown.toString();
  }
}
