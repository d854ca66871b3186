package io.paddock.discovery.register;

/** Somebody else has registered the address, or has a znode of another kind there. */
public final class AddressTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private AddressTakenException(String message) {
    super(message);
  }

  static AddressTakenException of(String path, long owner, boolean own) {
    String by =
        owner == 0
            ? "there is a znode that belongs to no session"
            : "registered already, by "
                + (own ? "this client's own session 0x" : "the session 0x")
                + Long.toHexString(owner);
    return new AddressTakenException(path + ": " + by);
  }
}
