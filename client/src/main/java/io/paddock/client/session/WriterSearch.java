package io.paddock.client.session;

import io.paddock.client.transport.IoLoop;
import io.paddock.client.transport.Sockets;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * While the client is at a read-only server: asks one server after the other whether it takes
 * writes, at growing intervals (spec/client.md, section 12).
 *
 * <p>Thread: the selector thread; it asks on one that may block.
 */
final class WriterSearch {
  private static final Logger LOG = LoggerFactory.getLogger(WriterSearch.class);
  private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final int PATIENCE_MS = 1000;

  private final IoLoop loop;
  private final Executor threads;
  private final Hosts hosts;
  private final Sockets sockets;
  private final Consumer<Target> found;
  private IoLoop.@Nullable Timer timer;
  private long pauseNanos = FIRST_NANOS;
  private int round;

  /**
   * @param found is told, on the selector thread, of a server that takes writes
   */
  WriterSearch(
      IoLoop loop, Executor threads, Hosts hosts, Sockets sockets, Consumer<Target> found) {
    this.loop = loop;
    this.threads = threads;
    this.hosts = hosts;
    this.sockets = sockets;
    this.found = found;
  }

  void begin() {
    end();
    pauseNanos = FIRST_NANOS;
    later();
  }

  /** What is being asked at this moment is not heard any more. */
  void end() {
    round++;
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void later() {
    timer = loop.after(pauseNanos, this::ask);
    pauseNanos = Math.min(2 * pauseNanos, MOST_NANOS);
  }

  private void ask() {
    int asked = round;
    try {
      threads.execute(
          () -> {
            Target target = hosts.next();
            boolean writes = target != null && takesWrites(target);
            loop.execute(() -> answered(asked, writes ? target : null));
          });
    } catch (RejectedExecutionException e) {
      LOG.debug("the client's threads have ended", e);
    }
  }

  private void answered(int asked, @Nullable Target writer) {
    if (asked != round) {
      return;
    }
    if (writer == null) {
      later();
    } else {
      end();
      found.accept(writer);
    }
  }

  private boolean takesWrites(Target target) {
    try (Socket socket = sockets.connect(target.server().host(), target.address(), PATIENCE_MS)) {
      socket.getOutputStream().write("isro".getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      byte[] answer = socket.getInputStream().readNBytes(2);
      return new String(answer, StandardCharsets.US_ASCII).equals("rw");
    } catch (IOException e) {
      LOG.debug("{} does not say whether it takes writes", target.server(), e);
      return false;
    }
  }
}
