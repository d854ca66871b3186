package io.paddock.state.tree;

import io.paddock.protocol.message.Data;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A znode's name, stored Stat and data in one byte array, so that a million small znodes cost
 * little more than their bytes.
 *
 * <pre>
 * name length  varint
 * name         UTF-8
 * flags        byte    what follows: DATA, CHANGED, PARENT, ACL, OWNER
 * czxid        varint
 * ctime        varint
 * CHANGED      varint mzxid - czxid, varint mtime - ctime (zigzag), varint version
 * PARENT       varint pzxid - czxid, varint creates
 * ACL          varint aversion
 * OWNER        8 bytes
 * data         the rest; null if DATA is not set, and then nothing
 * </pre>
 *
 * <p>The names of a znode and of its successors never change, so the name comes first.
 */
final class Packed {
  private static final int DATA = 1;
  private static final int CHANGED = 2;
  private static final int PARENT = 4;
  private static final int ACL = 8;
  private static final int OWNER = 16;
  private static final int FLAGS = DATA | CHANGED | PARENT | ACL | OWNER;

  private static final int NO_DATA = -1;

  private Packed() {}

  static byte[] pack(byte[] names, int nameFrom, int nameTo, NodeStat stat, @Nullable Data data) {
    byte[] content = head(names, nameFrom, nameTo, stat, data == null ? NO_DATA : data.size());
    if (data != null) {
      data.copyTo(content, content.length - data.size());
    }
    return content;
  }

  /** The same name and data with another Stat. */
  static byte[] repack(byte[] content, NodeStat stat) {
    int nameFrom = nameFrom(content);
    int dataFrom = dataFrom(content);
    int dataSize = content.length - dataFrom;
    byte[] packed =
        head(content, nameFrom, nameTo(content), stat, hasData(content) ? dataSize : NO_DATA);
    System.arraycopy(content, dataFrom, packed, packed.length - dataSize, dataSize);
    return packed;
  }

  private static byte[] head(byte[] names, int nameFrom, int nameTo, NodeStat stat, int dataSize) {
    int nameLength = nameTo - nameFrom;
    int flags = flags(stat) | (dataSize == NO_DATA ? 0 : DATA);
    int size = VarInt.size(nameLength) + nameLength + 1 + statSize(stat, flags);
    byte[] content = new byte[size + Math.max(0, dataSize)];
    int at = VarInt.put(content, 0, nameLength);
    System.arraycopy(names, nameFrom, content, at, nameLength);
    at += nameLength;
    content[at++] = (byte) flags;
    putStat(content, at, stat, flags);
    return content;
  }

  private static int flags(NodeStat s) {
    boolean changed = s.mzxid() != s.czxid() || s.mtime() != s.ctime() || s.version() != 0;
    boolean parent = s.pzxid() != s.czxid() || s.creates() != 0;
    return (changed ? CHANGED : 0)
        | (parent ? PARENT : 0)
        | (s.aversion() != 0 ? ACL : 0)
        | (s.owner() != Owner.NONE ? OWNER : 0);
  }

  private static int statSize(NodeStat s, int flags) {
    int size = VarInt.size(s.czxid()) + VarInt.size(s.ctime());
    if ((flags & CHANGED) != 0) {
      size += VarInt.size(s.mzxid() - s.czxid());
      size += VarInt.size(VarInt.zigzag(s.mtime() - s.ctime()));
      size += VarInt.size(Integer.toUnsignedLong(s.version()));
    }
    if ((flags & PARENT) != 0) {
      size += VarInt.size(s.pzxid() - s.czxid()) + VarInt.size(s.creates());
    }
    if ((flags & ACL) != 0) {
      size += VarInt.size(Integer.toUnsignedLong(s.aversion()));
    }
    return (flags & OWNER) == 0 ? size : size + Long.BYTES;
  }

  private static void putStat(byte[] content, int from, NodeStat s, int flags) {
    int at = VarInt.put(content, from, s.czxid());
    at = VarInt.put(content, at, s.ctime());
    if ((flags & CHANGED) != 0) {
      at = VarInt.put(content, at, s.mzxid() - s.czxid());
      at = VarInt.put(content, at, VarInt.zigzag(s.mtime() - s.ctime()));
      at = VarInt.put(content, at, Integer.toUnsignedLong(s.version()));
    }
    if ((flags & PARENT) != 0) {
      at = VarInt.put(content, at, s.pzxid() - s.czxid());
      at = VarInt.put(content, at, s.creates());
    }
    if ((flags & ACL) != 0) {
      at = VarInt.put(content, at, Integer.toUnsignedLong(s.aversion()));
    }
    if ((flags & OWNER) != 0) {
      VarInt.putFixed(content, at, s.owner());
    }
  }

