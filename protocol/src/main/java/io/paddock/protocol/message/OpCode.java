package io.paddock.protocol.message;

import org.jspecify.annotations.Nullable;

/**
 * The operations that a client can ask for and their numbers (spec/wire.md, section 7). CHECK only
 * inside a multi.
 */
public enum OpCode {
  CREATE(1),
  DELETE(2),
  EXISTS(3),
  GET_DATA(4),
  SET_DATA(5),
  GET_ACL(6),
  SET_ACL(7),
  GET_CHILDREN(8),
  SYNC(9),
  PING(11),
  GET_CHILDREN2(12),
  CHECK(13),
  MULTI(14),
  CREATE2(15),
  RECONFIG(16),
  CHECK_WATCHES(17),
  REMOVE_WATCHES(18),
  CREATE_CONTAINER(19),
  DELETE_CONTAINER(20),
  CREATE_TTL(21),
  MULTI_READ(22),
  AUTH(100),
  SET_WATCHES(101),
  SASL(102),
  GET_EPHEMERALS(103),
  GET_ALL_CHILDREN_NUMBER(104),
  SET_WATCHES2(105),
  ADD_WATCH(106),
  WHO_AM_I(107),
  CLOSE_SESSION(-11);

  private static final int SMALLEST = -11;
  private static final @Nullable OpCode[] BY_CODE = new OpCode[107 - SMALLEST + 1];

  static {
    for (OpCode each : values()) {
      BY_CODE[each.code - SMALLEST] = each;
    }
  }

  private final int code;

  OpCode(int code) {
    this.code = code;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }

  /** The constant for a number from the wire, or null for one that no operation has. */
  public static @Nullable OpCode of(int code) {
    int index = code - SMALLEST;
    return index < 0 || index >= BY_CODE.length ? null : BY_CODE[index];
  }
}
