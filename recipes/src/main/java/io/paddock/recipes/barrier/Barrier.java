package io.paddock.recipes.barrier;

import io.paddock.client.api.Client;
import io.paddock.client.api.NoNodeException;
import io.paddock.recipes.steady.Vigil;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds up everybody as long as its znode is there. The znode is that of Kazoo's Barrier and of
 * Curator's DistributedBarrier.
 *
 * <p>Thread: any.
 */
public final class Barrier {
  private final Client client;
  private final String path;

  private Barrier(Client client, String path) {
    this.client = client;
    this.path = path;
  }

  /** The barrier of this path. */
  public static Barrier at(Client client, String path) {
    return new Barrier(client, path);
  }

  /** Puts it up if it is not there. */
  public void create() {
    try (Vigil vigil = new Vigil(client, null, "barrier", path)) {
      vigil.until(() -> created(vigil.client()));
    }
  }

  private Optional<Boolean> created(Client asking) {
    asking.ensurePath(path);
    return Optional.of(true);
  }

  /** Takes it away; false if it was not there. */
  public boolean remove() {
    try (Vigil vigil = new Vigil(client, null, "barrier", path)) {
      return vigil.until(() -> removed(vigil.client())).orElse(false);
    }
  }

  private Optional<Boolean> removed(Client asking) {
    try {
      asking.delete(path);
      return Optional.of(true);
    } catch (NoNodeException e) {
      return Optional.of(false);
    }
  }

  /** Waits until it is not there. */
  public void await() {
    await(null);
  }

  /**
   * Waits until it is not there, but no longer than this (null: for ever); false if it still is.
   */
  public boolean await(@Nullable Duration limit) {
    try (Vigil vigil = new Vigil(client, limit, "barrier", path)) {
      return vigil
          .until(() -> vigil.exists(path).isPresent() ? Optional.empty() : Optional.of(true))
          .isPresent();
    }
  }
}
