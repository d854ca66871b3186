package io.paddock.protocol.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The password of a session, which follows from its id alone, so that sessions made by ZooKeeper
 * can be taken over (spec/wire.md, section 4). It keeps clients from mixing up sessions; it is no
 * secret.
 */
public final class SessionPassword {
  /** The length of every password. */
  public static final int BYTES = 16;

  private static final long SALT = 0xB3415C00L;
  private static final long MULTIPLIER = 0x5DEECE66DL;
  private static final long MASK_48 = (1L << 48) - 1;

  private SessionPassword() {}

  /** The password of the session with this id. */
  public static Data of(long sessionId) {
    ByteBuffer password = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    long s = (sessionId ^ SALT ^ MULTIPLIER) & MASK_48;
    while (password.hasRemaining()) {
      s = (s * MULTIPLIER + 0xB) & MASK_48;
      password.putInt((int) (s >>> 16));
    }
    return Data.wrap(password.array());
  }
}
