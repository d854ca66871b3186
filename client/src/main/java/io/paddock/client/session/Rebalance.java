package io.paddock.client.session;

import io.paddock.protocol.path.ServerAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What a changed list of servers means for one client: whether it moves, and in which order it
 * tries. Chance decides, so that many clients spread evenly without knowing of each other
 * (spec/client.md, section 2). Pure but for the random source.
 *
 * @param moves whether to leave the current server
 * @param order all servers of the new list
 */
record Rebalance(boolean moves, List<ServerAddress> order) {
  /**
   * Decides.
   *
   * @param before the servers so far
   * @param after the servers from now on
   * @param current the one that the client is connected to, null for none
   */
  static Rebalance decide(
      List<ServerAddress> before,
      List<ServerAddress> after,
      @Nullable ServerAddress current,
      Random random) {
    List<ServerAddress> old = shuffled(after.stream().filter(before::contains).toList(), random);
    List<ServerAddress> added =
        shuffled(after.stream().filter(each -> !before.contains(each)).toList(), random);
    if (current == null) {
      return new Rebalance(false, shuffled(after, random));
    }
    double had = before.size();
    double has = after.size();
    if (after.contains(current)) {
      boolean moves = has > had && random.nextDouble() < 1 - had / has;
      return new Rebalance(moves, moves ? join(added, old) : shuffled(after, random));
    }
    return new Rebalance(
        true,
        random.nextDouble() < toOld(old.size(), had, has) ? join(old, added) : join(added, old));
  }

  // The part of the clients of servers that are gone which goes to servers that were there before.
  private static double toOld(int stayed, double had, double has) {
    return has > had ? 0 : stayed * (had - has) / (has * (had - stayed));
  }

  private static List<ServerAddress> shuffled(List<ServerAddress> servers, Random random) {
    List<ServerAddress> all = new ArrayList<>(servers);
    Collections.shuffle(all, random);
    return all;
  }

  private static List<ServerAddress> join(List<ServerAddress> first, List<ServerAddress> then) {
    List<ServerAddress> all = new ArrayList<>(first);
    all.addAll(then);
    return all;
  }
}
