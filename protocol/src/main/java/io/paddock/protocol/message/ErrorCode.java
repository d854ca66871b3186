package io.paddock.protocol.message;

import java.util.Arrays;

/** What the {@code err} field of a reply may hold (spec/wire.md, section 8). */
public enum ErrorCode {
  OK(0),
  SYSTEM_ERROR(-1),
  RUNTIME_INCONSISTENCY(-2),
  DATA_INCONSISTENCY(-3),
  CONNECTION_LOSS(-4),
  MARSHALLING_ERROR(-5),
  UNIMPLEMENTED(-6),
  OPERATION_TIMEOUT(-7),
  BAD_ARGUMENTS(-8),
  UNKNOWN_SESSION(-12),
  NEW_CONFIG_NO_QUORUM(-13),
  RECONFIG_IN_PROGRESS(-14),
  API_ERROR(-100),
  NO_NODE(-101),
  NO_AUTH(-102),
  BAD_VERSION(-103),
  NO_CHILDREN_FOR_EPHEMERALS(-108),
  NODE_EXISTS(-110),
  NOT_EMPTY(-111),
  SESSION_EXPIRED(-112),
  INVALID_CALLBACK(-113),
  INVALID_ACL(-114),
  AUTH_FAILED(-115),
  SESSION_MOVED(-118),
  NOT_READ_ONLY(-119),
  EPHEMERAL_ON_LOCAL_SESSION(-120),
  NO_WATCHER(-121),
  REQUEST_TIMEOUT(-122),
  RECONFIG_DISABLED(-123),
  SESSION_CLOSED_REQUIRE_SASL_AUTH(-124),
  QUOTA_EXCEEDED(-125),
  THROTTLED_OP(-127);

  private static final int SMALLEST = -127;
  private static final ErrorCode[] BY_CODE = new ErrorCode[1 - SMALLEST];

  static {
    Arrays.fill(BY_CODE, SYSTEM_ERROR);
    for (ErrorCode each : values()) {
      BY_CODE[each.code - SMALLEST] = each;
    }
  }

  private final int code;

  ErrorCode(int code) {
    this.code = code;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }

  /** The constant for a number from the wire; {@link #SYSTEM_ERROR} for one that is not known. */
  public static ErrorCode of(int code) {
    int index = code - SMALLEST;
    return index < 0 || index >= BY_CODE.length ? SYSTEM_ERROR : BY_CODE[index];
  }
}
