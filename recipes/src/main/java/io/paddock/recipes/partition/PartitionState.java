package io.paddock.recipes.partition;

/**
 * How one stands with its part. ALLOCATING → ACQUIRED → RELEASE → ALLOCATING; from each to FAILURE.
 */
public enum PartitionState {
  /** It waits until those who are there have settled, and takes its part. */
  ALLOCATING,
  /** It has its part. */
  ACQUIRED,
  /** Others have come or gone, or the connection is lost: give the part back. */
  RELEASE,
  /** Its session was lost, or it was closed. Final. */
  FAILURE
}
