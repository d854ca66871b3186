package io.paddock.server.config;

/**
 * When snapshots are made and how many are kept.
 *
 * @param everyCommands commands after which the next snapshot is made ({@code snapCount})
 * @param everyLogBytes bytes of log after which it is made, or 0 for no such rule ({@code
 *     snapSizeLimitInKb})
 * @param retainCount snapshots that are never removed, at least 3 ({@code
 *     autopurge.snapRetainCount})
 * @param purgeIntervalHours above 0 older ones are removed ({@code autopurge.purgeInterval})
 */
public record SnapshotConfig(
    int everyCommands, long everyLogBytes, int retainCount, int purgeIntervalHours) {}
