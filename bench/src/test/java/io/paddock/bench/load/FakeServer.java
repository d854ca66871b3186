package io.paddock.bench.load;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * Gives a session to everybody and answers every request as a test wants it, to show what the
 * generator does with answers that no good server gives.
 */
public final class FakeServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Answer answer;

  /** Listens on a free port. */
  public FakeServer(Answer answer) throws IOException {
    this.answer = answer;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /** As {@code --hosts} takes it. */
  public String hosts() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        start(() -> serve(client));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void serve(Socket client) {
    try (client) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      DataOutputStream out = new DataOutputStream(client.getOutputStream());
      client.setTcpNoDelay(true);
      int timeoutMs = frame(in).getInt(12);
      out.write(
          ByteBuffer.allocate(41)
              .putInt(37)
              .putInt(0)
              .putInt(timeoutMs)
              .putLong(7)
              .putInt(16)
              .array());
      while (true) {
        ByteBuffer request = frame(in);
        answer.to(request.getInt(), request.getInt(), client.getOutputStream());
      }
    } catch (IOException e) {
      // The client is gone, or the answer was to hang up.
    }
  }

  private static ByteBuffer frame(DataInputStream in) throws IOException {
    byte[] frame = new byte[in.readInt()];
    in.readFully(frame);
    return ByteBuffer.wrap(frame);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "fake-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** A reply with so many zero bytes as its body. */
  public static byte[] reply(int xid, int err, int bodyBytes) {
    return ByteBuffer.allocate(20 + bodyBytes)
        .putInt(16 + bodyBytes)
        .putInt(xid)
        .putLong(1)
        .putInt(err)
        .array();
  }

  /** How a request is answered; an exception hangs up. */
  public interface Answer {
    void to(int xid, int opCode, OutputStream out) throws IOException;
  }
}
