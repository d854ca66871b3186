package io.paddock.it.process;

/**
 * Another place that shared servers may come from than a process that stands alone: the room of the
 * ensembles offers one, as a service.
 */
public interface ServerSource {
  /** Whether this run of the tests wants its servers from here. */
  boolean isWanted();

  /**
   * Starts one that has this kind of server; fails with an {@link AssertionError} that says why it
   * could not.
   */
  Lent start(NeedsServer.Kind kind, ServerSetup setup);

  /** A server and all that runs with it. */
  interface Lent extends AutoCloseable {
    /** The server that tests connect to. */
    ServerProcess process(NeedsServer.Kind kind);

    /** Ends everything. */
    @Override
    void close();
  }
}
