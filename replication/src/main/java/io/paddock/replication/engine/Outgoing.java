package io.paddock.replication.engine;

import io.paddock.replication.commit.Ticket;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch of this server that has not been applied here yet: all that is needed to send it again,
 * and to apply it without decoding it.
 *
 * @param tickets one a command, null where nobody waits
 * @param size reckoned size of the commands, in bytes
 * @param bytes as {@link BatchCodec#end} gave them, with an empty head
 */
record Outgoing(Batch batch, List<@Nullable Ticket> tickets, long size, ByteBuffer bytes) {}
