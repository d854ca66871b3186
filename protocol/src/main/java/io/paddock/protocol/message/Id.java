package io.paddock.protocol.message;

import org.jspecify.annotations.Nullable;

/**
 * Whom an ACL entry names, or who a requester is: {@code world:anyone}, {@code ip:10.0.0.1}, {@code
 * digest:bob:hash}. A client may send null for either part; such an id is kept as it came and
 * refused by the ACL fix-up.
 */
public record Id(@Nullable String scheme, @Nullable String id) {
  /** Everybody. */
  public static final Id ANYONE = new Id("world", "anyone");
}
