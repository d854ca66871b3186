package io.paddock.replication.ledger;

import io.paddock.state.command.Stamp;
import java.nio.file.Path;
import java.util.List;

/**
 * Settings of a ledger. {@link #standalone} gives the defaults; the {@code with} methods change one
 * of them.
 *
 * @param dataDir where the snapshots and the vote are ({@code dataDir})
 * @param logDir where the log is ({@code dataLogDir}); may be the same directory
 * @param serverId this server, 1 to 255; 0 for a standalone server
 * @param rules what the leader stamps on commands
 * @param snapCount a snapshot is written after so many commands, or up to half of them fewer, by
 *     chance ({@code snapCount}, default 100,000). Too small: the disk is busy with snapshots; too
 *     large: a restart takes long
 * @param snapBytes a snapshot is also written when the log has grown by so many bytes ({@code
 *     snapSizeLimitInKb}, default 4 GiB); 0 for never
 * @param retainCount how many snapshots are kept at least ({@code autopurge.snapRetainCount},
 *     default and least 3)
 * @param purge whether {@code retainCount} counts ({@code autopurge.purgeInterval} above 0);
 *     without it 3 are kept
 * @param segmentBytes size of a log file ({@code preAllocSize}, default 64 MiB)
 * @param sync whether to sync before acknowledging ({@code forceSync}); without it a crash of the
 *     machine loses acknowledged writes
 * @param members all of the ensemble as the settings name them, this server included; empty for a
 *     standalone server. They only count until the ensemble has been formed: from then on its log
 *     says who belongs to it, and this says where they are
 * @param timings how patient the members are with each other
 * @param syncWarningMs a sync of the log that takes longer gets a line in the log of the server
 *     ({@code fsync.warningthresholdms}, default 1,000)
 */
public record LedgerConfig(
    Path dataDir,
    Path logDir,
    int serverId,
    Stamp.Rules rules,
    int snapCount,
    long snapBytes,
    int retainCount,
    boolean purge,
    long segmentBytes,
    boolean sync,
    List<Member> members,
    Timings timings,
    long syncWarningMs) {
  /** The fewest snapshots that are kept when older ones are purged. */
  public static final int RETAIN_COUNT_MIN = 3;

  private static final int SNAP_COUNT_MIN = 2;
  private static final long SEGMENT_BYTES_MIN = 64 << 10;

  /** Checks shape: sizes below the least useful one are raised to it. */
  public LedgerConfig {
    snapCount = Math.max(SNAP_COUNT_MIN, snapCount);
    retainCount = Math.max(RETAIN_COUNT_MIN, retainCount);
    segmentBytes = Math.max(SEGMENT_BYTES_MIN, segmentBytes);
    members = List.copyOf(members);
    int self = serverId;
    if (!members.isEmpty() && members.stream().noneMatch(each -> each.id() == self)) {
      throw new IllegalArgumentException("server " + serverId + " is none of " + members);
    }
  }

  /** The defaults for a standalone server with all its files in one directory. */
  public static LedgerConfig standalone(Path dataDir) {
    return new LedgerConfig(
        dataDir,
        dataDir,
        0,
        Stamp.Rules.DEFAULT,
        100_000,
        4L << 30,
        3,
        false,
        64 << 20,
        true,
        List.of(),
        Timings.DEFAULT,
        1000);
  }

  /** The same with the log elsewhere. */
  public LedgerConfig withLogDir(Path dir) {
    return new LedgerConfig(
        dataDir,
        dir,
        serverId,
        rules,
        snapCount,
        snapBytes,
        retainCount,
        purge,
        segmentBytes,
        sync,
        members,
        timings,
        syncWarningMs);
  }

  /** The same with other rules. */
  public LedgerConfig withRules(Stamp.Rules other) {
    return new LedgerConfig(
        dataDir,
        logDir,
        serverId,
        other,
        snapCount,
        snapBytes,
        retainCount,
        purge,
        segmentBytes,
        sync,
        members,
        timings,
        syncWarningMs);
  }

  /** The same with other snapshot triggers; see the record's parameters. */
  public LedgerConfig withSnapshots(int everyCommands, long everyBytes) {
    return new LedgerConfig(
        dataDir,
        logDir,
        serverId,
        rules,
        everyCommands,
        everyBytes,
        retainCount,
        purge,
        segmentBytes,
        sync,
        members,
        timings,
        syncWarningMs);
  }

  /** The same with purging on, keeping so many snapshots. */
  public LedgerConfig withPurge(int keep) {
    return new LedgerConfig(
        dataDir,
        logDir,
        serverId,
        rules,
        snapCount,
        snapBytes,
        keep,
        true,
        segmentBytes,
        sync,
        members,
        timings,
        syncWarningMs);
  }

  /** The same with another size of log files. */
  public LedgerConfig withSegmentBytes(long bytes) {
    return new LedgerConfig(
        dataDir,
        logDir,
        serverId,
        rules,
        snapCount,
        snapBytes,
        retainCount,
        purge,
        bytes,
        sync,
        members,
        timings,
        syncWarningMs);
  }

  /** The same as a member of an ensemble. */
  public LedgerConfig withMembers(int self, List<Member> all, Timings patience) {
    return new LedgerConfig(
        dataDir,
        logDir,
        self,
        rules,
        snapCount,
        snapBytes,
        retainCount,
        purge,
        segmentBytes,
        sync,
        all,
        patience,
        syncWarningMs);
  }

  /** The same without syncing: for tests and for data that nobody will miss. */
  public LedgerConfig withoutSync() {
    return new LedgerConfig(
        dataDir,
        logDir,
        serverId,
        rules,
        snapCount,
        snapBytes,
        retainCount,
        purge,
        segmentBytes,
        false,
        members,
        timings,
        syncWarningMs);
  }
}
