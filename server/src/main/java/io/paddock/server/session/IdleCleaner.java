package io.paddock.server.session;

import io.paddock.replication.ledger.Ledger;
import io.paddock.server.config.FeatureConfig.ContainerConfig;
import io.paddock.state.apply.State;
import io.paddock.state.command.Command;
import io.paddock.state.tree.NodeStat;
import io.paddock.state.tree.Owner;
import io.paddock.state.tree.Znode;

/**
 * Deletes containers that have lost their last child, and TTL znodes whose time is up
 * (spec/semantics.md, section 5). Each deletion is a command that checks again.
 *
 * <p>Thread: one.
 */
public final class IdleCleaner {
  private static final long MS_PER_MINUTE = 60_000;

  private final Ledger ledger;
  private final ContainerConfig config;

  /** A cleaner of this ledger's state. */
  public IdleCleaner(Ledger ledger, ContainerConfig config) {
    this.ledger = ledger;
    this.config = config;
  }

  /**
   * Goes round once; to be called every {@link ContainerConfig#checkIntervalMs()}. Returns how many
   * znodes were told to go: at most as many as the settings allow in the time until the next round.
   *
   * @param wallMs the time of day, ms since the Unix epoch
   */
  public int round(long wallMs) {
    State state = ledger.commits().newest().state();
    long allowed = Math.max(1, config.maxPerMinute() * config.checkIntervalMs() / MS_PER_MINUTE);
    int deleted = 0;
    for (String path : state.tree().idlePaths()) {
      Znode znode = state.find(path);
      if (znode != null && isIdle(znode, wallMs)) {
        ledger.submit(new Command.DeleteIdle(path, znode.stat().mzxid()), null);
        deleted++;
      }
      if (deleted == allowed) {
        break;
      }
    }
    if (deleted > 0) {
      ledger.flush();
    }
    return deleted;
  }

  private boolean isIdle(Znode znode, long wallMs) {
    if (!znode.children().isEmpty()) {
      return false;
    }
    NodeStat stat = znode.nodeStat();
    long ageMs = wallMs - stat.mtime();
    if (Owner.isTtl(znode.owner())) {
      return ageMs > Owner.ttlMs(znode.owner());
    }
    long neverUsedMs = config.maxNeverUsedIntervalMs();
    return stat.creates() > 0 || (neverUsedMs > 0 && ageMs > neverUsedMs);
  }
}
