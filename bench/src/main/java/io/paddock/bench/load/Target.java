package io.paddock.bench.load;

import java.util.List;

/**
 * What is measured.
 *
 * @param endpoints where the servers listen
 * @param serverPids their processes on this machine, for CPU and memory; empty if they are
 *     elsewhere
 */
public record Target(Endpoints endpoints, List<Long> serverPids) {
  /** Keeps a copy of the list. */
  public Target {
    serverPids = List.copyOf(serverPids);
  }
}
