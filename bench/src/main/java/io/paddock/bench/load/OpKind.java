package io.paddock.bench.load;

import java.util.Arrays;
import java.util.stream.Collectors;

/** An operation that the load counts on its own, and its name in {@code --op} and in reports. */
public enum OpKind {
  SET("set", true),
  GET("get", true),
  EXISTS("exists", true),
  CREATE("create", false),
  DELETE("delete", false),
  /** Creates an ephemeral sequential znode and deletes it as soon as its name is known. */
  EPHEMERAL_SEQ("ephemeral-seq", false),
  GET_CHILDREN("getChildren", true),
  MULTI("multi", true),
  SYNC("sync", false),
  /** Only made by the tool itself, at the end of its sessions. */
  CLOSE("close", false);

  private static final OpKind[] ALL = values();

  private final String label;
  private final boolean needsKeys;

  OpKind(String label, boolean needsKeys) {
    this.label = label;
    this.needsKeys = needsKeys;
  }

  /** Name in options and reports. */
  public String label() {
    return label;
  }

  /** Whether the znodes of the key space must be there before it is sent. */
  public boolean needsKeys() {
    return needsKeys;
  }

  /** The constant with this ordinal; nothing is allocated. */
  static OpKind of(int ordinal) {
    return ALL[ordinal];
  }

  /**
   * The operation with this label.
   *
   * @throws IllegalArgumentException naming all labels, for any other
   */
  static OpKind parse(String label) {
    return Arrays.stream(ALL)
        .filter(each -> each != CLOSE && each.label.equalsIgnoreCase(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(label)));
  }

  private static String unknown(String label) {
    String known =
        Arrays.stream(ALL)
            .filter(each -> each != CLOSE)
            .map(OpKind::label)
            .collect(Collectors.joining(", "));
    return "unknown operation '" + label + "', known are: " + known;
  }
}
