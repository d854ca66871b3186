package io.paddock.server.config;

/**
 * What is switched on.
 *
 * @param extendedTypes TTL znodes may be created ({@code extendedTypesEnabled})
 * @param enforceQuota hard quotas refuse ({@code enforceQuota})
 * @param skipAcl no ACL is checked ({@code skipACL})
 * @param readOnlyMode a server without a leader serves reads ({@code readonlymode.enabled})
 * @param linearizableReads every read waits until this server has applied whatever was committed
 *     before ({@code paddock.linearizableReads})
 * @param containers clean-up of containers and TTL znodes
 */
public record FeatureConfig(
    boolean extendedTypes,
    boolean enforceQuota,
    boolean skipAcl,
    boolean readOnlyMode,
    boolean linearizableReads,
    ContainerConfig containers) {

  /**
   * Clean-up of containers and TTL znodes (spec/semantics.md, section 5).
   *
   * @param checkIntervalMs time between two rounds, at least 1
   * @param maxPerMinute deletions a minute, at least 1
   * @param maxNeverUsedIntervalMs age at which a container that never had a child goes, or 0 for
   *     never
   */
  public record ContainerConfig(
      long checkIntervalMs, int maxPerMinute, long maxNeverUsedIntervalMs) {}
}
