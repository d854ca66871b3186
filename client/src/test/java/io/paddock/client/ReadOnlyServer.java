package io.paddock.client;

import io.paddock.protocol.codec.ProtocolException;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Takes clients that can do with a read-only server, answers none of their requests, and says that
 * it does not write.
 */
final class ReadOnlyServer implements AutoCloseable {
  private static final int ISRO = 0x6973726f;

  private final ScriptedServer server;

  ReadOnlyServer() throws IOException {
    server = new ScriptedServer(ReadOnlyServer::play);
  }

  String address() {
    return server.address();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private static void play(int first, DataInputStream in, Socket socket)
      throws IOException, ProtocolException {
    if (first == ISRO) {
      socket.getOutputStream().write("ro".getBytes(StandardCharsets.US_ASCII));
    } else if (ScriptedServer.handshake(first, in).acceptsReadOnly()) {
      ScriptedServer.accept(socket, 7, true);
      ScriptedServer.beSilent(in);
    }
  }
}
