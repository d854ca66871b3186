package io.paddock.it.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.BitSet;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports for processes that must be told theirs. None is given twice: one that was given and is
 * free may be somebody's who has not started yet, or is down for a moment.
 */
public final class Ports {
  // Below what Linux hands out to outgoing connections, so that none of these takes the port
  // between the look and the start; and above what embedded servers take.
  private static final int LOWEST = 21_000;
  private static final int HIGHEST = 32_000;
  private static final int TRIES = 2_000;
  private static final int TEN = 10;

  private static final BitSet GIVEN = new BitSet(HIGHEST); // guarded by itself

  private Ports() {}

  /** A port of 127.0.0.1 on which nobody listens now. */
  public static int free() {
    return free(1, 0);
  }

  /**
   * The first of several ports.
   *
   * @param distances from it to those that must be free; 0 for itself
   */
  public static int freeAt(int... distances) {
    return free(1, distances);
  }

  /** A port that ends in 0; those after it are free, up to the one that ends in {@code last}. */
  public static int freeTen(int last) {
    int[] distances = new int[last];
    for (int i = 0; i < last; i++) {
      distances[i] = i + 1;
    }
    return free(TEN, distances);
  }

  private static int free(int multipleOf, int... distances) {
    synchronized (GIVEN) {
      for (int i = 0; i < 2 * TRIES; i++) {
        if (i == TRIES) {
          // A long run has been given most of them by now, and few are in use.
          GIVEN.clear();
        }
        int random = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
        int first = random - random % multipleOf;
        if (take(first, distances)) {
          return first;
        }
      }
    }
    throw new IllegalStateException("no free port in " + TRIES + " tries");
  }

  private static boolean take(int first, int... distances) {
    for (int each : distances) {
      if (GIVEN.get(first + each) || !isFree(first + each)) {
        return false;
      }
    }
    for (int each : distances) {
      GIVEN.set(first + each);
    }
    return true;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
