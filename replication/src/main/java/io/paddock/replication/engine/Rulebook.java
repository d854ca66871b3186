package io.paddock.replication.engine;

import io.paddock.state.apply.Applied;
import io.paddock.state.apply.State;
import io.paddock.state.command.Command;
import io.paddock.state.command.Stamp;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** What the ledger needs of the state machine. Pure. Thread: any. */
interface Rulebook {
  Applied apply(State state, Command command, Stamp stamp);

  /**
   * Appends a command's bytes; throws {@link java.nio.BufferOverflowException} if there is no room
   * for them.
   */
  void encode(Command command, ByteBuffer out);

  /** Takes a command's bytes. */
  Command decode(ByteBuffer in);

  /** Writes a state. */
  void save(State state, OutputStream out) throws IOException;

  /** Reads a state; checks all of it. */
  State load(InputStream in) throws IOException;
}