  /** Index of the name's first byte. */
  static int nameFrom(byte[] content) {
    return VarInt.skip(content, 0);
  }

  /** Index after the name's last byte. */
  static int nameTo(byte[] content) {
    int first = content[0];
    return first >= 0 ? 1 + first : VarInt.skip(content, 0) + (int) VarInt.get(content, 0);
  }

  /** Whether the data is not null. */
  static boolean hasData(byte[] content) {
    return (content[nameTo(content)] & DATA) != 0;
  }

  /** Index of the data's first byte, or the length of the content if there is none. */
  static int dataFrom(byte[] content) {
    int at = nameTo(content);
    int flags = content[at++];
    for (int i = varints(flags); i > 0; i--) {
      at = VarInt.skip(content, at);
    }
    return (flags & OWNER) == 0 ? at : at + Long.BYTES;
  }

  private static int varints(int flags) {
    return 2
        + ((flags & CHANGED) != 0 ? 3 : 0)
        + ((flags & PARENT) != 0 ? 2 : 0)
        + ((flags & ACL) != 0 ? 1 : 0);
  }

  /** Whether the bytes have the form that this class gives them. */
  static boolean isWellFormed(byte[] content) {
    int at = VarInt.skipChecked(content, 0);
    long nameLength = at < 0 ? -1 : VarInt.get(content, 0);
    if (nameLength < 0 || nameLength >= content.length - at) {
      return false;
    }
    at += (int) nameLength;
    int flags = content[at++];
    for (int i = varints(flags); i > 0 && at >= 0; i--) {
      at = VarInt.skipChecked(content, at);
    }
    if (at < 0 || (flags & ~FLAGS) != 0) {
      return false;
    }
    int dataFrom = (flags & OWNER) == 0 ? at : at + Long.BYTES;
    return (flags & DATA) == 0 ? dataFrom == content.length : dataFrom <= content.length;
  }

  static long owner(byte[] content) {
    return (content[nameTo(content)] & OWNER) == 0
        ? Owner.NONE
        : VarInt.getFixed(content, dataFrom(content) - Long.BYTES);
  }

  static NodeStat stat(byte[] content) {
    int at = nameTo(content);
    int flags = content[at++];
    long czxid = VarInt.get(content, at);
    at = VarInt.skip(content, at);
    long ctime = VarInt.get(content, at);
    at = VarInt.skip(content, at);
    if ((flags & ~DATA) == 0) {
      return NodeStat.created(czxid, ctime, Owner.NONE);
    }
    long mzxid = czxid;
    long mtime = ctime;
    int version = 0;
    if ((flags & CHANGED) != 0) {
      mzxid += VarInt.get(content, at);
      at = VarInt.skip(content, at);
      mtime += VarInt.unzigzag(VarInt.get(content, at));
      at = VarInt.skip(content, at);
      version = (int) VarInt.get(content, at);
      at = VarInt.skip(content, at);
    }
    long pzxid = czxid;
    int creates = 0;
    if ((flags & PARENT) != 0) {
      pzxid += VarInt.get(content, at);
      at = VarInt.skip(content, at);
      creates = (int) VarInt.get(content, at);
      at = VarInt.skip(content, at);
    }
    int aversion = 0;
    if ((flags & ACL) != 0) {
      aversion = (int) VarInt.get(content, at);
      at = VarInt.skip(content, at);
    }
    long owner = (flags & OWNER) == 0 ? Owner.NONE : VarInt.getFixed(content, at);
    return new NodeStat(czxid, mzxid, pzxid, ctime, mtime, version, creates, aversion, owner);
  }

  /** Order of two names by their bytes, unsigned. */
  static int compareNames(byte[] content, byte[] names, int nameFrom, int nameTo) {
    return Arrays.compareUnsigned(
        content, nameFrom(content), nameTo(content), names, nameFrom, nameTo);
  }
}
