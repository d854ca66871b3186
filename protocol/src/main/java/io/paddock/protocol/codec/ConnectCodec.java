package io.paddock.protocol.codec;

import io.paddock.protocol.message.ConnectRequest;
import io.paddock.protocol.message.ConnectResponse;
import io.paddock.protocol.message.Data;
import org.jspecify.annotations.Nullable;

/**
 * The handshake (spec/wire.md, section 4). What is wrong with it closes the connection without a
 * word. Bytes after the last field are ignored.
 */
public final class ConnectCodec {
  private ConnectCodec() {}

  /** Reads the first frame of a client. */
  public static ConnectRequest readRequest(JuteReader in) throws ProtocolException {
    try {
      return new ConnectRequest(
          in.readInt(), in.readLong(), in.readInt(), in.readLong(), in.readData(), readOnly(in));
    } catch (ProtocolException e) {
      throw ProtocolException.close("connect request: " + e.getMessage());
    }
  }

  /** Reads the first frame of a server; a missing password is an empty one. */
  public static ConnectResponse readResponse(JuteReader in) throws ProtocolException {
    try {
      int version = in.readInt();
      int timeoutMs = in.readInt();
      long session = in.readLong();
      Data password = in.readData();
      return new ConnectResponse(
          version, timeoutMs, session, password == null ? Data.EMPTY : password, readOnly(in));
    } catch (ProtocolException e) {
      throw ProtocolException.close("connect response: " + e.getMessage());
    }
  }

  /** Writes a whole frame. */
  public static void write(JuteWriter out, ConnectRequest request) {
    int mark = out.startFrame();
    out.writeInt(request.protocolVersion());
    out.writeLong(request.lastZxidSeen());
    out.writeInt(request.timeoutMs());
    out.writeLong(request.sessionId());
    out.writeData(request.password());
    writeReadOnly(out, request.readOnly());
    out.endFrame(mark);
  }

  /** Writes a whole frame. */
  public static void write(JuteWriter out, ConnectResponse response) {
    int mark = out.startFrame();
    out.writeInt(response.protocolVersion());
    out.writeInt(response.timeoutMs());
    out.writeLong(response.sessionId());
    out.writeData(response.password());
    writeReadOnly(out, response.readOnly());
    out.endFrame(mark);
  }

  private static @Nullable Boolean readOnly(JuteReader in) throws ProtocolException {
    return in.remaining() == 0 ? null : Boolean.valueOf(in.readBoolean());
  }

  private static void writeReadOnly(JuteWriter out, @Nullable Boolean readOnly) {
    if (readOnly != null) {
      out.writeBoolean(readOnly);
    }
  }
}
