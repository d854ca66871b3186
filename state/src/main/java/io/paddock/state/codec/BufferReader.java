package io.paddock.state.codec;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Id;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the values off a buffer that {@link BufferWriter} put there. No length is trusted before it
 * has been held against what is left.
 */
final class BufferReader {
  private final ByteBuffer in;
  private final int start;

  BufferReader(ByteBuffer in) {
    this.in = in;
    this.start = in.position();
  }

  MalformedCommandException malformed(String problem) {
    return new MalformedCommandException(in.position() - start, problem);
  }

  int takeByte() {
    need(1);
    return in.get();
  }

  long takeLong() {
    need(Long.BYTES);
    return in.getLong();
  }

  long takeVarint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      need(1);
      byte next = in.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("a number of more than 10 bytes");
  }

  int takeZigzag() {
    long value = takeVarint();
    if (value >>> 32 != 0) {
      throw malformed("a number of more than 32 bits");
    }
    int number = (int) value;
    return (number >>> 1) ^ -(number & 1);
  }

  /** A count of things of which each takes at least so many bytes. */
  int takeCount(int bytesMin) {
    return count(takeVarint(), bytesMin);
  }

  private int count(long count, int bytesMin) {
    if (count < 0 || count > in.remaining() / bytesMin) {
      throw malformed("a count of " + count + " with " + in.remaining() + " bytes left");
    }
    return (int) count;
  }

  private void need(int bytes) {
    if (in.remaining() < bytes) {
      throw malformed("it ends too early");
    }
  }

  @Nullable Data takeData() {
    long size = takeVarint();
    return size == 0 ? null : Data.wrap(takeBytes(size - 1));
  }

  private byte[] takeBytes(long size) {
    byte[] bytes = new byte[count(size, 1)];
    in.get(bytes);
    return bytes;
  }

  Data takeSomeData() {
    Data data = takeData();
    if (data == null) {
      throw malformed("null where there must be bytes");
    }
    return data;
  }

  @Nullable String takeText() {
    long head = takeVarint();
    if (head == 0) {
      return null;
    }
    if ((head & 1) != 0) {
      return new String(takeBytes(head >>> 1), StandardCharsets.UTF_8);
    }
    char[] chars = new char[count((head >>> 1) - 1, Character.BYTES)];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = in.getChar();
    }
    return new String(chars);
  }

  String takePath() {
    String path = takeText();
    if (path == null) {
      throw malformed("null where there must be a path");
    }
    return path;
  }

  @Nullable List<Acl> takeAcl() {
    long head = takeVarint();
    if (head == 0) {
      return null;
    }
    if (head == 1) {
      return BufferWriter.OPEN;
    }
    int count = count(head - 2, 3);
    List<Acl> acl = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      acl.add(new Acl(takeZigzag(), takeId()));
    }
    return acl;
  }

  Id takeId() {
    return new Id(takeText(), takeText());
  }

  List<Id> takeIds() {
    int count = takeCount(2);
    List<Id> ids = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ids.add(takeId());
    }
    return ids;
  }
}
