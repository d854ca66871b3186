package io.paddock.server.session;

/**
 * What this server does for clients at the moment. A standalone server is always {@link
 * Phase#OPEN}.
 *
 * <p>Thread: one sets it, any may ask.
 */
public final class Service {
  private volatile Phase phase;
  private volatile boolean readOnly;

  private Service(Phase phase) {
    this.phase = phase;
  }

  /** How much is done for clients. */
  public enum Phase {
    /** Nothing: no leader has been found, or it has been gone for too long. */
    SHUT,
    /** Everything. */
    OPEN,
    /** There is no leader for a moment: reads are answered, writes and new sessions wait. */
    HOLDING,
    /** The same for longer: nobody new is taken, who is there may read. */
    READING;

    /** Whether connections with a session of the ensemble stay open. */
    public boolean keepsClients() {
      return this != SHUT;
    }

    /** Whether a session may be begun or attached. */
    public boolean takesSessions() {
      return this == OPEN || this == HOLDING;
    }
  }

  /** A server that decides alone and does everything. */
  public static Service open() {
    return new Service(Phase.OPEN);
  }

  /** A member that has found nobody yet. */
  public static Service shut() {
    return new Service(Phase.SHUT);
  }

  /** How much is done for clients of the ensemble. */
  public Phase phase() {
    return phase;
  }

  /** Whether clients that only read may connect: there is no leader. */
  public boolean isReadOnly() {
    return readOnly;
  }

  /** Says what is done from now on. */
  public void set(Phase now, boolean nowReadOnly) {
    phase = now;
    readOnly = nowReadOnly;
  }
}
