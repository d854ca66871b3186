package io.paddock.recipes.lock;

import io.paddock.client.api.Client;
import io.paddock.recipes.line.Naming;

/** Locks whose znodes have the names of another recipe. */
public final class LockNames {
  private LockNames() {}

  /** A lock whose znodes are those of Curator's LeaderLatch. */
  public static Lock latch(Client client, String path, String identifier) {
    LockOptions options = LockOptions.DEFAULT.identifier(identifier).likeCurator();
    return new Lock(client, path, options, Naming.CURATOR_LATCH);
  }
}
