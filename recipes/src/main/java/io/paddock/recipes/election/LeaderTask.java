package io.paddock.recipes.election;

import io.paddock.recipes.lock.Hold;

/** What a leader does. Its leadership ends when this returns or throws. */
@FunctionalInterface
public interface LeaderTask {
  /**
   * Leads.
   *
   * @param leadership to look whether it still is so, to guard writes, to hear when it is in doubt
   */
  void lead(Hold leadership) throws Exception;
}
