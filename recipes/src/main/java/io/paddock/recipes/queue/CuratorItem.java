package io.paddock.recipes.queue;

import io.paddock.protocol.message.Data;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry as Curator's queues write it: a version, then of each item a 1, its length and its
 * bytes, and a 2 at the end. Curator can put several items into one entry; ours have one.
 */
final class CuratorItem {
  private static final int VERSION = 0x00010001;
  private static final byte ITEM = 1;
  private static final byte END = 2;

  private CuratorItem() {}

  static Data write(List<Data> items) {
    int bytes = Integer.BYTES + 1;
    for (Data each : items) {
      bytes += 1 + Integer.BYTES + each.size();
    }
    ByteBuffer out = ByteBuffer.allocate(bytes).putInt(VERSION);
    for (Data each : items) {
      out.put(ITEM).putInt(each.size()).put(each.toBytes());
    }
    return Data.of(out.put(END).array());
  }

  /** The items; none if this is no such entry. */
  static List<Data> read(@Nullable Data data) {
    ByteBuffer in = ByteBuffer.wrap(data == null ? new byte[0] : data.toBytes());
    try {
      return in.getInt() == VERSION ? items(in) : List.of();
    } catch (BufferUnderflowException e) {
      return List.of();
    }
  }

  private static List<Data> items(ByteBuffer in) {
    List<Data> items = new ArrayList<>();
    byte kind = in.get();
    while (kind == ITEM) {
      int length = in.getInt();
      if (length < 0 || length > in.remaining()) {
        return List.of();
      }
      byte[] bytes = new byte[length];
      in.get(bytes);
      items.add(Data.of(bytes));
      kind = in.get();
    }
    return kind == END && !in.hasRemaining() ? items : List.of();
  }
}
