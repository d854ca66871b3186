package io.paddock.server.connection;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How much the server as a whole has to do. Each loop publishes its own figures once a turn; who
 * asks adds them up. So the sum is a turn old, which for limits is good enough, and no request
 * touches memory that loops share.
 *
 * <p>Thread: each loop writes its own slots; any thread reads.
 */
public final class ServerLoad {
  /** Loops do not share cache lines. */
  private static final int STRIDE = 16;

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);

  private final long[] slots;

  /** No load, on this many loops. */
  public ServerLoad(int loops) {
    slots = new long[(loops + 1) * STRIDE];
  }

  /** Says what one loop has to do. */
  public void publish(int loop, int outstanding, long submittedBytes) {
    int slot = (loop + 1) * STRIDE;
    SLOT.setOpaque(slots, slot, (long) outstanding);
    SLOT.setOpaque(slots, slot + 1, submittedBytes);
  }

  /** Says how many bytes of large requests one loop has not answered. */
  void publishLarge(int loop, long largeBytes) {
    SLOT.setOpaque(slots, (loop + 1) * STRIDE + 2, largeBytes);
  }

  /** Bytes of large requests that were read and are not answered. */
  long largeBytes() {
    return sum(2);
  }

  /** Requests that were read and are not answered. */
  public long outstanding() {
    return sum(0);
  }

  /** Bytes of requests that the ledger has not given back. */
  public long submittedBytes() {
    return sum(1);
  }

  private long sum(int which) {
    long sum = 0;
    for (int slot = STRIDE + which; slot < slots.length; slot += STRIDE) {
      sum += (long) SLOT.getOpaque(slots, slot);
    }
    return sum;
  }
}
