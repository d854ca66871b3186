package io.paddock.state.snapshot;

import io.paddock.protocol.message.Data;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what {@link BlockOutput} cut into blocks. A block's bytes are given out only after
 * its checksum has been found right.
 *
 * <p>Thread: its owner. Holds one block.
 */
final class BlockInput {
  private static final int PART_BYTES = 1 << 20;

  private final InputStream in;
  private byte[] block = new byte[BlockOutput.HEADER_BYTES];
  private int at; // in the block, header included
  private int end;
  private long blockOffset; // of the current block in the stream
  private long number;

  /** Begins at the stream's current position, which is this many bytes after its start. */
  BlockInput(InputStream in, long offset) {
    this.in = in;
    this.blockOffset = offset;
  }

  /** Where the next byte is in the stream. */
  long offset() {
    return blockOffset + at;
  }

  CorruptSnapshotException corrupt(String problem) {
    return new CorruptSnapshotException(offset(), problem);
  }

  private void readBlock() throws IOException {
    blockOffset += end;
    at = 0;
    end = 0;
    int size = readHeader();
    if (size == 0) {
      throw corrupt("it ends too early");
    }
  }

  // Reads a block whole and checks it; returns the size of its payload.
  private int readHeader() throws IOException {
    readFully(BlockOutput.HEADER_BYTES, 0);
    ByteBuffer header = ByteBuffer.wrap(block);
    int size = header.getInt();
    int checksum = header.getInt();
    if (size < 0 || size > BlockOutput.PAYLOAD_MAX) {
      throw corrupt("a block of " + size + " bytes");
    }
    if (block.length < BlockOutput.HEADER_BYTES + size) {
      block = new byte[BlockOutput.HEADER_BYTES + size];
    }
    readFully(size, BlockOutput.HEADER_BYTES);
    if (checksum != BlockOutput.checksum(number, size, block)) {
      throw corrupt("block " + number + " fails its checksum");
    }
    number++;
    at = BlockOutput.HEADER_BYTES;
    end = BlockOutput.HEADER_BYTES + size;
    return size;
  }

  private void readFully(int size, int into) throws IOException {
    int read = in.readNBytes(block, into, size);
    if (read < size) {
      throw new CorruptSnapshotException(
          blockOffset + into + read, "the file ends in the middle of block " + number);
    }
  }

  /** Checks that all has been taken and that the block that ends it all follows. */
  void finish() throws IOException {
    if (at < end) {
      throw corrupt((end - at) + " bytes too many");
    }
    blockOffset += end;
    at = 0;
    end = 0;
    if (readHeader() != 0) {
      throw new CorruptSnapshotException(blockOffset, "a block too many");
    }
  }

  int read() throws IOException {
    if (at == end) {
      readBlock();
    }
    return block[at++];
  }

  long readLong() throws IOException {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = (value << 8) | (read() & 0xff);
    }
    return value;
  }

  long readVarint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = read();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw corrupt("a number of more than 10 bytes");
  }

  int readInt() throws IOException {
    long value = readVarint();
    if (value >>> 32 != 0) {
      throw corrupt("a number of more than 32 bits");
    }
    return (int) value;
  }

  int readCount() throws IOException {
    int count = readInt();
    if (count < 0) {
      throw corrupt("a count of " + count);
    }
    return count;
  }

  /** So many bytes; a length that is not true does not make it allocate more than is there. */
  byte[] readBytes(int size) throws IOException {
    if (size <= end - at) {
      byte[] bytes = new byte[size];
      System.arraycopy(block, at, bytes, 0, size);
      at += size;
      return bytes;
    }
    return size <= PART_BYTES ? take(new byte[size]) : readLarge(size);
  }

  private byte[] readLarge(int size) throws IOException {
    List<byte[]> parts = new ArrayList<>();
    for (int left = size; left > 0; left -= PART_BYTES) {
      parts.add(take(new byte[Math.min(left, PART_BYTES)]));
    }
    ByteBuffer whole = ByteBuffer.allocate(size);
    parts.forEach(whole::put);
    return whole.array();
  }

  private byte[] take(byte[] bytes) throws IOException {
    int done = 0;
    while (done < bytes.length) {
      if (at == end) {
        readBlock();
      }
      int part = Math.min(bytes.length - done, end - at);
      System.arraycopy(block, at, bytes, done, part);
      at += part;
      done += part;
    }
    return bytes;
  }

  @Nullable Data readData() throws IOException {
    int size = readCount();
    return size == 0 ? null : Data.wrap(readBytes(size - 1));
  }

  @Nullable String readText() throws IOException {
    int size = readCount();
    return size == 0 ? null : new String(readBytes(size - 1), StandardCharsets.UTF_8);
  }
}
