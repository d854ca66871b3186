package io.paddock.discovery.treetext;

/** What becomes of nodes that are there and not in the text, other than those at the top. */
public enum Trim {
  /** They stay, and are told. */
  TELL,
  /** They stay. */
  KEEP,
  /** They go, but for ephemerals and what is above them. */
  DELETE
}
