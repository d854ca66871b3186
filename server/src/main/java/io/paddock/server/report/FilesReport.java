package io.paddock.server.report;

/** Bytes on disk: snapshots in the data directory, and the log. */
public record FilesReport(long dataBytes, long logBytes) {}
