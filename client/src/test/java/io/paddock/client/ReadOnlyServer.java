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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes clients that can do with a read-only server, answers none of their requests, and says that
 * it does not write.
 */
final class ReadOnlyServer implements AutoCloseable {
  private static final int ISRO = 0x6973726f;
  private static final int BACKLOG = 10;
  private static final int TIMEOUT_MS = 20_000;

  private final ServerSocket listening;

  ReadOnlyServer() throws IOException {
    listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    start(this::acceptAll);
  }

  int port() {
    return listening.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  private void acceptAll() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        start(() -> serve(socket));
      } catch (IOException e) {
        // Closed.
      }
    }
  }

  private static void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      int first = in.readInt();
      if (first == ISRO) {
        socket.getOutputStream().write("ro".getBytes(StandardCharsets.US_ASCII));
        return;
      }
      byte[] frame = in.readNBytes(first);
      JuteReader reader =
          new JuteReader(FrameLimits.of(FrameLimits.FRAME_BYTES_MAX)).wrap(frame, 0, frame.length);
      ConnectRequest request = ConnectCodec.readRequest(reader);
      if (request.acceptsReadOnly()) {
        JuteWriter out = new JuteWriter();
        ConnectCodec.write(
            out, ConnectResponse.accepted(TIMEOUT_MS, 7, Data.of(new byte[16]), true));
        socket.getOutputStream().write(Arrays.copyOf(out.array(), out.position()));
        while (in.read() >= 0) {
          // Nothing is answered.
        }
      }
    } catch (IOException | ProtocolException e) {
      // The client has gone.
    }
  }

  private static void start(Runnable body) {
    Thread thread = new Thread(body, "read-only server");
    thread.setDaemon(true);
    thread.start();
  }
}
