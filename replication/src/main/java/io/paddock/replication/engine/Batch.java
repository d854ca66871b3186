package io.paddock.replication.engine;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Status;
import io.paddock.replication.commit.Ticket;
import io.paddock.state.command.Command;
import io.paddock.state.command.Stamp;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What one log entry holds: commands under one stamp.
 *
 * <p>One that was handed over here travels with its entry as the engine's closure, so that applying
 * it needs no decoding and finds the tickets. One read from the log has no tickets.
 */
final class Batch implements Closure {
  private final Stamp stamp;
  private final List<Command> commands;
  private final List<@Nullable Ticket> tickets;
  private final long bytes;
  private final BiConsumer<Batch, Status> refused;

  /**
   * A batch handed over here.
   *
   * @param bytes reckoned size of the commands
   * @param refused hears if the engine does not take it
   */
  Batch(
      Stamp stamp,
      List<Command> commands,
      List<@Nullable Ticket> tickets,
      long bytes,
      BiConsumer<Batch, Status> refused) {
    this.stamp = stamp;
    this.commands = commands;
    this.tickets = tickets;
    this.bytes = bytes;
    this.refused = refused;
  }

  /** A batch read from the log. */
  static Batch replayed(Stamp stamp, List<Command> commands) {
    return new Batch(stamp, commands, List.of(), 0, (batch, status) -> {});
  }

  Stamp stamp() {
    return stamp;
  }

  List<Command> commands() {
    return commands;
  }

  int size() {
    return commands.size();
  }

  long bytes() {
    return bytes;
  }

  @Nullable Ticket ticket(int i) {
    return i < tickets.size() ? tickets.get(i) : null;
  }

  /** The engine runs a closure by itself only to say that the entry was not taken. */
  @Override
  public void run(Status status) {
    if (!status.isOk()) {
      refused.accept(this, status);
    }
  }
}
