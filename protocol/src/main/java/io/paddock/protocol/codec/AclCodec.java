package io.paddock.protocol.codec;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Id;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of ACL entries (spec/wire.md, section 6). */
final class AclCodec {
  // perms and two lengths
  private static final int ENTRY_BYTES_MIN = 12;
  private static final byte[] OPEN_BYTES = openBytes();

  private AclCodec() {}

  /** A list or null; {@link Acl#OPEN} itself for the open one, which most creates carry. */
  static @Nullable List<Acl> read(JuteReader in) throws ProtocolException {
    if (in.skipIf(OPEN_BYTES)) {
      return Acl.OPEN;
    }
    int count = in.count(ENTRY_BYTES_MIN);
    if (count == JuteReader.NULL) {
      return null;
    }
    Acl[] entries = new Acl[count];
    for (int i = 0; i < count; i++) {
      entries[i] = new Acl(in.readInt(), new Id(in.readString(), in.readString()));
    }
    return List.of(entries);
  }

  static JuteWriter write(JuteWriter out, @Nullable List<Acl> acl) {
    return isOpen(acl) ? out.writeRaw(OPEN_BYTES) : writeEntries(out, acl);
  }

  // By identity: the open list that is read is this very object, and another equal one is written
  // to the same bytes all the same.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isOpen(@Nullable List<Acl> acl) {
    return acl == Acl.OPEN;
  }

  private static JuteWriter writeEntries(JuteWriter out, @Nullable List<Acl> acl) {
    if (acl == null) {
      return out.writeInt(-1);
    }
    out.writeInt(acl.size());
    for (Acl entry : acl) {
      out.writeInt(entry.perms()).writeString(entry.id().scheme()).writeString(entry.id().id());
    }
    return out;
  }

  private static byte[] openBytes() {
    return writeEntries(new JuteWriter(32), Acl.OPEN).toBytes();
  }
}
