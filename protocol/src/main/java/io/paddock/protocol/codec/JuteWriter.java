package io.paddock.protocol.codec;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.paddock.protocol.message.Data;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes jute fields (spec/wire.md, section 1) to an array that grows, many frames one after the
 * other if wanted: a frame is what lies between {@link #startFrame} and {@link #endFrame}. The
 * array is lent to who sends it, up to {@link #position}, and used again after {@link #reset}.
 *
 * <p>Every write returns this, to write the fields of a record in a row. Thread: one at a time.
 */
public final class JuteWriter {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, BIG_ENDIAN);
  private static final int CAPACITY_DEFAULT = 512;
  private static final int CAPACITY_MAX = Integer.MAX_VALUE - 8;

  private byte[] bytes;
  private int position;

  /** A writer with room for a few small frames. */
  public JuteWriter() {
    this(CAPACITY_DEFAULT);
  }

  /** A writer with room for this many bytes before it has to grow. */
  public JuteWriter(int capacity) {
    this.bytes = new byte[capacity];
  }

  /** Bytes written so far: where the next one goes. */
  public int position() {
    return position;
  }

  /** The array that is written to; valid up to {@link #position} and until the next write. */
  public byte[] array() {
    return bytes;
  }

  /** A copy of what has been written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, position);
  }

  /** Forgets what has been written. */
  public void reset() {
    position = 0;
  }

  /**
   * Forgets what has been written, and gives an array back that has grown beyond {@code
   * capacityMax} bytes.
   */
  public void reset(int capacityMax) {
    position = 0;
    if (bytes.length > capacityMax) {
      bytes = new byte[capacityMax];
    }
  }

  /** Takes back all that was written after {@code position}. */
  public void truncate(int position) {
    if (position < 0 || position > this.position) {
      throw new IndexOutOfBoundsException(position + " of " + this.position + " bytes");
    }
    this.position = position;
  }

  /** Begins a frame and returns the mark that {@link #endFrame} wants. */
  public int startFrame() {
    int mark = position;
    writeInt(0);
    return mark;
  }

  /** Ends the frame that began at {@code mark}: its length is filled in. */
  public void endFrame(int mark) {
    setInt(mark, position - mark - Integer.BYTES);
  }

  /** Overwrites the four bytes at {@code position}, which have been written before. */
  public void setInt(int position, int value) {
    if (position < 0 || position > this.position - Integer.BYTES) {
      throw new IndexOutOfBoundsException(position + " of " + this.position + " bytes");
    }
    INT.set(bytes, position, value);
  }

  /** One byte, 0 or 1. */
  public JuteWriter writeBoolean(boolean value) {
    return writeByte(value ? 1 : 0);
  }

  /** The low 8 bits. */
  public JuteWriter writeByte(int value) {
    ensure(1);
    bytes[position++] = (byte) value;
    return this;
  }

  /** Four bytes. */
  public JuteWriter writeInt(int value) {
    ensure(Integer.BYTES);
    INT.set(bytes, position, value);
    position += Integer.BYTES;
    return this;
  }

  /** Eight bytes. */
  public JuteWriter writeLong(long value) {
    ensure(Long.BYTES);
    LONG.set(bytes, position, value);
    position += Long.BYTES;
    return this;
  }

  /** A string, in plain UTF-8; a lone surrogate becomes a question mark. */
  public JuteWriter writeString(@Nullable String text) {
    if (text == null) {
      return writeInt(-1);
    }
    int length = text.length();
    ensure((long) Integer.BYTES + length);
    byte[] target = bytes;
    int at = position + Integer.BYTES;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return writeEncoded(text);
      }
      target[at + i] = (byte) c;
    }
    INT.set(target, position, length);
    position = at + length;
    return this;
  }

  private JuteWriter writeEncoded(String text) {
    byte[] encoded = text.getBytes(UTF_8);
    return writeInt(encoded.length).writeRaw(encoded);
  }

  /** A buffer. */
  public JuteWriter writeData(@Nullable Data data) {
    if (data == null) {
      return writeInt(-1);
    }
    int size = data.size();
    ensure((long) Integer.BYTES + size);
    INT.set(bytes, position, size);
    data.copyTo(bytes, position + Integer.BYTES);
    position += Integer.BYTES + size;
    return this;
  }

  /** A vector of strings. */
  public JuteWriter writeStrings(List<String> texts) {
    writeInt(texts.size());
    for (String text : texts) {
      writeString(text);
    }
    return this;
  }

  /** Bytes as they are, without a length. */
  public JuteWriter writeRaw(byte[] raw) {
    ensure(raw.length);
    System.arraycopy(raw, 0, bytes, position, raw.length);
    position += raw.length;
    return this;
  }

  private void ensure(long count) {
    if (count > bytes.length - position) {
      grow(count);
    }
  }

  private void grow(long count) {
    long needed = position + count;
    if (needed > CAPACITY_MAX) {
      throw new IllegalStateException(needed + " bytes to write, limit " + CAPACITY_MAX);
    }
    bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(2L * bytes.length, needed), CAPACITY_MAX));
  }
}
