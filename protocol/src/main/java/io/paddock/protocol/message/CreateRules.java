package io.paddock.protocol.message;

/**
 * Which flags and time to live a create may have, and what kind of znode it makes: the checks of
 * spec/wire.md, section 9, that need no tree, to be made before the session's.
 */
public final class CreateRules {
  /** The longest time to live: 40 bits of milliseconds, almost 35 years. */
  public static final long TTL_MS_MAX = (1L << 40) - 1;

  private CreateRules() {}

  /**
   * What is wrong with the flags and the time to live, {@link ErrorCode#OK} if nothing is.
   *
   * @param extendedTypes whether TTL znodes are on ({@code extendedTypesEnabled})
   */
  public static ErrorCode check(Request.Create create, boolean extendedTypes) {
    CreateMode mode = CreateMode.of(create.flags());
    if (mode == null) {
      return ErrorCode.BAD_ARGUMENTS;
    }
    if (mode.isTtl() && !extendedTypes) {
      return ErrorCode.UNIMPLEMENTED;
    }
    boolean fits =
        switch (create.op()) {
          case CREATE_TTL -> mode.isTtl() && create.ttlMs() > 0 && create.ttlMs() <= TTL_MS_MAX;
          // Flag 0 is what the reference accepts too; a container that is also ephemeral or
          // sequential is not a mode.
          case CREATE_CONTAINER -> mode == CreateMode.CONTAINER || mode == CreateMode.PERSISTENT;
          default -> !mode.isTtl();
        };
    return fits ? ErrorCode.OK : ErrorCode.BAD_ARGUMENTS;
  }

  /**
   * The kind of znode that a create which passed {@link #check} makes. A container is what either
   * the operation or the flags name so: the reference makes a plain znode of CREATE with flag 4,
   * which nobody can want (spec/semantics.md, section 15).
   */
  public static CreateMode mode(Request.Create create) {
    CreateMode mode = CreateMode.of(create.flags());
    if (mode == null) {
      throw new IllegalArgumentException("flags " + create.flags() + " are no create mode");
    }
    return create.op() == OpCode.CREATE_CONTAINER ? CreateMode.CONTAINER : mode;
  }
}
