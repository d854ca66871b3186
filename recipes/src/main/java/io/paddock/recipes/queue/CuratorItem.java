package io.paddock.recipes.queue;

import io.paddock.protocol.message.Data;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One entry as Curator's queues write it: a version, and then of each item a 1, its length and its
 * bytes, and a 2 at the end.
 */
final class CuratorItem {
  private static final int VERSION = 0x00010001;
  private static final byte ITEM = 1;
  private static final byte END = 2;
  private static final int AROUND_BYTES = 2 * Integer.BYTES + 2;

  private CuratorItem() {}

  static Data write(Data data) {
    byte[] bytes = data.toBytes();
    ByteBuffer out = ByteBuffer.allocate(bytes.length + AROUND_BYTES);
    out.putInt(VERSION).put(ITEM).putInt(bytes.length).put(bytes).put(END);
    return Data.of(out.array());
  }

  /** The first item; an entry that holds several is not one of ours. */
  static Data read(@Nullable Data data, String path) {
    ByteBuffer in = ByteBuffer.wrap(data == null ? new byte[0] : data.toBytes());
    boolean known = in.remaining() >= AROUND_BYTES && in.getInt() == VERSION && in.get() == ITEM;
    int length = known ? in.getInt() : -1;
    if (length < 0 || in.remaining() != length + 1 || in.get(in.limit() - 1) != END) {
      throw new IllegalStateException(path + " is no entry of a delay queue: " + data);
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return Data.of(bytes);
  }
}
