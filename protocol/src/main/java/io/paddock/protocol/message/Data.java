package io.paddock.protocol.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Immutable bytes: a znode's data, a password, a token. "No data" is a Java {@code null} of this
 * type, which the protocol keeps apart from zero bytes (spec/wire.md, section 1).
 */
public final class Data {
  /** Zero bytes, which is not the same as {@code null}. */
  public static final Data EMPTY = new Data(new byte[0]);

  private final byte[] bytes;

  private Data(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of {@code bytes}. */
  public static Data of(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Data(bytes.clone());
  }

  /** A copy of {@code length} bytes from {@code offset} on. */
  public static Data of(byte[] bytes, int offset, int length) {
    return length == 0 ? EMPTY : new Data(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  /** The UTF-8 bytes of {@code text}. */
  public static Data of(String text) {
    return text.isEmpty() ? EMPTY : new Data(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Takes {@code bytes} without a copy: the caller gives them up and never changes them again. */
  public static Data wrap(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Data(bytes);
  }

  /** The number of bytes. */
  public int size() {
    return bytes.length;
  }

  /** The byte at {@code index}. */
  public byte at(int index) {
    return bytes[index];
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** Copies all bytes into {@code target} from {@code offset} on. */
  public void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, bytes.length);
  }

  /** A read-only view of the bytes. */
  public ByteBuffer asBuffer() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /** The bytes read as UTF-8; malformed input becomes replacement characters. */
  public String asText() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Data that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The text if it is short and printable, else the size; for messages and tests. */
  @Override
  public String toString() {
    String text = asText();
    boolean printable = bytes.length <= 64 && text.chars().allMatch(c -> c >= 0x20 && c < 0xfffd);
    return printable ? '"' + text + '"' : bytes.length + " bytes";
  }
}
