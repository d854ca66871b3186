package io.paddock.it.ensemble;

/** A program that counts in a znode of its own while members are restarted. */
interface Worker {
  /** How it gets on. */
  Pace pace();

  /** Its session. */
  long session();

  /** Path of its ephemeral. */
  String ephemeral();

  /** The newest count of the other worker that it follows. */
  int seen();

  /** Counts no more, and waits until that is so; stays connected. */
  void stop() throws InterruptedException;

  /** Stops and ends its session. */
  void end() throws InterruptedException;
}
