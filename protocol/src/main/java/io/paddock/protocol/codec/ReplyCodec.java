package io.paddock.protocol.codec;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.ClientInfo;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.ReplyHeader;
import io.paddock.protocol.message.WatchEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replies and watch events (spec/wire.md, sections 5 to 7). */
public final class ReplyCodec {
  // two lengths
  private static final int CLIENT_BYTES_MIN = 8;

  private ReplyCodec() {}

  /** Writes a whole frame: length, header with err 0, body. */
  public static void writeFrame(JuteWriter out, int xid, long zxid, Reply reply) {
    int mark = out.startFrame();
    writeHeader(out, xid, zxid, ErrorCode.OK.code());
    write(out, reply);
    out.endFrame(mark);
  }

  /** Writes a whole frame of nothing but a header: an error, or an empty reply. */
  public static void writeError(JuteWriter out, int xid, long zxid, ErrorCode error) {
    writeHeader(out.writeInt(ReplyHeader.BYTES), xid, zxid, error.code());
  }

  /**
   * Writes a whole frame with an event; {@code zxid} is that of the change, or {@link
   * ReplyHeader#NO_ZXID}.
   */
  public static void writeEvent(JuteWriter out, long zxid, WatchEvent event) {
    int mark = out.startFrame();
    writeHeader(out, ReplyHeader.EVENT_XID, zxid, ErrorCode.OK.code())
        .writeInt(event.type().code())
        .writeInt(event.state())
        .writeString(event.path());
    out.endFrame(mark);
  }

  /** Writes a header, without the length of the frame. */
  public static JuteWriter writeHeader(JuteWriter out, int xid, long zxid, int err) {
    return out.writeInt(xid).writeLong(zxid).writeInt(err);
  }

  /** Writes a body. */
  public static JuteWriter write(JuteWriter out, Reply reply) {
    if (reply instanceof Reply.DataStat r) {
      return StatCodec.write(out.writeData(r.data()), r.stat());
    }
    if (reply instanceof Reply.StatOnly r) {
      return StatCodec.write(out, r.stat());
    }
    if (reply instanceof Reply.Empty) {
      return out;
    }
    if (reply instanceof Reply.Path r) {
      return out.writeString(r.path());
    }
    if (reply instanceof Reply.PathStat r) {
      return StatCodec.write(out.writeString(r.path()), r.stat());
    }
    if (reply instanceof Reply.NamesStat r) {
      return StatCodec.write(out.writeStrings(r.names()), r.stat());
    }
    if (reply instanceof Reply.Multi r) {
      return MultiCodec.writeResults(out, r);
    }
    return writeRare(out, reply);
  }

  private static JuteWriter writeRare(JuteWriter out, Reply reply) {
    if (reply instanceof Reply.Names r) {
      return out.writeStrings(r.names());
    }
    if (reply instanceof Reply.AclStat r) {
      return StatCodec.write(AclCodec.write(out, r.acl()), r.stat());
    }
    if (reply instanceof Reply.Count r) {
      return out.writeInt(r.count());
    }
    if (reply instanceof Reply.Errno r) {
      return out.writeInt(r.err());
    }
    if (reply instanceof Reply.Token r) {
      return out.writeData(r.token());
    }
    Reply.Clients clients = (Reply.Clients) reply;
    out.writeInt(clients.clients().size());
    for (ClientInfo each : clients.clients()) {
      out.writeString(each.scheme()).writeString(each.user());
    }
    return out;
  }

  /**
   * Reads a header. What is wrong here, or in the methods below, must end a client's connection.
   */
  public static ReplyHeader readHeader(JuteReader in) throws ProtocolException {
    return new ReplyHeader(in.readInt(), in.readLong(), in.readInt());
  }

  /**
   * Reads the body that follows a header with xid -1; null for an event of a type that is not
   * known.
   */
  public static @Nullable WatchEvent readEvent(JuteReader in) throws ProtocolException {
    EventType type = EventType.of(in.readInt());
    int state = in.readInt();
    String path = in.readText("path");
    return type == null ? null : new WatchEvent(type, state, path);
  }

  /** Reads the body that follows a header with err 0, of a reply to {@code op}. */
  public static Reply read(OpCode op, JuteReader in) throws ProtocolException {
    return switch (op) {
      case CREATE -> new Reply.Path(in.readText("path"));
      case SYNC -> new Reply.Path(in.readString());
      case CREATE2, CREATE_CONTAINER, CREATE_TTL ->
          new Reply.PathStat(in.readText("path"), StatCodec.read(in));
      case EXISTS, SET_DATA, SET_ACL -> new Reply.StatOnly(StatCodec.read(in));
      case GET_DATA, RECONFIG -> new Reply.DataStat(in.readData(), StatCodec.read(in));
      case GET_ACL -> readAclStat(in);
      case GET_CHILDREN, GET_EPHEMERALS -> new Reply.Names(in.readTexts("names"));
      case GET_CHILDREN2 -> new Reply.NamesStat(in.readTexts("names"), StatCodec.read(in));
      case GET_ALL_CHILDREN_NUMBER -> new Reply.Count(in.readInt());
      case MULTI, MULTI_READ -> MultiCodec.readResults(in);
      case SASL -> new Reply.Token(in.readData());
      case WHO_AM_I -> readClients(in);
      case ADD_WATCH -> new Reply.Errno(in.readInt());
      case DELETE,
          PING,
          CHECK,
          CHECK_WATCHES,
          REMOVE_WATCHES,
          DELETE_CONTAINER,
          AUTH,
          SET_WATCHES,
          SET_WATCHES2,
          CLOSE_SESSION ->
          Reply.Empty.EMPTY;
    };
  }

  private static Reply readAclStat(JuteReader in) throws ProtocolException {
    List<Acl> acl = AclCodec.read(in);
    if (acl == null) {
      throw in.refused("acl is null");
    }
    return new Reply.AclStat(acl, StatCodec.read(in));
  }

  private static Reply readClients(JuteReader in) throws ProtocolException {
    int count = in.count(CLIENT_BYTES_MIN);
    List<ClientInfo> clients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clients.add(new ClientInfo(in.readText("authScheme"), in.readText("user")));
    }
    return new Reply.Clients(clients);
  }
}
