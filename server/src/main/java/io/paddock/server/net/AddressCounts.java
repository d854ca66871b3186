package io.paddock.server.net;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many connections there are, in total and from each address; asked when one is accepted.
 *
 * <p>Thread: any.
 */
final class AddressCounts {
  private final int perAddressMax;
  private final int totalMax;
  private final AtomicInteger total = new AtomicInteger();
  private final ConcurrentMap<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

  /** Limits of 0 are none. */
  AddressCounts(int perAddressMax, int totalMax) {
    this.perAddressMax = perAddressMax;
    this.totalMax = totalMax;
  }

  /** Counts one more connection, or says that there are too many. */
  boolean enter(InetAddress address) {
    if (total.incrementAndGet() > totalMax && totalMax > 0) {
      total.decrementAndGet();
      return false;
    }
    if (byAddress.merge(address, 1, Integer::sum) > perAddressMax && perAddressMax > 0) {
      leave(address);
      return false;
    }
    return true;
  }

  /** One that was counted is gone. */
  void leave(InetAddress address) {
    total.decrementAndGet();
    byAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
  }

  /** Connections in total. */
  int total() {
    return total.get();
  }
}
