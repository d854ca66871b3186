package io.paddock.recipes.barrier;

import io.paddock.client.api.Client;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.NodeExistsException;
import io.paddock.client.api.WatchListener;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.Stat;
import io.paddock.protocol.message.WatchEvent;
import io.paddock.recipes.steady.Removal;
import io.paddock.recipes.steady.Vigil;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lets a number of members begin together and end together: {@link #enter} waits until all have
 * entered, {@link #leave} until all have left. Who waits to enter watches one znode, and so does
 * who waits to leave.
 *
 * <p>The znodes are those of Kazoo's DoubleBarrier and of Curator's DistributedDoubleBarrier: an
 * ephemeral one for each member, and {@code ready}, which is there from the moment when all have
 * entered until all have left. So who is cut off at that moment finds out afterwards.
 *
 * <p>Thread: one at a time.
 */
public final class DoubleBarrier {
  private static final String READY = "ready";
  private static final int NAME_CHARS = 32;
  private static final int VERSION_AT = 12;
  private static final char VERSION = '8';

  private final Client client;
  private final String path;
  private final int members;
  private final Data identifier;
  private final String ready;
  // Another one in each round: those who still leave must not take it for that of before.
  private String name = "";

  private DoubleBarrier(Client client, String path, int members, String identifier) {
    if (members < 1) {
      throw new IllegalArgumentException("barrier " + path + " for " + members + " members");
    }
    this.client = client;
    this.path = path;
    this.members = members;
    this.identifier = Data.of(identifier);
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
    name = newName();
    boolean entered = false;
    try (Entering entering = new Entering(new Vigil(client, limit, "barrier", path))) {
      entered = entering.vigil.until(entering::attempt).isPresent();
      return entered;
    } finally {
      if (!entered) {
        Removal.begin(client, own());
      }
    }
  }

  /** A UUID as Kazoo's, but of another version than its 4; Curator's have dashes. */
  private static String newName() {
    StringBuilder uuid = new StringBuilder(UUID.randomUUID().toString().replace("-", ""));
    uuid.setCharAt(VERSION_AT, VERSION);
    return uuid.toString();
  }

  private static boolean isOurs(String member) {
    return member.length() == NAME_CHARS && member.charAt(VERSION_AT) == VERSION;
  }

  private String own() {
    return path + "/" + name;
  }

  /** Thread: who enters, but for the event. */
  private final class Entering implements WatchListener, AutoCloseable {
    private final Vigil vigil;
    private boolean isFresh = true;
    private volatile boolean opened;

    Entering(Vigil vigil) {
      this.vigil = vigil;
    }

    @Override
    public void happened(WatchEvent event) {
      // Members of Kazoo take it away again as soon as they leave.
      opened |= event.type() == EventType.NODE_CREATED;
      vigil.bell().ring();
    }

    Optional<Boolean> attempt() {
      if (isFresh) {
        removeStale();
        isFresh = false;
      }
      boolean open = vigil.client().exists(ready, this).isPresent();
      appear();
      if (open || opened) {
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

    /** Is there; after a lost session again, with a znode of the next one. */
    private void appear() {
      CreateOptions options = CreateOptions.EPHEMERAL.makingParents();
      while (true) {
        try {
          vigil.client().create(own(), identifier, options);
          return;
        } catch (NodeExistsException e) {
          Optional<Stat> there = vigil.client().exists(own());
          if (there.filter(stat -> stat.ephemeralOwner() == client.sessionId()).isPresent()) {
            return;
          }
          // The server may keep it longer than the client has waited for the session's end.
          delete(vigil, own());
        }
      }
    }

    /** If all have died before they could leave, it is still there, and nobody else. */
    private void removeStale() {
      // In this order: whoever has come since has removed it before.
      if (present(vigil).isEmpty()) {
        delete(vigil, ready);
      }
    }

    @Override
    public void close() {
      client.unwatch(ready, this);
      vigil.close();
    }
  }

  private List<String> present(Vigil vigil) {
    try {
      return vigil.client().children(path).stream()
          .filter(each -> !each.equals(READY))
          .sorted()
          .toList();
    } catch (NoNodeException e) {
      return List.of();
    }
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
    Set<String> round = new HashSet<>();
    boolean left = false;
    try (Vigil vigil = new Vigil(client, limit, "barrier", path)) {
      left = vigil.until(() -> tryLeave(vigil, round)).isPresent();
      return left;
    } finally {
      if (!left) {
        Removal.begin(client, own());
      }
    }
  }

  /**
   * One look at who is still there.
   *
   * @param round those whom the first look has found; who comes later is of the next round
   */
  private Optional<Boolean> tryLeave(Vigil vigil, Set<String> round) {
    List<String> all = present(vigil);
    if (round.isEmpty()) {
      round.addAll(all);
    }
    List<String> present = all.stream().filter(round::contains).toList();
    boolean alone = present.size() == 1 && present.get(0).equals(name);
    if (present.isEmpty() || alone) {
      if (alone || all.isEmpty()) {
        delete(vigil, ready);
      }
      delete(vigil, own());
      return Optional.of(true);
    }
    // The lowest stays until all others have gone, and tells them by going; it looks at the
    // highest.
    boolean lowest = present.get(0).equals(name);
    if (!lowest) {
      delete(vigil, own());
      if (present(vigil).stream().filter(round::contains).noneMatch(DoubleBarrier::isOurs)) {
        // Kazoo's take it away when they begin to leave, and then wait for it to go: it may have
        // come again, from one of ours who saw all there and was late.
        delete(vigil, ready);
      }
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
