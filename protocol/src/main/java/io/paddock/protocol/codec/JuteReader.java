package io.paddock.protocol.codec;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads jute fields (spec/wire.md, section 1) from a part of an array that the caller lends. Every
 * length is checked against what is left before anything is allocated for it. What goes wrong is
 * MARSHALLING_ERROR, with the offset counted from the start of the part.
 *
 * <p>Thread: one at a time. Can be used again for other bytes with {@link #wrap}.
 */
public final class JuteReader {
  /** What {@link #count} gives for a null vector. */
  public static final int NULL = -1;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, BIG_ENDIAN);
  private static final int STRING_BYTES_MIN = 4;

  private final int fieldBytesMax;
  private byte[] bytes;
  private int start;
  private int position;
  private int limit;

  /** A reader of nothing, until {@link #wrap}; for frames within these limits. */
  public JuteReader(FrameLimits limits) {
    this.fieldBytesMax = limits.fieldBytesMax();
    this.bytes = new byte[0];
  }

  /** A reader of {@code bytes} from {@code offset} up to, not including, {@code limit}. */
  public JuteReader(byte[] bytes, int offset, int limit) {
    this(FrameLimits.DEFAULT);
    wrap(bytes, offset, limit);
  }

  /**
   * Turns to {@code bytes} from {@code offset} up to, not including, {@code limit}. Returns this.
   */
  public JuteReader wrap(byte[] bytes, int offset, int limit) {
    if (offset < 0 || offset > limit || limit > bytes.length) {
      throw new IndexOutOfBoundsException(offset + ".." + limit + " of " + bytes.length + " bytes");
    }
    this.bytes = bytes;
    this.start = offset;
    this.position = offset;
    this.limit = limit;
    return this;
  }

  /** Bytes that have not been read. */
  public int remaining() {
    return limit - position;
  }

  /** Bytes that have been read. */
  public int offset() {
    return position - start;
  }

  /** One byte; any but 0 is true. */
  public boolean readBoolean() throws ProtocolException {
    return readByte() != 0;
  }

  /** One byte. */
  public byte readByte() throws ProtocolException {
    need(1);
    return bytes[position++];
  }

  /** Four bytes. */
  public int readInt() throws ProtocolException {
    need(Integer.BYTES);
    int value = (int) INT.get(bytes, position);
    position += Integer.BYTES;
    return value;
  }

  /** Eight bytes. */
  public long readLong() throws ProtocolException {
    need(Long.BYTES);
    long value = (long) LONG.get(bytes, position);
    position += Long.BYTES;
    return value;
  }

  /** A string; malformed UTF-8 becomes replacement characters. */
  public @Nullable String readString() throws ProtocolException {
    int length = length("string");
    if (length < 0) {
      return null;
    }
    int from = position;
    position += length;
    String text = new String(bytes, from, length, UTF_8);
    // A surrogate that was encoded on its own takes three bytes and became one character.
    return text.length() != length && text.indexOf('\ufffd') >= 0
        ? SurrogateBytes.decode(bytes, from, length)
        : text;
  }

  /** A string that must be there; {@code field} is its name, for the message. */
  public String readText(String field) throws ProtocolException {
    String text = readString();
    if (text == null) {
      throw refused(field + " is null");
    }
    return text;
  }

  /** A copy of a buffer. */
  public @Nullable Data readData() throws ProtocolException {
    int length = length("buffer");
    if (length < 0) {
      return null;
    }
    Data data = Data.of(bytes, position, length);
    position += length;
    return data;
  }

  /**
   * The count of a vector: {@link #NULL}, or 0 for any other negative number, or what could still
   * fit.
   *
   * @param elementBytesMin the least that one element takes
   */
  public int count(int elementBytesMin) throws ProtocolException {
    int count = readInt();
    if (count < 0) {
      return count == -1 ? NULL : 0;
    }
    if (count > remaining() / elementBytesMin) {
      throw refused(
          "vector of "
              + count
              + " elements of at least "
              + elementBytesMin
              + " bytes, with "
              + remaining()
              + " left");
    }
    return count;
  }

  /**
   * A vector of strings that must be there, as must each string; {@code field} is its name.
   * Immutable.
   */
  public List<String> readTexts(String field) throws ProtocolException {
    int count = count(STRING_BYTES_MIN);
    if (count == NULL) {
      throw refused(field + " is null");
    }
    if (count == 0) {
      return List.of();
    }
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(readText(field));
    }
    return List.copyOf(texts);
  }

  /** Passes over {@code expected} if exactly these bytes come next, and says whether it did. */
  boolean skipIf(byte[] expected) {
    int end = position + expected.length;
    if (end > limit || !Arrays.equals(bytes, position, end, expected, 0, expected.length)) {
      return false;
    }
    position = end;
    return true;
  }

  /** That something just read cannot be; the caller throws it. */
  ProtocolException refused(String what) {
    return ProtocolException.answer(ErrorCode.MARSHALLING_ERROR, what + ", at byte " + offset());
  }

  private int length(String kind) throws ProtocolException {
    int length = readInt();
    if (length < -1 || length > remaining()) {
      throw refused(kind + " of " + length + " bytes, with " + remaining() + " left");
    }
    if (length > fieldBytesMax) {
      throw refused(kind + " of " + length + " bytes, limit " + fieldBytesMax);
    }
    return length;
  }

  private void need(int count) throws ProtocolException {
    if (limit - position < count) {
      throw refused(
          "the message ends where " + count + " bytes are needed and " + remaining() + " are left");
    }
  }
}
