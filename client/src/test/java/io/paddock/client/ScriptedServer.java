package io.paddock.client;

import io.paddock.protocol.codec.ConnectCodec;
import io.paddock.protocol.codec.FrameLimits;
import io.paddock.protocol.codec.JuteReader;
import io.paddock.protocol.codec.JuteWriter;
import io.paddock.protocol.codec.ProtocolException;
import io.paddock.protocol.message.ConnectRequest;
import io.paddock.protocol.message.ConnectResponse;
import io.paddock.protocol.message.Data;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Does with each connection what the test says, which no real server would do. */
final class ScriptedServer implements AutoCloseable {
  private static final int BACKLOG = 10;
  private static final int TIMEOUT_MS = 20_000;

  private final ServerSocket listening;
  private final Script script;
  private final AtomicInteger accepted = new AtomicInteger();

  /** What happens on one connection, which is closed after it. */
  interface Script {
    /**
     * Plays it.
     *
     * @param first the first four bytes: the length of the handshake, or a four-letter word
     */
    void play(int first, DataInputStream in, Socket socket) throws IOException, ProtocolException;
  }

  ScriptedServer(Script script) throws IOException {
    this.script = script;
    listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    start(this::acceptAll);
  }

  String address() {
    return "127.0.0.1:" + listening.getLocalPort();
  }

  /** How many connections there were. */
  int accepted() {
    return accepted.get();
  }

  static ConnectRequest handshake(int length, DataInputStream in)
      throws IOException, ProtocolException {
    byte[] frame = in.readNBytes(length);
    return ConnectCodec.readRequest(
        new JuteReader(FrameLimits.of(FrameLimits.FRAME_BYTES_MAX)).wrap(frame, 0, frame.length));
  }

  /** Gives the client a session with this id. */
  static void accept(Socket socket, long session, boolean readOnly) throws IOException {
    answer(socket, ConnectResponse.accepted(TIMEOUT_MS, session, Data.of(new byte[16]), readOnly));
  }

  static void answer(Socket socket, ConnectResponse response) throws IOException {
    JuteWriter out = new JuteWriter();
    ConnectCodec.write(out, response);
    socket.getOutputStream().write(Arrays.copyOf(out.array(), out.position()));
  }

  /** Takes what comes and says nothing, until the client goes. */
  static void beSilent(DataInputStream in) throws IOException {
    while (in.read() >= 0) {
      // Nothing is answered.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  private void acceptAll() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        accepted.incrementAndGet();
        start(() -> serve(socket));
      } catch (IOException e) {
        // Closed.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      script.play(in.readInt(), in, socket);
    } catch (IOException | ProtocolException e) {
      // The client has gone.
    }
  }

  private static void start(Runnable body) {
    Thread thread = new Thread(body, "scripted server");
    thread.setDaemon(true);
    thread.start();
  }
}
