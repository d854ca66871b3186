package io.paddock.server.pipeline;

import io.paddock.server.auth.AuthPolicy;
import io.paddock.server.config.LimitsConfig.LargeRequests;

/**
 * Settings that decide about requests, the same on all loops.
 *
 * @param auth decides about auth packets and enforced authentication
 * @param skipAcl no ACL is checked
 * @param extendedTypes TTL znodes may be created
 * @param linearizableReads every read waits for a read barrier
 * @param largeRequests which writes count as large
 * @param reconfig whether and how clients change the members
 */
public record PipelineRules(
    AuthPolicy auth,
    boolean skipAcl,
    boolean extendedTypes,
    boolean linearizableReads,
    LargeRequests largeRequests,
    ReconfigRules reconfig) {

  /**
   * What is possible with the members.
   *
   * @param enabled whether clients may change them
   * @param standalone there are none to change
   * @param votersMin how many participants must be left
   */
  public record ReconfigRules(boolean enabled, boolean standalone, int votersMin) {
    /** Nothing may be changed. */
    public static final ReconfigRules DISABLED = new ReconfigRules(false, true, 1);
  }
}
