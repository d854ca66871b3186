package io.paddock.protocol.codec;

import io.paddock.protocol.message.AddWatchMode;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Request;
import io.paddock.protocol.message.RequestHeader;
import io.paddock.protocol.message.WatcherType;

/**
 * Requests (spec/wire.md, section 7). A body that ends too early or holds what cannot be is
 * MARSHALLING_ERROR; bytes after its last field are ignored.
 */
public final class RequestCodec {
  private static final Request PING = new Request.Ping();

  private RequestCodec() {}

  /** Reads the header of a request; one that is cut short closes the connection. */
  public static RequestHeader readHeader(JuteReader in) throws ProtocolException {
    if (in.remaining() < FrameLimits.REQUEST_BYTES_MIN) {
      throw ProtocolException.close(in.remaining() + " bytes are no request header");
    }
    return new RequestHeader(in.readInt(), in.readInt());
  }

  /**
   * Reads the body of a request.
   *
   * @param type the number in the header; one that no operation has is answered UNIMPLEMENTED and
   *     closes the connection
   */
  public static Request read(int type, JuteReader in) throws ProtocolException {
    OpCode op = OpCode.of(type);
    if (op == null || op == OpCode.CHECK) {
      throw ProtocolException.answerAndClose(
          ErrorCode.UNIMPLEMENTED, "operation " + type + " is not one that clients may ask for");
    }
    try {
      return read(op, in);
    } catch (ProtocolException e) {
      throw ProtocolException.answer(ErrorCode.MARSHALLING_ERROR, op + ": " + e.getMessage());
    }
  }

  private static Request read(OpCode op, JuteReader in) throws ProtocolException {
    return switch (op) {
      case CREATE, CREATE2, CREATE_CONTAINER, CREATE_TTL, DELETE, SET_DATA, CHECK ->
          StepCodec.read(op, in);
      case GET_DATA, GET_CHILDREN -> StepCodec.readRead(op, in);
      case EXISTS -> new Request.Exists(path(in), in.readBoolean());
      case GET_ACL -> new Request.GetAcl(path(in));
      case SET_ACL -> new Request.SetAcl(path(in), AclCodec.read(in), in.readInt());
      case GET_CHILDREN2 -> new Request.GetChildren2(path(in), in.readBoolean());
      case MULTI -> MultiCodec.readMulti(in);
      case MULTI_READ -> MultiCodec.readMultiRead(in);
      case RECONFIG ->
          new Request.Reconfig(in.readString(), in.readString(), in.readString(), in.readLong());
      case DELETE_CONTAINER -> new Request.DeleteContainer(path(in));
      case GET_EPHEMERALS -> new Request.GetEphemerals(in.readString());
      case GET_ALL_CHILDREN_NUMBER -> new Request.GetAllChildrenNumber(path(in));
      case SYNC -> new Request.Sync(in.readString());
      case PING -> PING;
      case AUTH -> new Request.Auth(in.readInt(), in.readString(), in.readData());
      case SASL -> new Request.Sasl(in.readData());
      case WHO_AM_I -> new Request.WhoAmI();
      case ADD_WATCH -> new Request.AddWatch(path(in), addWatchMode(in));
      case CHECK_WATCHES -> new Request.CheckWatches(path(in), watcherType(in));
      case REMOVE_WATCHES -> new Request.RemoveWatches(path(in), watcherType(in));
      case SET_WATCHES -> setWatches(in);
      case SET_WATCHES2 ->
          new Request.SetWatches2(
              setWatches(in),
              in.readTexts("persistentWatches"),
              in.readTexts("persistentRecursiveWatches"));
      case CLOSE_SESSION -> new Request.CloseSession();
    };
  }

  private static String path(JuteReader in) throws ProtocolException {
    return in.readText("path");
  }

  private static AddWatchMode addWatchMode(JuteReader in) throws ProtocolException {
    int code = in.readInt();
    AddWatchMode mode = AddWatchMode.of(code);
    if (mode == null) {
      throw in.refused("mode " + code + " is none of addWatch");
    }
    return mode;
  }

  private static WatcherType watcherType(JuteReader in) throws ProtocolException {
    int code = in.readInt();
    WatcherType type = WatcherType.of(code);
    if (type == null) {
      throw in.refused("type " + code + " is none of a watcher");
    }
    return type;
  }

