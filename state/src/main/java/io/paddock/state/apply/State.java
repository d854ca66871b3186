package io.paddock.state.apply;

/** The whole replicated state as one immutable value. */
public final class State {
  private final long zxid;

  private State(long zxid) {
    this.zxid = zxid;
  }

  /** The state of a server that has never applied anything. */
  public static State initial() {
    return new State(0);
  }

  /** The zxid of the last change. */
  public long zxid() {
    return zxid;
  }
}
