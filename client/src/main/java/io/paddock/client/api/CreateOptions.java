package io.paddock.client.api;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.CreateRules;
import java.time.Duration;
import java.util.List;

/**
 * How a znode is to be created: begin with one of the constants and add.
 *
 * <pre>{@code
 * client.create("/jobs/job-", data, CreateOptions.EPHEMERAL_SEQUENTIAL.makingParents());
 * }</pre>
 *
 * @param mode what kind of znode
 * @param acl who may do what
 * @param ttlMs ms, for the modes with a time to live, else 0
 * @param parents whether missing parents are made, plain and open ones
 * @param guarded whether the name gets a mark by which the znode is found again if the connection
 *     breaks before the answer: a create is then repeated without ever making two
 * @param kept whether an ephemeral comes back in a new session of the same client
 */
public record CreateOptions(
    CreateMode mode, List<Acl> acl, long ttlMs, boolean parents, boolean guarded, boolean kept) {

  /** Stays until it is deleted. Open to everybody, as all the constants. */
  public static final CreateOptions PERSISTENT = of(CreateMode.PERSISTENT);

  /** Goes with the session. */
  public static final CreateOptions EPHEMERAL = of(CreateMode.EPHEMERAL);

  /** Gets a number. */
  public static final CreateOptions SEQUENTIAL = of(CreateMode.PERSISTENT_SEQUENTIAL);

  /** Gets a number and goes with the session. */
  public static final CreateOptions EPHEMERAL_SEQUENTIAL = of(CreateMode.EPHEMERAL_SEQUENTIAL);

  /** Goes some time after its last child. */
  public static final CreateOptions CONTAINER = of(CreateMode.CONTAINER);

  public CreateOptions {
    acl = List.copyOf(acl);
    if (mode.isTtl() != (ttlMs != 0) || ttlMs < 0 || ttlMs > CreateRules.TTL_MS_MAX) {
      throw new IllegalArgumentException(mode + " with a time to live of " + ttlMs + " ms");
    }
    // Others would come back under another name.
    if (kept && (mode != CreateMode.EPHEMERAL || guarded)) {
      throw new IllegalArgumentException("only plain ephemerals come back, and without a mark");
    }
  }

  private static CreateOptions of(CreateMode mode) {
    return new CreateOptions(mode, Acl.OPEN, 0, false, false, false);
  }

  /** A znode that goes when it has no children and was not changed for this time, at least 1 ms. */
  public static CreateOptions ttl(Duration ttl) {
    return new CreateOptions(
        CreateMode.PERSISTENT_WITH_TTL, Acl.OPEN, ttl.toMillis(), false, false, false);
  }

  /** As {@link #ttl}, with a number. */
  public static CreateOptions ttlSequential(Duration ttl) {
    return new CreateOptions(
        CreateMode.PERSISTENT_SEQUENTIAL_WITH_TTL, Acl.OPEN, ttl.toMillis(), false, false, false);
  }

  /** The same with this ACL. */
  public CreateOptions acl(List<Acl> acl) {
    return new CreateOptions(mode, acl, ttlMs, parents, guarded, kept);
  }

  /** The same, and missing parents are made. */
  public CreateOptions makingParents() {
    return new CreateOptions(mode, acl, ttlMs, true, guarded, kept);
  }

  /**
   * The same, and safe to repeat: the name gets {@code _c_}, a random mark and a dash in front, as
   * Curator's protected creates do, and the create survives lost connections.
   */
  public CreateOptions protectedByMark() {
    return new CreateOptions(mode, acl, ttlMs, parents, true, kept);
  }

  /**
   * The same, and it comes back: when the session is lost, the client makes the ephemeral again in
   * the next one, with the data that it gave it last, until it deletes it. While the ephemeral of
   * the old session or of another client is there, it waits for its end.
   */
  public CreateOptions keptAlive() {
    return new CreateOptions(mode, acl, ttlMs, parents, guarded, true);
  }
}
