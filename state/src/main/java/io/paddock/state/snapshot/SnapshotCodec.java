package io.paddock.state.snapshot;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Id;
import io.paddock.state.apply.State;
import io.paddock.state.origin.Origins;
import io.paddock.state.session.Ephemeral;
import io.paddock.state.session.Session;
import io.paddock.state.session.Sessions;
import io.paddock.state.tree.AclList;
import io.paddock.state.tree.Tree;
import io.paddock.state.tree.TreeBuilder;
import io.paddock.state.tree.TreeWalk;
import io.paddock.state.tree.Znode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A state ↔ a stream of bytes. Equal states give equal bytes, whatever way they came about.
 *
 * <pre>
 * magic     8 bytes  "PDKSTATE"
 * version   int      3
 * blocks             see {@link BlockOutput}; their payloads together:
 *   zxid      long
 *   ensemble  long, its number, or 0
 *   acls      varint number, each: varint number of entries, each: varint perms, text scheme, text id
 *   sessions  varint number, by id, each: long id, data password, varint timeoutMs, varint origin,
 *             varint number of identities, each: text scheme, text id
 *   origins   varint number, by id, each: varint origin, long incarnation, long batch
 *   znodes    parents before children, children by name, each: varint size and the bytes of its
 *             packed form, varint index of its ACL, varint number of children
 *   digest    long
 * </pre>
 *
 * <p>Reading checks each block, the shape of everything, and the digest of the whole. Neither way
 * holds more than a block beside the state. Pure but for the streams; any thread.
 */
public final class SnapshotCodec {
  private static final byte[] MAGIC = {'P', 'D', 'K', 'S', 'T', 'A', 'T', 'E'};
  private static final int VERSION = 3;
  private static final int START_BYTES = 12;

  private SnapshotCodec() {}

  /** Writes a state; does not close the stream. */
  public static void write(State state, OutputStream stream) throws IOException {
    stream.write(ByteBuffer.allocate(START_BYTES).put(MAGIC).putInt(VERSION).array());
    BlockOutput out = new BlockOutput(stream);
    out.writeLong(state.zxid());
    out.writeLong(state.ensemble());
    List<AclList> acls = state.tree().aclLists();
    writeAcls(out, acls);
    writeSessions(out, state.sessions());
    writeOrigins(out, state.origins());
    writeTree(out, state.tree(), acls);
    out.writeLong(state.digest());
    out.finish();
  }

  private static void writeAcls(BlockOutput out, List<AclList> acls) throws IOException {
    out.writeVarint(acls.size());
    for (AclList list : acls) {
      out.writeVarint(list.entries().size());
      for (Acl each : list.entries()) {
        out.writeVarint(Integer.toUnsignedLong(each.perms()));
        writeId(out, each.id());
      }
    }
  }

  private static void writeId(BlockOutput out, Id id) throws IOException {
    out.writeText(id.scheme());
    out.writeText(id.id());
  }

  private static void writeSessions(BlockOutput out, Sessions sessions) throws IOException {
    out.writeVarint(sessions.size());
    for (Session each : sessions) {
      out.writeLong(each.id());
      out.writeData(each.password());
      out.writeVarint(Integer.toUnsignedLong(each.timeoutMs()));
      out.writeVarint(Integer.toUnsignedLong(each.origin()));
      out.writeVarint(each.identities().size());
      for (Id identity : each.identities()) {
        writeId(out, identity);
      }
    }
  }

  private static void writeOrigins(BlockOutput out, Origins origins) throws IOException {
    out.writeVarint(origins.size());
    for (Origins.Mark each : origins) {
      out.writeVarint(each.origin());
      out.writeLong(each.incarnation());
      out.writeLong(each.batch());
    }
  }

