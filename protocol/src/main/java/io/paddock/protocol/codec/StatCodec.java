package io.paddock.protocol.codec;

import io.paddock.protocol.message.Stat;

/** The Stat, 68 bytes (spec/wire.md, section 6). */
final class StatCodec {
  private StatCodec() {}

  static Stat read(JuteReader in) throws ProtocolException {
    return new Stat(
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readLong(),
        in.readInt(),
        in.readInt(),
        in.readLong());
  }

  static JuteWriter write(JuteWriter out, Stat stat) {
    return out.writeLong(stat.czxid())
        .writeLong(stat.mzxid())
        .writeLong(stat.ctime())
        .writeLong(stat.mtime())
        .writeInt(stat.version())
        .writeInt(stat.cversion())
        .writeInt(stat.aversion())
        .writeLong(stat.ephemeralOwner())
        .writeInt(stat.dataLength())
        .writeInt(stat.numChildren())
        .writeLong(stat.pzxid());
  }
}
