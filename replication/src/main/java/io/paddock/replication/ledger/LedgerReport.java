package io.paddock.replication.ledger;

/**
 * Figures of a ledger for people and limits.
 *
 * @param pendingCommands handed over and not yet published
 * @param pendingBytes their approximate size
 * @param logBytes size of the log files on disk
 * @param snapshotBytes size of the snapshot files on disk
 * @param lastSnapshotZxid zxid of the newest snapshot, or -1
 * @param lastSnapshotTimeMs when it was written, ms since the Unix epoch, or -1
 * @param fsyncCount number of log fsyncs since start
 * @param fsyncNanos total time they took
 * @param fsyncMaxNanos the longest one
 * @param fsyncSlowCount how many took longer than {@link LedgerConfig#syncWarningMs}
 */
public record LedgerReport(
    long pendingCommands,
    long pendingBytes,
    long logBytes,
    long snapshotBytes,
    long lastSnapshotZxid,
    long lastSnapshotTimeMs,
    long fsyncCount,
    long fsyncNanos,
    long fsyncMaxNanos,
    long fsyncSlowCount) {}