  private static void writeTree(BlockOutput out, Tree tree, List<AclList> acls) throws IOException {
    TreeWalk walk = tree.walk();
    int acl = 0;
    while (walk.next()) {
      Znode znode = walk.znode();
      // Neighbours mostly have the same ACL.
      if (acls.get(acl) != znode.aclList()) {
        acl = AclList.search(acls, znode.aclList());
      }
      byte[] packed = znode.packed();
      out.writeVarint(packed.length);
      out.write(packed);
      out.writeVarint(acl);
      out.writeVarint(znode.children().size());
    }
  }

  /**
   * Reads a state; does not look beyond its end.
   *
   * @throws CorruptSnapshotException if it is not what {@link #write} wrote
   */
  public static State read(InputStream stream) throws IOException {
    readStart(stream);
    BlockInput in = new BlockInput(stream, START_BYTES);
    try {
      State state = readState(in);
      long digest = in.readLong();
      in.finish();
      if (digest != state.digest()) {
        String problem =
            String.format("its digest is %016x, but should be %016x", state.digest(), digest);
        throw in.corrupt(problem);
      }
      return state;
    } catch (IllegalArgumentException e) {
      throw new CorruptSnapshotException(in.offset(), String.valueOf(e.getMessage()), e);
    }
  }

  private static void readStart(InputStream stream) throws IOException {
    byte[] start = stream.readNBytes(START_BYTES);
    boolean known = start.length == START_BYTES && Arrays.equals(start, 0, 8, MAGIC, 0, 8);
    if (!known) {
      throw new CorruptSnapshotException(0, "it does not begin as a snapshot does");
    }
    int version = ByteBuffer.wrap(start).getInt(MAGIC.length);
    if (version != VERSION) {
      throw new CorruptSnapshotException(
          MAGIC.length, "it has version " + version + "; this server reads version " + VERSION);
    }
  }

  private static State readState(BlockInput in) throws IOException {
    long zxid = in.readLong();
    long ensemble = in.readLong();
    List<AclList> acls = readAcls(in);
    List<Session> sessions = readSessions(in);
    Origins origins = readOrigins(in);
    List<Ephemeral> ephemerals = new ArrayList<>();
    TreeBuilder builder =
        new TreeBuilder((session, path) -> ephemerals.add(new Ephemeral(session, path)));
    while (!builder.isComplete()) {
      byte[] packed = in.readBytes(in.readCount());
      int acl = in.readCount();
      if (acl >= acls.size()) {
        throw in.corrupt("there is no ACL " + acl);
      }
      builder.add(packed, acls.get(acl), in.readCount());
    }
    return new State(zxid, ensemble, builder.tree(), Sessions.of(sessions, ephemerals), origins);
  }

  private static List<AclList> readAcls(BlockInput in) throws IOException {
    int count = in.readCount();
    List<AclList> acls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int size = in.readCount();
      List<Acl> entries = new ArrayList<>();
      for (int j = 0; j < size; j++) {
        entries.add(new Acl(in.readInt(), new Id(in.readText(), in.readText())));
      }
      acls.add(i == 0 ? AclList.OPEN : new AclList(entries));
    }
    return acls;
  }

  private static Origins readOrigins(BlockInput in) throws IOException {
    int count = in.readCount();
    List<Origins.Mark> marks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      marks.add(new Origins.Mark(in.readCount(), in.readLong(), in.readLong()));
    }
    return Origins.of(marks);
  }

  private static List<Session> readSessions(BlockInput in) throws IOException {
    int count = in.readCount();
    List<Session> sessions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long id = in.readLong();
      Data password = in.readData();
      int timeoutMs = in.readInt();
      int origin = in.readInt();
      int size = in.readCount();
      List<Id> identities = new ArrayList<>();
      for (int j = 0; j < size; j++) {
        identities.add(new Id(in.readText(), in.readText()));
      }
      if (password == null) {
        throw in.corrupt("a session without a password");
      }
      sessions.add(Session.created(id, password, timeoutMs, origin, identities));
    }
    return sessions;
  }
}
