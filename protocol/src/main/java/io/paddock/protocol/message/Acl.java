package io.paddock.protocol.message;

import java.util.List;

/**
 * One entry of an access control list: the permission bits that {@code id} is granted. Unknown bits
 * are kept.
 */
public record Acl(int perms, Id id) {
  /** Permission bit: read data and children. */
  public static final int READ = 1;

  /** Permission bit: set data. */
  public static final int WRITE = 2;

  /** Permission bit: create children. */
  public static final int CREATE = 4;

  /** Permission bit: delete children. */
  public static final int DELETE = 8;

  /** Permission bit: set the ACL. */
  public static final int ADMIN = 16;

  /** All five permission bits. */
  public static final int ALL = 31;

  /** Everything for everybody, which most znodes have; the codec decodes it to this very object. */
  public static final List<Acl> OPEN = List.of(new Acl(ALL, Id.ANYONE));
}