  private static Request.SetWatches setWatches(JuteReader in) throws ProtocolException {
    return new Request.SetWatches(
        in.readLong(),
        in.readTexts("dataWatches"),
        in.readTexts("existWatches"),
        in.readTexts("childWatches"));
  }

  /** Writes a whole frame: length, header, body. */
  public static void writeFrame(JuteWriter out, int xid, Request request) {
    int mark = out.startFrame();
    out.writeInt(xid);
    out.writeInt(request.op().code());
    write(out, request);
    out.endFrame(mark);
  }

  /** Writes a body. */
  public static JuteWriter write(JuteWriter out, Request request) {
    return switch (request.op()) {
      case CREATE, CREATE2, CREATE_CONTAINER, CREATE_TTL, DELETE, SET_DATA, CHECK ->
          StepCodec.write(out, (Request.Step) request);
      case GET_DATA, GET_CHILDREN -> StepCodec.writeRead(out, (Request.ReadStep) request);
      case EXISTS -> {
        Request.Exists r = (Request.Exists) request;
        yield out.writeString(r.path()).writeBoolean(r.watch());
      }
      case GET_CHILDREN2 -> {
        Request.GetChildren2 r = (Request.GetChildren2) request;
        yield out.writeString(r.path()).writeBoolean(r.watch());
      }
      case GET_ACL -> out.writeString(((Request.GetAcl) request).path());
      case SET_ACL -> writeSetAcl(out, (Request.SetAcl) request);
      case MULTI -> MultiCodec.writeMulti(out, (Request.Multi) request);
      case MULTI_READ -> MultiCodec.writeMultiRead(out, (Request.MultiRead) request);
      case RECONFIG -> writeReconfig(out, (Request.Reconfig) request);
      case DELETE_CONTAINER -> out.writeString(((Request.DeleteContainer) request).path());
      case GET_EPHEMERALS -> out.writeString(((Request.GetEphemerals) request).prefix());
      case GET_ALL_CHILDREN_NUMBER ->
          out.writeString(((Request.GetAllChildrenNumber) request).path());
      case SYNC -> out.writeString(((Request.Sync) request).path());
      case AUTH -> writeAuth(out, (Request.Auth) request);
      case SASL -> out.writeData(((Request.Sasl) request).token());
      case ADD_WATCH -> {
        Request.AddWatch r = (Request.AddWatch) request;
        yield out.writeString(r.path()).writeInt(r.mode().code());
      }
      case CHECK_WATCHES -> {
        Request.CheckWatches r = (Request.CheckWatches) request;
        yield out.writeString(r.path()).writeInt(r.type().code());
      }
      case REMOVE_WATCHES -> {
        Request.RemoveWatches r = (Request.RemoveWatches) request;
        yield out.writeString(r.path()).writeInt(r.type().code());
      }
      case SET_WATCHES -> writeSetWatches(out, (Request.SetWatches) request);
      case SET_WATCHES2 -> {
        Request.SetWatches2 r = (Request.SetWatches2) request;
        yield writeSetWatches(out, r.standard())
            .writeStrings(r.persistent())
            .writeStrings(r.recursive());
      }
      case PING, WHO_AM_I, CLOSE_SESSION -> out;
    };
  }

  private static JuteWriter writeSetAcl(JuteWriter out, Request.SetAcl r) {
    out.writeString(r.path());
    return AclCodec.write(out, r.acl()).writeInt(r.version());
  }

  private static JuteWriter writeReconfig(JuteWriter out, Request.Reconfig r) {
    return out.writeString(r.joining())
        .writeString(r.leaving())
        .writeString(r.members())
        .writeLong(r.configId());
  }

  private static JuteWriter writeAuth(JuteWriter out, Request.Auth r) {
    return out.writeInt(r.type()).writeString(r.scheme()).writeData(r.auth());
  }

  private static JuteWriter writeSetWatches(JuteWriter out, Request.SetWatches r) {
    return out.writeLong(r.relativeZxid())
        .writeStrings(r.data())
        .writeStrings(r.exist())
        .writeStrings(r.child());
  }
}
