package io.paddock.server.net;

import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import io.paddock.protocol.codec.FrameLimits;
import io.paddock.protocol.codec.JuteReader;
import io.paddock.protocol.codec.JuteWriter;
import io.paddock.server.connection.ConnectionScope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop: its turns, and what its connections share.
 *
 * <p>A turn is one wake-up. Whatever begins it (bytes, the applier, a task) first follows the
 * commit chain, then does its work; at the end of the turn, once for all that happened in it,
 * connections that were held back go on, the ledger is told to write, and every socket that has
 * something to send is flushed.
 *
 * <p>Who wakes it: the applier calls {@link #wake} after each publish, on its own thread. {@code
 * awake} says that a turn will end after now, so nothing need be done. {@code attentive} says that
 * a commit may concern a client that is silent; a loop without pending writes and watches sleeps
 * through commits, but for every {@link #SKIPS_MAX}th, so as not to keep the chain from being
 * collected. Both flags are written by the loop before it looks at the end of the chain for the
 * last time, and read by the applier after it has extended the chain: so one of the two sees the
 * other.
 *
 * <p>Thread: its event loop, but for {@link #wake} and {@link #execute}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The tick goes on until the loop ends.
final class NetLoop {
  private static final Logger LOG = LoggerFactory.getLogger(NetLoop.class);
  private static final int SKIPS_MAX = 512;
  private static final long TICK_MS = 500;

  /** Ticks after which each session is looked up in the state. */
  private static final int TICKS_PER_CHECK = 10;

  private static final int SCRATCH_MAX = 256 * 1024;

  private final EventLoop loop;
  private final SingleThreadEventLoop turns;
  private final Consumer<Throwable> broken;
  private final AtomicBoolean awake = new AtomicBoolean();
  private volatile boolean attentive;
  private int skipped;
  private final Runnable endOfTurn = this::endTurn;
  private boolean again;
  private boolean ticking;
  private boolean closing;
  private int ticks;

  private final FrameLimits limits;
  private final JuteReader reader;
  private final JuteWriter writer = new JuteWriter(4096);
  private final byte[] scratch = new byte[ReadBuffers.READ_BYTES_MAX];
  private final EventBytes eventBytes = new EventBytes();
  private final List<ClientHandler> dirty = new ArrayList<>();
  private final List<ClientHandler> held = new ArrayList<>();
  private final ClientList clients = new ClientList();
  private @Nullable ConnectionScope scope;

  /**
   * A loop that is not started.
   *
   * @param broken called when the loop cannot go on: some client might miss an event or an answer
   */
  NetLoop(EventLoop loop, FrameLimits limits, Consumer<Throwable> broken) {
    this.loop = loop;
    this.turns = (SingleThreadEventLoop) loop;
    this.limits = limits;
    this.reader = new JuteReader(limits);
    this.broken = broken;
  }

  void start(ConnectionScope itsScope) {
    scope = itsScope;
    itsScope
        .loop()
        .whenRestored(
            () ->
                clients.forEach(
                    each -> each.connection().end("the state was replaced by a snapshot")));
  }

  ConnectionScope scope() {
    ConnectionScope started = scope;
    if (started == null) {
      throw new IllegalStateException("the loop has not been started");
    }
    return started;
  }

  EventLoop eventLoop() {
    return loop;
  }

  FrameLimits limits() {
    return limits;
  }

  JuteReader reader() {
    return reader;
  }

  /** As long as the longest read. */
  byte[] scratch() {
    return scratch;
  }

  /** A writer that holds nothing. */
  JuteWriter writer() {
    writer.reset(SCRATCH_MAX);
    return writer;
  }

  EventBytes eventBytes() {
    return eventBytes;
  }

  ClientList clients() {
    return clients;
  }

  /** Runs a task in a turn of its own, after the chain has been followed. Any thread. */
  void execute(Runnable task) {
    enqueue(
        () -> {
          beginWork();
          task.run();
        });
  }

  private void enqueue(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("Nothing is done any more: the loop has ended", e);
    }
  }

  /** There is more to follow. Called by the applier. */
  void wake() {
    if (awake.get()) {
      return;
    }
    if (!attentive && ++skipped < SKIPS_MAX) {
      return;
    }
    skipped = 0;
    if (awake.compareAndSet(false, true)) {
      enqueue(endOfTurn);
    }
  }

  /**
   * Begins the work for one client: makes sure that the turn will have an end, and follows the
   * chain.
   */
  void beginWork() {
    if (!awake.get() && awake.compareAndSet(false, true)) {
      turns.executeAfterEventLoopIteration(endOfTurn);
    }
    scope().loop().setNowNanos(System.nanoTime());
    scope().path().follow();
  }

  /** Somebody who was held can go on: the turn is followed by another. */
  void turnAgain() {
    again = true;
  }

  /**
   * Closes every connection, also those that are still to come; at the latest when the loop ends,
   * for that does what it was given before. Any thread.
   */
  void closeClients() {
    enqueue(
        () -> {
          closing = true;
          clients.forEach(ClientHandler::drop);
        });
  }

  /** A client joins. */
  void enter(ClientHandler client) {
    if (clients.isEmpty()) {
      scope().path().begin(this::wake);
      tickLater();
    }
    clients.add(client);
    if (closing) {
      client.drop();
    }
  }

  /** A client has left. */
  void leave(ClientHandler client) {
    clients.remove(client);
    if (clients.isEmpty()) {
      scope().path().end();
    }
  }

  /** A client has something to send. */
  void markDirty(ClientHandler client) {
    dirty.add(client);
  }

  /**
   * A client has frames that could not be handed over; they are tried again at the end of each
   * turn.
   */
  void hold(ClientHandler client) {
    held.add(client);
  }

  private void endTurn() {
    try {
      again = false;
      scope().loop().setNowNanos(System.nanoTime());
      scope().path().follow();
      scope().publishLoad();
      releaseHeld();
      scope().loop().ledger().flush();
      flush();
      scope().publishLoad();
      fallAsleep();
    } catch (RuntimeException | Error e) {
      LOG.error("An event loop has failed and the server stops: a client might miss an answer", e);
      broken.accept(e);
    }
  }

  private void fallAsleep() {
    if (again) {
      loop.execute(endOfTurn);
      return;
    }
    attentive = scope().loop().waitsForCommits();
    awake.set(false);
    // What was published before the flags were set may have been passed over by wake().
    if (attentive && scope().path().isBehind() && awake.compareAndSet(false, true)) {
      loop.execute(endOfTurn);
    }
  }

  private void releaseHeld() {
    int count = held.size();
    for (int i = 0; i < count; i++) {
      held.get(i).tryAgain();
    }
    // Those that are still held have added themselves again, behind.
    held.subList(0, count).clear();
  }

  private void flush() {
    for (int i = 0; i < dirty.size(); i++) {
      dirty.get(i).flush();
    }
    dirty.clear();
  }

  // A loop without clients sleeps: nobody can be late.
  private void tickLater() {
    if (!ticking) {
      ticking = true;
      loop.schedule(this::tick, TICK_MS, TimeUnit.MILLISECONDS);
    }
  }

  private void tick() {
    ticking = false;
    if (clients.isEmpty()) {
      return;
    }
    tickLater();
    beginWork();
    clients.tick(scope().loop().nowNanos());
    if (++ticks % TICKS_PER_CHECK == 0) {
      clients.forEach(each -> each.connection().checkSession());
    }
  }
}
