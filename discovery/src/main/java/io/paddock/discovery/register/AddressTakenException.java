package io.paddock.discovery.register;

/** Another session has registered the address. */
public final class AddressTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AddressTakenException(String path, long owner) {
    super(path + ": registered already, by the session 0x" + Long.toHexString(owner));
  }
}
