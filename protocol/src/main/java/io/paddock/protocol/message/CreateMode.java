package io.paddock.protocol.message;

import org.jspecify.annotations.Nullable;

/** What kind of znode a create asks for: the {@code flags} field (spec/wire.md, section 7.1). */
public enum CreateMode {
  PERSISTENT(0),
  EPHEMERAL(1),
  PERSISTENT_SEQUENTIAL(2),
  EPHEMERAL_SEQUENTIAL(3),
  CONTAINER(4),
  PERSISTENT_WITH_TTL(5),
  PERSISTENT_SEQUENTIAL_WITH_TTL(6);

  private static final CreateMode[] BY_FLAGS = values();

  private final int flags;

  CreateMode(int flags) {
    this.flags = flags;
  }

  /** The number on the wire. */
  public int flags() {
    return flags;
  }

  /** Whether the server appends a sequence number to the name. */
  public boolean isSequential() {
    return this == PERSISTENT_SEQUENTIAL
        || this == EPHEMERAL_SEQUENTIAL
        || this == PERSISTENT_SEQUENTIAL_WITH_TTL;
  }

  /** Whether the znode goes with its session. */
  public boolean isEphemeral() {
    return this == EPHEMERAL || this == EPHEMERAL_SEQUENTIAL;
  }

  /** Whether the znode goes when it has been idle for its TTL. */
  public boolean isTtl() {
    return this == PERSISTENT_WITH_TTL || this == PERSISTENT_SEQUENTIAL_WITH_TTL;
  }

  /** The mode for a number from the wire, or null for one that no mode has. */
  public static @Nullable CreateMode of(int flags) {
    return flags < 0 || flags >= BY_FLAGS.length ? null : BY_FLAGS[flags];
  }
}
