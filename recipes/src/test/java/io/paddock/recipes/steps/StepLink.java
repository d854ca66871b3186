package io.paddock.recipes.steps;

import io.paddock.protocol.message.OpCode;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The way of one client to its server, which counts the requests that pass, and lets a fault happen
 * at one of them.
 *
 * <p>Thread: any. One thread accepts, two more per connection copy.
 */
final class StepLink implements AutoCloseable {
  private static final int EVENT_XID = -1;
  private static final int CLOSE = -11;
  // What a client sends by itself: ping, auth, setWatches, setWatches2; and what ends a session.
  private static final Set<Integer> NO_STEPS = Set.of(11, 100, 101, 105, CLOSE);
  private static final int SESSION_AT = 8;
  private static final int PASSWORD_AT = 20;
  private static final int PASSWORD_BYTES = 16;
  private static final int ASKED_SESSION_AT = 16;
  // What a server answers if there is no such session: zeroes, but for the length of the password.
  private static final byte[] NO_SESSION =
      ByteBuffer.allocate(37).putInt(PASSWORD_AT - Integer.BYTES, PASSWORD_BYTES).array();
  private static final int LATE_MS = 300;

  private final ServerSocket listening;
  private final InetSocketAddress target;
  private final Fault fault;
  private final Runnable restart;
  // All below: guarded by this.
  private int left;
  private int doomedXid;
  private int doomedOp;
  private boolean struck;
  private byte[] session = new byte[0];
  private long denied;

  /**
   * @param restart stops the server and starts it again
   */
  StepLink(InetSocketAddress target, Fault fault, Runnable restart) {
    this.target = target;
    this.fault = fault;
    this.restart = restart;
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::acceptAll);
  }

  /** What a client connects to. */
  String address() {
    return "127.0.0.1:" + listening.getLocalPort();
  }

  /** The fault will happen at the request, or event, with this number from now on, from 1. */
  synchronized void arm(int step) {
    left = step;
    doomedXid = 0;
    doomedOp = 0;
    struck = false;
  }

  /** Whether it has happened since. */
  synchronized boolean hasStruck() {
    return struck;
  }

  /** Whether it has happened since, at a request of this kind. */
  synchronized boolean hasStruck(OpCode request) {
    return struck && doomedOp == request.code();
  }

  @Override
  public void close() {
    synchronized (this) {
      left = 0;
    }
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void acceptAll() {
    while (!listening.isClosed()) {
      try {
        Pair pair = new Pair(listening.accept(), new Socket());
        start(pair::connect);
      } catch (IOException e) {
        // It was closed.
      }
    }
  }

  private static void start(Runnable body) {
    Thread thread = new Thread(body, "step link");
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether this request is the one; if the fault comes with its answer, remembers it. */
  private synchronized boolean isRequestDoomed(ByteBuffer frame) {
    if (fault == Fault.DROP_EVENT || NO_STEPS.contains(frame.getInt(Integer.BYTES))) {
      return false;
    }
    if (--left != 0) {
      return false;
    }
    doomedOp = frame.getInt(Integer.BYTES);
    if (!fault.isBefore()) {
      doomedXid = frame.getInt(0);
      return false;
    }
    struck = true;
    return true;
  }

  private synchronized boolean isAnswerDoomed(ByteBuffer frame) {
    int xid = frame.getInt(0);
    boolean doomed = fault == Fault.DROP_EVENT ? xid == EVENT_XID && --left == 0 : isDoomed(xid);
    struck |= doomed;
    return doomed;
  }

  private boolean isDoomed(int xid) {
    boolean doomed = doomedXid != 0 && xid == doomedXid;
    doomedXid = doomed ? 0 : doomedXid;
    return doomed;
  }

  private synchronized void remember(byte[] handshake) {
    session = handshake;
  }

  private synchronized byte[] session() {
    return session;
  }

  /** From now on its client is told that there is no such session; there is for a while. */
  private synchronized void denySession() {
    byte[] known = session;
    denied = ByteBuffer.wrap(known).getLong(SESSION_AT);
    Executor late = CompletableFuture.delayedExecutor(LATE_MS, TimeUnit.MILLISECONDS);
    late.execute(
        () -> {
          try {
            endSession(known);
          } catch (IOException e) {
            // The test is over.
          }
        });
  }

  private synchronized boolean isDenied(byte[] hello) {
    return denied != 0 && ByteBuffer.wrap(hello).getLong(ASKED_SESSION_AT) == denied;
  }

  /** Attaches to the session, as its client would, and closes it. */
  private void endSession(byte[] known) throws IOException {
    try (Socket socket = new Socket(target.getAddress(), target.getPort())) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      ByteBuffer connect = ByteBuffer.allocate(45);
      connect.putInt(0).putLong(0).putInt(30_000).put(known, SESSION_AT, Long.BYTES);
      connect.putInt(PASSWORD_BYTES).put(known, PASSWORD_AT, PASSWORD_BYTES).put((byte) 0);
      write(out, connect.array());
      read(in);
      write(out, ByteBuffer.allocate(2 * Integer.BYTES).putInt(1).putInt(CLOSE).array());
      read(in);
    }
  }

  private static byte[] read(DataInputStream in) throws IOException {
    byte[] frame = new byte[in.readInt()];
    in.readFully(frame);
    return frame;
  }

  private static void write(DataOutputStream out, byte[] frame) throws IOException {
    ByteBuffer whole = ByteBuffer.allocate(Integer.BYTES + frame.length);
    out.write(whole.putInt(frame.length).put(frame).array());
    out.flush();
  }

  /** One connection. */
  private final class Pair {
    private final Socket client;
    private final Socket server;

    Pair(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void connect() {
      try {
        server.connect(target);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        start(() -> copy(this::requests));
        copy(this::answers);
      } catch (IOException e) {
        reset();
      }
    }

    private void copy(Copying copying) {
      try {
        copying.copy();
      } catch (EOFException e) {
        reset();
      } catch (IOException e) {
        reset();
      }
    }

    private void requests() throws IOException {
      DataInputStream in = new DataInputStream(client.getInputStream());
      DataOutputStream out = new DataOutputStream(server.getOutputStream());
      byte[] hello = read(in);
      if (isDenied(hello)) {
        write(new DataOutputStream(client.getOutputStream()), NO_SESSION);
        // Until the client has read it and goes.
        read(in);
      }
      write(out, hello);
      while (true) {
        byte[] frame = read(in);
        if (isRequestDoomed(ByteBuffer.wrap(frame))) {
          strike();
          return;
        }
        write(out, frame);
      }
    }

    private void answers() throws IOException {
      DataInputStream in = new DataInputStream(server.getInputStream());
      DataOutputStream out = new DataOutputStream(client.getOutputStream());
      byte[] handshake = read(in);
      remember(handshake);
      write(out, handshake);
      while (true) {
        byte[] frame = read(in);
        if (isAnswerDoomed(ByteBuffer.wrap(frame))) {
          strike();
          return;
        }
        write(out, frame);
      }
    }

    private void strike() throws IOException {
      if (fault == Fault.EXPIRE_LATE) {
        denySession();
      } else if (fault.expires()) {
        endSession(session());
      }
      if (fault.restarts()) {
        restart.run();
      }
      reset();
    }

    private void reset() {
      for (Socket each : new Socket[] {client, server}) {
        try {
          each.setSoLinger(true, 0);
          each.close();
        } catch (IOException e) {
          // It was closed already.
        }
      }
    }
  }

  @FunctionalInterface
  private interface Copying {
    void copy() throws IOException;
  }
}
