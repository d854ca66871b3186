package io.paddock.it.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * A network between a client and a server that can be cut: passes bytes both ways until told
 * otherwise.
 *
 * <p>Thread: any. One thread accepts, two more per connection copy.
 */
public final class TcpRelay implements AutoCloseable {
  private static final int CHUNK_BYTES = 8192;

  private final ServerSocket listening;
  private final int targetPort;
  private final List<Socket> open = new ArrayList<>();
  private boolean refusing;

  /** A relay on a random port of 127.0.0.1 to the given one. */
  public TcpRelay(int targetPort) {
    this.targetPort = targetPort;
    try {
      this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new AssertionError("no port for the relay", e);
    }
    start("relay accept", this::acceptAll);
  }

  /** What a client connects to. */
  public String address() {
    return "127.0.0.1:" + listening.getLocalPort();
  }

  /** Ends every connection with a reset; new ones are let through. */
  public synchronized void cut() {
    for (Socket socket : open) {
      reset(socket);
    }
    open.clear();
  }

  /** Cuts, and resets whatever tries to connect until {@link #restore()}. */
  public synchronized void refuse() {
    refusing = true;
    cut();
  }

  /** Resets whatever tries to connect from now on; what is connected stays. */
  public synchronized void admitNobody() {
    refusing = true;
  }

  /** Lets connections through again. */
  public synchronized void restore() {
    refusing = false;
  }

  @Override
  public void close() {
    cut();
    try {
      listening.close();
    } catch (IOException e) {
      throw new AssertionError("cannot close the relay", e);
    }
  }

  private void acceptAll() {
    while (!listening.isClosed()) {
      try {
        join(listening.accept());
      } catch (IOException e) {
        // The listening socket was closed, or the server is not there: the client sees a reset.
      }
    }
  }

  private synchronized void join(Socket client) throws IOException {
    if (refusing) {
      reset(client);
      return;
    }
    Socket server = new Socket();
    try {
      server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort));
    } catch (IOException e) {
      reset(client);
      throw e;
    }
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    open.add(client);
    open.add(server);
    start("relay up", () -> copy(client, server));
    start("relay down", () -> copy(server, client));
  }

  private static void copy(Socket from, Socket to) {
    byte[] chunk = new byte[CHUNK_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        out.write(chunk, 0, n);
      }
      to.shutdownOutput();
    } catch (IOException e) {
      reset(from);
      reset(to);
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It was closed already.
    }
  }

  private static void start(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    thread.start();
  }
}
