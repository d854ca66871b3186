package io.paddock.client.api;

/** What a failed operation can say about the change that it asked for. */
public enum Happened {
  /** Certainly not: it was refused, or never sent. Reads always. */
  NO,
  /** Nobody knows: it was sent, and no answer came. */
  MAYBE,
  /** Certainly: the server said so, but its answer could not be read. */
  YES
}
