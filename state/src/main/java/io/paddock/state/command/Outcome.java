package io.paddock.state.command;

import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Stat;
import java.util.List;

/** What the sender of a command hears. */
public sealed interface Outcome {
  /** It is done and there is nothing more to say. */
  enum Done implements Outcome {
    DONE
  }

  /** A znode was created under this actual path, with this Stat as of then. */
  record Created(String path, Stat stat) implements Outcome {}

  /** A znode was changed and has this Stat now. */
  record Changed(Stat stat) implements Outcome {}

  /** The session is attached to the connection that asked. */
  record Attached(long session, Data password, int timeoutMs) implements Outcome {}

  /** The session has ended; whichever server had its connection closes it. */
  record Closed(long session) implements Outcome {}

  /**
   * A proposal of members has come to its end.
   *
   * @param proposal czxid of its znode, 0 for members that nobody proposed
   * @param error OK if they are in force
   * @param stat of {@code /zookeeper/config} from now on
   */
  record Settled(long proposal, ErrorCode error, Stat stat) implements Outcome {}

  /** Every step of a multi was done; one outcome a step. */
  record MultiDone(List<Outcome> outcomes) implements Outcome {
    public MultiDone {
      outcomes = List.copyOf(outcomes);
    }
  }

  /** A multi failed at the step with this index, 0-based, and nothing was changed. */
  record MultiRefused(int index, ErrorCode error) implements Outcome {}

  /** It was refused and nothing was changed. */
  record Refused(ErrorCode error) implements Outcome {}
}
