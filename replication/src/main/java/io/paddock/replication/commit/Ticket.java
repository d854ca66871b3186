package io.paddock.replication.commit;

/**
 * The sender's own mark on a command: handed over with it, found again on its {@link Commit}. Only
 * the server through which a command came sees its ticket.
 */
public interface Ticket {}
