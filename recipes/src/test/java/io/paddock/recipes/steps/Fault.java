package io.paddock.recipes.steps;

/** What happens at a step. */
enum Fault {
  /** The connection is reset, and the request never arrives. */
  DROP_BEFORE,
  /** The connection is reset when the request is done, and its answer never arrives. */
  DROP_AFTER,
  /** The connection is reset, and an event never arrives. */
  DROP_EVENT,
  /** The session is ended before the request arrives. */
  EXPIRE_BEFORE,
  /** The session is ended when the request is done, and its answer never arrives. */
  EXPIRE_AFTER,
  /** The client takes its session for ended, but the server ends it a while later. */
  EXPIRE_LATE,
  /** The server is stopped and started before the request arrives. */
  RESTART_BEFORE,
  /** The server is stopped and started when the request is done, and its answer never arrives. */
  RESTART_AFTER;

  boolean isBefore() {
    return this == DROP_BEFORE || this == EXPIRE_BEFORE || this == RESTART_BEFORE;
  }

  boolean expires() {
    return this == EXPIRE_BEFORE || this == EXPIRE_AFTER || this == EXPIRE_LATE;
  }

  boolean restarts() {
    return this == RESTART_BEFORE || this == RESTART_AFTER;
  }
}
