package io.paddock.bench.compare;

import java.time.Duration;

/**
 * How long and how much.
 *
 * @param rounds how often each server is started and measured
 * @param duration time measured in a row that is a load
 * @param warmup of such a row
 * @param serverWarmup mixed load after the start of a server, before its first row
 * @param fillZnodes znodes of the rows about a large tree
 * @param outages how often a leader is killed, and made to hang, in each round
 */
record Pace(
    int rounds,
    Duration duration,
    Duration warmup,
    Duration serverWarmup,
    int fillZnodes,
    int outages) {
  Pace {
    if (rounds < 1 || fillZnodes < 1 || duration.toSeconds() < 1 || outages < 1) {
      throw new IllegalArgumentException(
          "at least 1 round, 1 second, 1 znode and 1 outage are needed, not "
              + rounds
              + ", "
              + duration.toSeconds()
              + ", "
              + fillZnodes
              + " and "
              + outages);
    }
  }
}
