package io.paddock.server.pipeline;

import io.paddock.replication.commit.Ticket;

/**
 * The mark of a command by which the server itself ends a session; no loop waits for it, but one
 * may have the session's connection.
 */
public record SessionEnd(long session) implements Ticket {}
