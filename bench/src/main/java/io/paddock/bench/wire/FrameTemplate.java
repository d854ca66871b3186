package io.paddock.bench.wire;

import java.nio.ByteBuffer;

/**
 * A request frame whose xid and path digits are patched after it was copied into the outgoing
 * buffer: one bulk copy and a few stores for each request, nothing allocated.
 *
 * <p>Immutable; every connection of a load shares it.
 */
public final class FrameTemplate {
  private static final int XID_OFFSET = Integer.BYTES;

  private final byte[] frame;
  private final KeySpace keys;
  private final int[] pathOffsets;

  /**
   * Makes a template.
   *
   * @param pathOffsets where in the frame each path that may be patched begins
   */
  FrameTemplate(byte[] frame, KeySpace keys, int... pathOffsets) {
    this.frame = frame.clone();
    this.keys = keys;
    this.pathOffsets = pathOffsets.clone();
  }

  /** Bytes of the frame, its length prefix included. */
  public int size() {
    return frame.length;
  }

  /** Number of paths in the frame that can be patched. */
  public int paths() {
    return pathOffsets.length;
  }

  /**
   * Appends the frame as it is but for the xid.
   *
   * @param out with at least {@link #size()} bytes remaining
   * @return where the frame begins in {@code out}
   */
  public int append(ByteBuffer out, int xid) {
    int start = out.position();
    out.put(frame);
    out.putInt(start + XID_OFFSET, xid);
    return start;
  }

  /** Appends the frame with its only path changed to one parent. */
  public void appendParent(ByteBuffer out, int xid, int parent) {
    patchParent(out, append(out, xid), 0, parent);
  }

  /** Appends the frame with its only path changed to one name under one parent. */
  public void appendName(ByteBuffer out, int xid, int parent, long name) {
    patchName(out, append(out, xid), 0, parent, name);
  }

  /** Changes the parent in one path of a frame that was appended at {@code start}. */
  public void patchParent(ByteBuffer out, int start, int path, int parent) {
    int offset = start + pathOffsets[path] + keys.parentDigitsOffset();
    digits(out, offset, KeySpace.PARENT_DIGITS, parent);
  }

  /** Changes parent and name in one path of a frame that was appended at {@code start}. */
  public void patchName(ByteBuffer out, int start, int path, int parent, long name) {
    patchParent(out, start, path, parent);
    int offset = start + pathOffsets[path] + keys.nameDigitsOffset();
    digits(out, offset, KeySpace.NAME_DIGITS, name);
  }

  private static void digits(ByteBuffer out, int offset, int count, long value) {
    long rest = value;
    for (int i = offset + count - 1; i >= offset; i--) {
      long next = rest / 10;
      out.put(i, (byte) ('0' + (rest - next * 10)));
      rest = next;
    }
  }
}
