package io.paddock.replication.disk;

import java.nio.ByteBuffer;

/**
 * One record of the log.
 *
 * @param index its place, 1 for the very first; each record's is one more than that of the record
 *     before
 * @param term of the leader that wrote it
 * @param type a small number that the log only keeps
 * @param data from position to limit; the log reads it through a duplicate
 */
public record LogRecord(long index, long term, int type, ByteBuffer data) {}
