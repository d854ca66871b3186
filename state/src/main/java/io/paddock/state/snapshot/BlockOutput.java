package io.paddock.state.snapshot;

import io.paddock.protocol.message.Data;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what is written into blocks, each with its checksum:
 *
 * <pre>
 * size      int   of the payload, 1 to 2^20; 0 in the block that ends it all
 * checksum  int   CRC32C of the block's number (long, from 0), its size and its payload
 * payload
 * </pre>
 *
 * <p>Values within the payload may cross from one block into the next. Numbers are big-endian;
 * varint: seven bits a byte, the low ones first, the top bit set in all but the last.
 *
 * <p>Thread: its owner. Holds one block.
 */
final class BlockOutput extends OutputStream {
  static final int PAYLOAD_MAX = 1 << 20;
  static final int HEADER_BYTES = 8;
  private static final int PAYLOAD_BYTES = 256 << 10;

  private final OutputStream out;
  private final byte[] block = new byte[HEADER_BYTES + PAYLOAD_BYTES];
  private int end = HEADER_BYTES;
  private long number;

  BlockOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int value) throws IOException {
    if (end == block.length) {
      writeBlock();
    }
    block[end++] = (byte) value;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int from = offset;
    int left = length;
    while (left > 0) {
      if (end == block.length) {
        writeBlock();
      }
      int part = Math.min(left, block.length - end);
      System.arraycopy(bytes, from, block, end, part);
      end += part;
      from += part;
      left -= part;
    }
  }

  void writeLong(long value) throws IOException {
    for (int shift = 56; shift >= 0; shift -= 8) {
      write((int) (value >>> shift));
    }
  }

  void writeVarint(long value) throws IOException {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      write((int) (rest | 0x80));
      rest >>>= 7;
    }
    write((int) rest);
  }

  /** A varint of 0 for null, else the number of bytes + 1, and the bytes. */
  void writeData(@Nullable Data data) throws IOException {
    writeBytes(data == null ? null : data.toBytes());
  }

  /** As UTF-8, in the form of data. */
  void writeText(@Nullable String text) throws IOException {
    writeBytes(text == null ? null : text.getBytes(StandardCharsets.UTF_8));
  }

  private void writeBytes(byte @Nullable [] bytes) throws IOException {
    if (bytes == null) {
      writeVarint(0);
    } else {
      writeVarint(bytes.length + 1L);
      write(bytes);
    }
  }

  private void writeBlock() throws IOException {
    int size = end - HEADER_BYTES;
    ByteBuffer.wrap(block).putInt(size).putInt(checksum(number++, size, block));
    out.write(block, 0, end);
    end = HEADER_BYTES;
  }

  static int checksum(long number, int size, byte[] block) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(12).putLong(number).putInt(size).flip());
    crc.update(block, HEADER_BYTES, size);
    return (int) crc.getValue();
  }

  /** Writes what is left and the block that ends it all; does not close the stream below. */
  void finish() throws IOException {
    if (end > HEADER_BYTES) {
      writeBlock();
    }
    writeBlock();
    out.flush();
  }
}
