package io.paddock.testkit.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A one-way street for connections: whoever connects to {@link #port()} is connected to the target,
 * as long as the link is well. Put one between each pair of members, and members can be parted.
 *
 * <p>{@link #partition()} is a network that swallows everything: connections stay open and silent,
 * as they do when packets are lost, and what was held comes through after {@link #heal()}, as TCP
 * sends it again. {@link #silence} does that to one way only: one side still hears the other.
 * {@link #cut()} is a network that says so: resets and refusals.
 *
 * <p>Thread: any. One thread accepts, two more per connection copy.
 */
public final class FaultyLink implements AutoCloseable {
  private static final int CHUNK_BYTES = 1 << 16;
  private static final int BACKLOG = 50;
  private static final int CONNECT_MS = 5_000;
  private static final int REFUSAL_MS = 60_000;

  /** A way that bytes take. */
  public enum Way {
    /** From whoever has connected to the target. */
    THERE,
    /** From the target to whoever has connected. */
    BACK
  }

  private enum Health {
    WELL,
    CUT,
    CLOSED
  }

  private final ServerSocket listening;
  private final InetSocketAddress target;
  private final List<Socket> open = new ArrayList<>();
  private final Set<Way> silent = EnumSet.noneOf(Way.class);
  private Health health = Health.WELL;
  private Duration delay = Duration.ZERO;

  /** A link on a random port of 127.0.0.1 to the target. */
  public FaultyLink(InetSocketAddress target) {
    this(target, 0);
  }

  /** A link on this port of 127.0.0.1, 0 for any, to the target. */
  public FaultyLink(InetSocketAddress target, int port) {
    this.target = target;
    try {
      listening = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException("no port for a link to " + target, e);
    }
    start("link accept", this::acceptAll);
  }

  /** Where to connect instead of the target. */
  public int port() {
    return listening.getLocalPort();
  }

  /** From now on nothing comes through, and nobody is told. */
  public synchronized void partition() {
    health = Health.WELL;
    Collections.addAll(silent, Way.values());
  }

  /**
   * From now on nothing comes through this way, and nobody is told; the other way is as it was. New
   * connections, which need both, wait.
   */
  public synchronized void silence(Way way) {
    health = Health.WELL;
    silent.add(way);
  }

  /** Ends every connection with a reset, and refuses new ones. */
  public synchronized void cut() {
    health = Health.CUT;
    resetAll();
    notifyAll();
  }

  /**
   * Everything comes through again, what was held first; but who came while it was cut does not.
   */
  public void heal() {
    if (refuses()) {
      awaitRefused();
    }
    synchronized (this) {
      health = Health.WELL;
      silent.clear();
      notifyAll();
    }
  }

  /** They are accepted in the order in which they come: after this one no other is left. */
  private void awaitRefused() {
    try (Socket last = new Socket(InetAddress.getLoopbackAddress(), port())) {
      last.setSoTimeout(REFUSAL_MS);
      int unused = last.getInputStream().read();
    } catch (SocketTimeoutException e) {
      throw new UncheckedIOException("a link that is cut has refused nobody", e);
    } catch (IOException e) {
      // It was refused.
    }
  }

  private synchronized boolean refuses() {
    return health != Health.WELL;
  }

  /** Ends every connection with a reset; new ones come through. */
  public synchronized void resetAll() {
    open.forEach(FaultyLink::reset);
    open.clear();
  }

  /** Everything takes longer by this, each way. */
  public synchronized void delay(Duration each) {
    delay = each;
  }

  @Override
  public void close() {
    synchronized (this) {
      health = Health.CLOSED;
      resetAll();
      notifyAll();
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
        Socket from = listening.accept();
        if (refuses()) {
          reset(from);
        } else {
          start("link connect", () -> join(from));
        }
      } catch (IOException e) {
        // It was closed, or whoever came has gone.
      }
    }
  }

  private void join(Socket from) {
    Socket to = new Socket();
    try {
      if (!mayPass(Set.of(Way.values()))) {
        reset(from);
        return;
      }
      to.connect(target, CONNECT_MS);
      from.setTcpNoDelay(true);
      to.setTcpNoDelay(true);
      if (!remember(from, to)) {
        reset(from);
        reset(to);
        return;
      }
      AtomicInteger waysOpen = new AtomicInteger(Way.values().length);
      start("link there", () -> copy(Way.THERE, from, to, waysOpen));
      start("link back", () -> copy(Way.BACK, to, from, waysOpen));
    } catch (IOException e) {
      // Nobody is there: whoever came is refused, as far as that is possible after accepting.
      reset(from);
      reset(to);
    }
  }

  private synchronized boolean remember(Socket from, Socket to) {
    if (health == Health.CUT || health == Health.CLOSED) {
      return false;
    }
    open.removeIf(Socket::isClosed);
    open.add(from);
    open.add(to);
    return true;
  }

  private void copy(Way way, Socket from, Socket to, AtomicInteger waysOpen) {
    Set<Way> ways = Set.of(way);
    byte[] chunk = new byte[CHUNK_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        if (!mayPass(ways)) {
          throw new IOException("cut");
        }
        out.write(chunk, 0, n);
      }
      // The end of a connection is lost like everything else.
      if (mayPass(ways)) {
        to.shutdownOutput();
        if (waysOpen.decrementAndGet() == 0) {
          from.close();
          to.close();
        }
      }
    } catch (IOException e) {
      endBoth(ways, from, to);
    }
  }

  private void endBoth(Set<Way> ways, Socket from, Socket to) {
    mayPass(ways);
    reset(from);
    reset(to);
  }

  /** Waits while a way is silent, and for the delay; whether anything may pass then. */
  private synchronized boolean mayPass(Set<Way> ways) {
    try {
      long due = System.nanoTime() + delay.toNanos();
      for (long left = delay.toMillis(); left > 0; left = (due - System.nanoTime()) / 1_000_000) {
        wait(left);
      }
      while (health == Health.WELL && !Collections.disjoint(silent, ways)) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return health == Health.WELL;
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
