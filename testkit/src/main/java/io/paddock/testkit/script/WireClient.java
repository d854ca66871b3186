package io.paddock.testkit.script;

import io.paddock.protocol.codec.ConnectCodec;
import io.paddock.protocol.codec.FrameLimits;
import io.paddock.protocol.codec.JuteReader;
import io.paddock.protocol.codec.JuteWriter;
import io.paddock.protocol.codec.ProtocolException;
import io.paddock.protocol.codec.ReplyCodec;
import io.paddock.protocol.codec.RequestCodec;
import io.paddock.protocol.message.ConnectRequest;
import io.paddock.protocol.message.ConnectResponse;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.ReplyHeader;
import io.paddock.protocol.message.Request;
import io.paddock.protocol.message.SessionPassword;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One connection, driven by hand. Requests may be sent ahead of their replies; replies must come
 * back in order, and are read as what the request with the same place in the order asks for.
 *
 * <p>Thread: one at a time. Nothing waits longer than {@link #WAIT_MS}.
 */
public final class WireClient implements AutoCloseable {
  /** How long to wait for a frame before the test fails. */
  public static final int WAIT_MS = 30_000;

  /** Frames from a server may be longer than those to it. */
  private static final int REPLY_BYTES_MAX = 256 << 20;

  private final Socket socket;
  private final DataInputStream in;
  private final JuteWriter out = new JuteWriter();
  private final Deque<OpCode> asked = new ArrayDeque<>();
  private int lastXid;

  /** Connects; sends nothing. */
  public WireClient(InetSocketAddress server) {
    this(server, new Socket());
  }

  /** Connects a socket of any kind, such as one that encrypts; sends nothing. */
  public WireClient(InetSocketAddress server, Socket unconnected) {
    socket = unconnected;
    try {
      socket.setTcpNoDelay(true);
      socket.connect(server, WAIT_MS);
      socket.setSoTimeout(WAIT_MS);
      in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot connect to " + server, e);
    }
  }

  /** Connects and opens a session with a timeout of 30 s. */
  public static WireClient open(InetSocketAddress server) {
    WireClient client = new WireClient(server);
    ConnectResponse response = client.handshake(newSession(30_000));
    if (!response.isAccepted()) {
      throw new AssertionError("no session: " + response);
    }
    return client;
  }

  /**
   * Ends somebody else's session, as its own client could: what a test does to see how that client
   * takes it. The client's connection is closed by the server.
   */
  public static void endSession(InetSocketAddress server, long session, Data password) {
    boolean ended = false;
    while (!ended) {
      try (WireClient client = new WireClient(server)) {
        ended = client.end(attach(session, password, WAIT_MS));
      }
    }
  }

  // In one piece, and again if the session's own client was quicker to take it back.
  private boolean end(ConnectRequest attach) {
    out.reset();
    ConnectCodec.write(out, attach);
    RequestCodec.writeFrame(out, ++lastXid, new Request.CloseSession());
    flush();
    if (!receiveHandshake().isAccepted()) {
      throw new AssertionError("there is no such session");
    }
    return receiveRest().length > 0;
  }

  /** A handshake that asks for a new session. */
  public static ConnectRequest newSession(int timeoutMs) {
    return new ConnectRequest(
        0, 0, timeoutMs, 0, Data.wrap(new byte[SessionPassword.BYTES]), false);
  }

  /** A handshake that asks for a session that there is. */
  public static ConnectRequest attach(long session, Data password, int timeoutMs) {
    return new ConnectRequest(0, 0, timeoutMs, session, password, false);
  }

  /** Sends a handshake and waits for the response. */
  public ConnectResponse handshake(ConnectRequest request) {
    send(request);
    return receiveHandshake();
  }

  /** Sends a handshake. */
  public void send(ConnectRequest request) {
    out.reset();
    ConnectCodec.write(out, request);
    flush();
  }

  /** Waits for the response of a handshake. */
  public ConnectResponse receiveHandshake() {
    try {
      byte[] frame = readFrame();
      return ConnectCodec.readResponse(new JuteReader(frame, 0, frame.length));
    } catch (IOException | ProtocolException e) {
      throw new AssertionError("no response to the handshake", e);
    }
  }

  /** Sends a request under the next xid, which it returns. */
  public int send(Request request) {
    int xid = ++lastXid;
    send(xid, request);
    return xid;
  }

  /** Sends a request under this xid. */
  public void send(int xid, Request request) {
    out.reset();
    RequestCodec.writeFrame(out, xid, request);
    asked.add(request.op());
    flush();
  }

  /** Sends several requests at once, in one piece. */
  public void sendAll(Iterable<? extends Request> requests) {
    out.reset();
    for (Request each : requests) {
      RequestCodec.writeFrame(out, ++lastXid, each);
      asked.add(each.op());
    }
    flush();
  }

  /** Sends bytes as they are; {@link #expect} says what is answered to them. */
  public void sendRaw(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next reply is read as one to this operation. */
  public void expect(OpCode op) {
    asked.add(op);
  }

  /** Sends a request and waits for its reply; events before it are an error of the test. */
  public Received call(Request request) {
    int xid = send(request);
    Received received = receive();
    int expected = request.op() == OpCode.PING ? ReplyHeader.PING_XID : xid;
    if (received.header().xid() != expected) {
      throw new AssertionError("expected the reply with xid " + expected + ": " + received);
    }
    return received;
  }

  /** Waits for the next frame, reply or event. */
  public Received receive() {
    try {
      byte[] frame = readFrame();
      JuteReader reader = new JuteReader(limits());
      reader.wrap(frame, 0, frame.length);
      ReplyHeader header = ReplyCodec.readHeader(reader);
      if (header.xid() == ReplyHeader.EVENT_XID) {
        return new Received(header, ReplyCodec.readEvent(reader), null);
      }
      Received bare = new Received(header, null, null);
      if (bare.isGoodbye()) {
        return bare;
      }
      OpCode op = asked.remove();
      return header.err() == 0 ? new Received(header, null, ReplyCodec.read(op, reader)) : bare;
    } catch (IOException | ProtocolException e) {
      throw new AssertionError("no frame from the server; unanswered: " + asked, e);
    }
  }

  /** Waits for the server to close the connection, and fails if it sends anything before. */
  public void receiveEnd() {
    byte[] rest = receiveRest();
    if (rest.length > 0) {
      throw new AssertionError("expected the end, received " + rest.length + " bytes");
    }
  }

  /** Waits for the server to say that it stops, and then for the end. */
  public void receiveGoodbye() {
    Received last = receive();
    if (!last.isGoodbye()) {
      throw new AssertionError("expected the server to say goodbye, received " + last);
    }
    receiveEnd();
  }

  /** All bytes that still come until the server closes the connection. */
  public byte[] receiveRest() {
    try {
      return in.readAllBytes();
    } catch (SocketException reset) {
      return new byte[0];
    } catch (IOException e) {
      throw new AssertionError("the server has not closed the connection", e);
    }
  }

  /** Whether nothing comes for this long. */
  public boolean isSilentFor(int ms) {
    try {
      socket.setSoTimeout(ms);
      in.mark(1);
      int next = in.read();
      if (next >= 0) {
        in.reset();
      }
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    } finally {
      restoreTimeout();
    }
  }

  /** Bytes that have arrived and were not read. */
  public int available() {
    try {
      return in.available();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bare socket. */
  public Socket socket() {
    return socket;
  }

  /** Ends the session, waits for the server to close, closes. */
  public void closeSession() {
    send(new Request.CloseSession());
    Received last = receive();
    while (last.isEvent()) {
      last = receive();
    }
    receiveEnd();
    close();
  }

  /** Closes the socket; the session stays. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void restoreTimeout() {
    try {
      socket.setSoTimeout(WAIT_MS);
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FrameLimits limits() {
    return FrameLimits.of(REPLY_BYTES_MAX);
  }

  private byte @Nullable [] frameOrEnd() throws IOException {
    try {
      int length = in.readInt();
      if (length < 0 || length > REPLY_BYTES_MAX) {
        throw new IOException("frame of " + length + " bytes from the server");
      }
      return in.readNBytes(length);
    } catch (EOFException e) {
      return null;
    }
  }

  private byte[] readFrame() throws IOException {
    byte[] frame = frameOrEnd();
    if (frame == null) {
      throw new EOFException("the server has closed the connection");
    }
    return frame;
  }

  private void flush() {
    try {
      socket.getOutputStream().write(out.array(), 0, out.position());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
