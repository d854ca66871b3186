package io.paddock.state.codec;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Id;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Appends values to a buffer. The forms:
 *
 * <pre>
 * varint   seven bits a byte, the low ones first, the top bit set in all but the last
 * zigzag   varint of the number doubled, or of its complement doubled plus 1 if it is negative
 * long     8 bytes, the high ones first
 * data     varint 0 for null, else size + 1 and the bytes
 * text     varint 0 for null, else 2 * size + 1 and UTF-8, or, if it is no well-formed text,
 *          2 * size + 2 and its chars, 2 bytes each
 * acl      varint 0 for null, 1 for world:anyone:ALL alone, else number of entries + 2 and for
 *          each: perms zigzag, id
 * id       scheme text, id text
 * ids      varint number, each an id
 * </pre>
 *
 * <p>What {@link BufferReader} makes of it is equal to what was written, ill-formed texts included:
 * a replica that decodes a command must not see another one than the replica that encoded it.
 */
final class BufferWriter {
  static final List<Acl> OPEN = List.of(new Acl(Acl.ALL, Id.ANYONE));

  private final ByteBuffer out;

  BufferWriter(ByteBuffer out) {
    this.out = out;
  }

  void putByte(int value) {
    out.put((byte) value);
  }

  void putLong(long value) {
    out.putLong(value);
  }

  void putVarint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  void putZigzag(int value) {
    putVarint(Integer.toUnsignedLong((value << 1) ^ (value >> 31)));
  }

  void putData(@Nullable Data data) {
    if (data == null) {
      putVarint(0);
      return;
    }
    putVarint(data.size() + 1L);
    out.put(data.asBuffer());
  }

  void putText(@Nullable String text) {
    if (text == null) {
      putVarint(0);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (isWellFormed(text)) {
      putVarint(2L * bytes.length + 1);
      out.put(bytes);
      return;
    }
    putVarint(2L * text.length() + 2);
    for (int i = 0; i < text.length(); i++) {
      out.putChar(text.charAt(i));
    }
  }

  private static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  void putAcl(@Nullable List<Acl> acl) {
    if (acl == null) {
      putVarint(0);
      return;
    }
    if (acl.equals(OPEN)) {
      putVarint(1);
      return;
    }
    putVarint(acl.size() + 2L);
    for (Acl each : acl) {
      putZigzag(each.perms());
      putId(each.id());
    }
  }

  void putId(Id id) {
    putText(id.scheme());
    putText(id.id());
  }

  void putIds(List<Id> ids) {
    putVarint(ids.size());
    for (Id each : ids) {
      putId(each);
    }
  }
}
