package io.paddock.replication.engine;

import io.paddock.state.apply.State;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A state ↔ the body of a snapshot. Pure. Thread: any. */
interface SnapshotBody {
  /** Writes a state. */
  void save(State state, OutputStream out) throws IOException;

  /** Reads a state; checks all of it. */
  State load(InputStream in) throws IOException;
}
