package io.paddock.state.quota;

/**
 * A quota that a change has left exceeded although the change was let through; for a log line.
 *
 * @param path the subtree
 * @param kind what is limited
 * @param limit the limit: the hard one if there is one, else the soft one
 * @param usage what there is now
 */
public record QuotaNotice(String path, Kind kind, long limit, long usage) {
  /** What a quota limits. */
  public enum Kind {
    /** Znodes, that of the quota's path included. */
    COUNT,
    /** Bytes of data. */
    BYTES
  }
}
