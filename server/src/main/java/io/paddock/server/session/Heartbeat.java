package io.paddock.server.session;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * When a session was last heard from; a link of {@link Heartbeats}.
 *
 * <p>Thread: the loop that has the session's connection writes, the session clock reads; both
 * opaque, because an answer that is a moment old is as good as any. When a session moves to a
 * connection on another loop, the old one's last write is as true as the new one's first.
 */
public final class Heartbeat {
  private static final VarHandle HEARD;

  static {
    try {
      HEARD = MethodHandles.lookup().findVarHandle(Heartbeat.class, "heardNanos", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final long session;
  @Nullable Heartbeat next;

  @SuppressWarnings("UnusedVariable") // Read through HEARD.
  private long heardNanos;

  Heartbeat(long session, long nowNanos) {
    this.session = session;
    this.heardNanos = nowNanos;
  }

  /** A heartbeat that nobody but its holder knows. */
  public static Heartbeat alone(long session, long nowNanos) {
    return new Heartbeat(session, nowNanos);
  }

  /** The session was heard from, at this {@link System#nanoTime()}. */
  public void heard(long nowNanos) {
    HEARD.setOpaque(this, nowNanos);
  }

  /** When the session was last heard from. */
  public long heardNanos() {
    return (long) HEARD.getOpaque(this);
  }
}
