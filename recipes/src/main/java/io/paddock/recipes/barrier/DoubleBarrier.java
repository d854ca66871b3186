package io.paddock.recipes.barrier;

import io.paddock.client.api.Client;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.NodeExistsException;
import io.paddock.protocol.message.Data;
import io.paddock.recipes.steady.Removal;
import io.paddock.recipes.steady.Vigil;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lets a number of members begin together and end together: {@link #enter} waits until all have
 * entered, {@link #leave} until all have left. Who waits to enter watches one znode, and so does
 * who waits to leave.
 *
 * <p>The znodes are those of Kazoo's DoubleBarrier and of Curator's DistributedDoubleBarrier: an
 * ephemeral one for each member, and {@code ready}.
 *
 * <p>Thread: one at a time.
 */
public final class DoubleBarrier {
  private static final String READY = "ready";

  private final Client client;
  private final String path;
  private final int members;
  private final Data identifier;
  private final String name = UUID.randomUUID().toString().replace("-", "");
  private final String own;
  private final String ready;

  private DoubleBarrier(Client client, String path, int members, String identifier) {
    if (members < 1) {
      throw new IllegalArgumentException("barrier " + path + " for " + members + " members");
    }
    this.client = client;
    this.path = path;
    this.members = members;
    this.identifier = Data.of(identifier);
    this.own = path + "/" + name;
    this.ready = path + "/" + READY;
  }

  /**
   * One member of the barrier of this path.
   *
   * @param members how many have to come
   * @param identifier the data of its znode, for people
   */
  public static DoubleBarrier at(Client client, String path, int members, String identifier) {
    return new DoubleBarrier(client, path, members, identifier);
  }

  /** Waits until all have entered. */
  public void enter() {
    enter(null);
  }

  /**
   * Waits until all have entered, but no longer than this (null: for ever). If they have not, it
   * has not entered either.
   */
  public boolean enter(@Nullable Duration limit) {
    boolean entered = false;
    try (Vigil vigil = new Vigil(client, limit, "barrier", path)) {
      entered = vigil.until(() -> tryEnter(vigil)).isPresent();
      return entered;
    } finally {
      if (!entered) {
        Removal.begin(client, own);
      }
    }
  }

  private Optional<Boolean> tryEnter(Vigil vigil) {
    boolean open = vigil.exists(ready).isPresent();
    // Again after a lost session, with which the znode has gone.
    try {
      vigil.client().create(own, identifier, CreateOptions.EPHEMERAL.makingParents());
    } catch (NodeExistsException e) {
      // It is there.
    }
    if (open) {
      return Optional.of(true);
    }
    if (present(vigil).size() < members) {
      return Optional.empty();
    }
    try {
      vigil.client().create(ready, null);
    } catch (NodeExistsException e) {
      // Somebody else has seen that all are there.
    }
    return Optional.of(true);
  }

  private List<String> present(Vigil vigil) {
    return vigil.client().children(path).stream()
        .filter(each -> !each.equals(READY))
        .sorted()
        .toList();
  }

  /** Waits until all have left. */
  public void leave() {
    leave(null);
  }

  /**
   * Waits until all have left, but no longer than this (null: for ever). This one has left in any
   * case.
   */
  public boolean leave(@Nullable Duration limit) {
    boolean left = false;
    try (Vigil vigil = new Vigil(client, limit, "barrier", path)) {
      left = vigil.until(() -> tryLeave(vigil)).isPresent();
      return left;
    } finally {
      if (!left) {
        Removal.begin(client, own);
      }
    }
  }

  private Optional<Boolean> tryLeave(Vigil vigil) {
    delete(vigil, ready);
    List<String> present;
    try {
      present = present(vigil);
    } catch (NoNodeException e) {
      return Optional.of(true);
    }
    if (present.isEmpty()) {
      return Optional.of(true);
    }
    boolean alone = present.size() == 1 && present.get(0).equals(name);
    if (alone) {
      delete(vigil, own);
      return Optional.of(true);
    }
    // The lowest stays until all others have gone, and tells them by going; it looks at the
    // highest.
    boolean lowest = present.get(0).equals(name);
    if (!lowest) {
      delete(vigil, own);
    }
    String other = lowest ? present.get(present.size() - 1) : present.get(0);
    if (vigil.exists(path + "/" + other).isEmpty()) {
      vigil.bell().ring();
    }
    return Optional.empty();
  }

  private static void delete(Vigil vigil, String node) {
    try {
      vigil.client().delete(node);
    } catch (NoNodeException e) {
      // It has gone already.
    }
  }
}
