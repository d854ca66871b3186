package io.paddock.server.config;

import java.nio.file.Path;

/**
 * Where and how what was decided is kept.
 *
 * @param dataDir directory of the snapshots; absolute
 * @param dataLogDir directory of the log; absolute; the same as {@code dataDir} unless said
 * @param createDirectories directories that are missing are made; else they are an error ({@code
 *     zookeeper.datadir.autocreate})
 * @param forceSync the log is synced before a write is acknowledged; without it a crash of the
 *     machine loses acknowledged writes
 * @param fsyncWarningMs a sync of the log that takes longer gets a line in the log of the server
 *     ({@code fsync.warningthresholdms})
 * @param preallocateBytes size of a log file; the first two are smaller ({@code preAllocSize})
 * @param snapshots when they are made and how many are kept
 */
public record StorageConfig(
    Path dataDir,
    Path dataLogDir,
    boolean createDirectories,
    boolean forceSync,
    long fsyncWarningMs,
    long preallocateBytes,
    SnapshotConfig snapshots) {}
