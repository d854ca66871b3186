package io.paddock.it.history;

/**
 * One operation of one client.
 *
 * @param id rises in the order in which a client sends; unique in a history
 * @param who the client and what it was connected with
 * @param call what it asked
 * @param answer what it heard
 */
public record Operation(long id, Who who, Call call, Answer answer) {
  /** What an operation is. Each is explained by what its call and its answer hold. */
  public enum Kind {
    /** setData of the call's value; the answer holds the new version and its mzxid. */
    SET,
    /** getData; the answer holds text, version and mzxid. */
    READ,
    /** sync and, behind it, getData; the answer is that of the getData. */
    SYNC_READ,
    /** A sequential create below the path; value is what the name begins with, text the name. */
    SEQUENCE,
    /** The names below the path, separated by commas, read behind a sync. */
    LIST,
    /** Creation of an ephemeral of the session. */
    EPHEMERAL,
    /** exists of the session's own ephemeral; refused if it is not there. */
    OWN,
    /** The client was told that the session is no more. */
    EXPIRED
  }

  /** How it ended. */
  public enum Outcome {
    /** Done. */
    OK,
    /** Certainly not done: the server said no. */
    REFUSED,
    /** Nobody knows: the connection ended first. */
    UNKNOWN
  }

  /**
   * Who made it.
   *
   * @param client number of the client
   * @param session its session
   * @param connection number of the connection, rises within the client
   * @param server number of the server at its other end
   */
  public record Who(int client, long session, int connection, int server) {}

  /**
   * What was asked.
   *
   * @param kind what is asked
   * @param path of the znode or of the parent
   * @param value data or name, empty if there is none; no two writes have the same
   * @param expected the version that a SET wants, -1 for any
   * @param beganNanos when it was sent
   */
  public record Call(Kind kind, String path, String value, int expected, long beganNanos) {}

  /**
   * What was heard.
   *
   * @param outcome how it ended
   * @param endedNanos when that was known
   * @param zxid of the reply's header, 0 if there was none
   * @param seen what it told
   */
  public record Answer(Outcome outcome, long endedNanos, long zxid, Seen seen) {}

  /**
   * What a reply told.
   *
   * @param text data or names, empty if there is none
   * @param version of the znode, -1 if not told
   * @param mzxid of the znode, 0 if not told
   */
  public record Seen(String text, int version, long mzxid) {
    /** Nothing. */
    public static final Seen NOTHING = new Seen("", -1, 0);
  }

  /** Whether it was done for certain. */
  public boolean isOk() {
    return answer.outcome() == Outcome.OK;
  }

  /** Whether it is of this kind. */
  public boolean is(Kind kind) {
    return call.kind() == kind;
  }

  /** Whether it is a read of data that was answered. */
  public boolean isRead() {
    return isOk() && (is(Kind.READ) || is(Kind.SYNC_READ));
  }

  /** The time after which it cannot take effect any more; never, if nobody knows. */
  public long lastNanos() {
    return answer.outcome() == Outcome.UNKNOWN ? Long.MAX_VALUE : answer.endedNanos();
  }

  /** For messages: everything, short. */
  @Override
  public String toString() {
    return "%s#%d[client %d, session 0x%x, server %d, %s=%s expected %d: %s %s v%d, zxid 0x%x]"
        .formatted(
            call.kind(),
            id,
            who.client(),
            who.session(),
            who.server(),
            call.path(),
            call.value(),
            call.expected(),
            answer.outcome(),
            answer.seen().text(),
            answer.seen().version(),
            answer.zxid());
  }
}
