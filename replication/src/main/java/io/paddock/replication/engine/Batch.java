package io.paddock.replication.engine;

import io.paddock.state.command.Command;
import io.paddock.state.origin.Origins;
import java.util.List;

/**
 * What one log entry holds: commands that came through one server, under one number.
 *
 * @param mark whose it is, and which of its batches
 */
record Batch(Origins.Mark mark, List<Command> commands) {}
