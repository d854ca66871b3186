package io.paddock.server.pipeline;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The connections with a session on one event loop, by session. Open addressing on the id itself:
 * an idle session costs two references at most.
 *
 * <p>Thread: its event loop.
 */
public final class PipelineTable {
  private static final int CAPACITY_MIN = 16;

  private @Nullable RequestPipeline[] slots = new RequestPipeline[CAPACITY_MIN];
  private int size;

  /** The number of sessions. */
  public int size() {
    return size;
  }

  /** The connection of a session, or null if it is not on this loop. */
  public @Nullable RequestPipeline get(long session) {
    return slots[slotOf(slots, session)];
  }

  /** Makes {@code pipeline} the connection of its session. */
  public void put(RequestPipeline pipeline) {
    if (2 * (size + 1) > slots.length) {
      resize(2 * slots.length);
    }
    int slot = slotOf(slots, pipeline.session());
    if (slots[slot] == null) {
      size++;
    }
    slots[slot] = pipeline;
  }

  /** Forgets {@code pipeline}; does nothing if its session has another connection by now. */
  public void remove(RequestPipeline pipeline) {
    int hole = slotOf(slots, pipeline.session());
    if (slots[hole] != pipeline) {
      return;
    }
    slots[hole] = null;
    size--;
    closeGap(hole);
    if (slots.length > CAPACITY_MIN && 8 * size < slots.length) {
      resize(slots.length / 2);
    }
  }

  /** Calls {@code action} for each connection; it must not put or remove. */
  public void forEach(Consumer<RequestPipeline> action) {
    for (RequestPipeline each : slots) {
      if (each != null) {
        action.accept(each);
      }
    }
  }

  /**
   * Whoever was pushed past the hole moves back, so that a search may stop at the first empty slot.
   */
  private void closeGap(int gap) {
    int mask = slots.length - 1;
    int hole = gap;
    for (int i = (hole + 1) & mask; ; i = (i + 1) & mask) {
      RequestPipeline each = slots[i];
      if (each == null) {
        return;
      }
      int home = home(each.session(), mask);
      if (((i - home) & mask) >= ((i - hole) & mask)) {
        slots[hole] = each;
        slots[i] = null;
        hole = i;
      }
    }
  }

  private void resize(int capacity) {
    @Nullable RequestPipeline[] fresh = new RequestPipeline[Math.max(CAPACITY_MIN, capacity)];
    for (RequestPipeline each : slots) {
      if (each != null) {
        fresh[slotOf(fresh, each.session())] = each;
      }
    }
    slots = fresh;
  }

  /** The slot of a session, or the empty one where it would go. */
  private static int slotOf(@Nullable RequestPipeline[] slots, long session) {
    int mask = slots.length - 1;
    int i = home(session, mask);
    while (true) {
      RequestPipeline at = slots[i];
      if (at == null || at.session() == session) {
        return i;
      }
      i = (i + 1) & mask;
    }
  }

  private static int home(long session, int mask) {
    long h = session * 0x9E3779B97F4A7C15L;
    return (int) (h >>> 32) & mask;
  }
}
