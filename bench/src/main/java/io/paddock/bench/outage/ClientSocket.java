package io.paddock.bench.outage;

import io.paddock.bench.wire.RequestFrames;
import io.paddock.protocol.codec.ConnectCodec;
import io.paddock.protocol.codec.FrameLimits;
import io.paddock.protocol.codec.JuteReader;
import io.paddock.protocol.codec.JuteWriter;
import io.paddock.protocol.codec.ProtocolException;
import io.paddock.protocol.message.ConnectRequest;
import io.paddock.protocol.message.ConnectResponse;
import io.paddock.protocol.message.Data;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A blocking connection with a session. Source: spec/wire.md, sections 4 to 6.
 *
 * <p>Thread: one writes and one reads, which may be the same; {@link #close} from any.
 */
final class ClientSocket implements Closeable {
  /** As the default of the other modes. */
  static final int SESSION_TIMEOUT_MS = 30_000;

  private static final int CONNECT_TIMEOUT_MS = 1_000;

  /** A client gives a server up that is silent for two thirds of the session's timeout. */
  private static final int READ_TIMEOUT_MS = SESSION_TIMEOUT_MS * 2 / 3;

  private static final int HEADER_BYTES = 16;
  private static final int FRAME_BYTES_MAX = 1 << 20;
  private static final Data NO_PASSWORD = Data.of(new byte[16]);

  private final Socket socket;
  private final DataInputStream in;
  private final ConnectResponse session;

  /**
   * A reply.
   *
   * @param err 0 or the code of an error
   */
  record Answer(int xid, int err) {}

  private ClientSocket(Socket socket, DataInputStream in, ConnectResponse session) {
    this.socket = socket;
    this.in = in;
    this.session = session;
  }

  /**
   * Connects and attaches a session.
   *
   * @param before the session it has had, or null for a new one
   * @throws SessionGoneException if that session has ended
   * @throws IOException if there is no server, or it does not serve
   */
  static ClientSocket open(InetSocketAddress address, @Nullable ConnectResponse before)
      throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(address, CONNECT_TIMEOUT_MS);
      socket.setSoTimeout(READ_TIMEOUT_MS);
      socket.getOutputStream().write(handshake(before));
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      ConnectResponse session = response(frame(in));
      if (session.timeoutMs() <= 0) {
        throw new SessionGoneException();
      }
      return new ClientSocket(socket, in, session);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static byte[] handshake(@Nullable ConnectResponse before) {
    if (before == null) {
      return RequestFrames.handshake(SESSION_TIMEOUT_MS);
    }
    JuteWriter out = new JuteWriter();
    ConnectCodec.write(
        out,
        new ConnectRequest(
            0, 0, SESSION_TIMEOUT_MS, before.sessionId(), passwordOf(before), false));
    return out.toBytes();
  }

  private static Data passwordOf(ConnectResponse before) {
    Data password = before.password();
    return password == null ? NO_PASSWORD : password;
  }

  private static ConnectResponse response(byte[] frame) throws IOException {
    try {
      return ConnectCodec.readResponse(
          new JuteReader(FrameLimits.DEFAULT).wrap(frame, 0, frame.length));
    } catch (ProtocolException e) {
      throw new IOException("no handshake: " + e.getMessage(), e);
    }
  }

  private static byte[] frame(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > FRAME_BYTES_MAX) {
      throw new IOException("frame of " + length + " bytes");
    }
    byte[] frame = new byte[length];
    in.readFully(frame);
    return frame;
  }

  /** The session, to be attached elsewhere. */
  ConnectResponse session() {
    return session;
  }

  /** Sends the frame that was put into a buffer with an array of its own. */
  void send(ByteBuffer frame) throws IOException {
    socket.getOutputStream().write(frame.array(), frame.arrayOffset(), frame.position());
  }

  /** The next reply; pings' and events are passed over. */
  Answer receive() throws IOException {
    while (true) {
      ByteBuffer frame = ByteBuffer.wrap(frame(in));
      if (frame.remaining() < HEADER_BYTES) {
        throw new IOException("frame of " + frame.remaining() + " bytes");
      }
      int xid = frame.getInt(0);
      if (xid >= 0) {
        return new Answer(xid, frame.getInt(HEADER_BYTES - Integer.BYTES));
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** The session has ended: it takes a new one. */
  static final class SessionGoneException extends IOException {
    private static final long serialVersionUID = 1;

    SessionGoneException() {
      super("the session has ended");
    }
  }
}
