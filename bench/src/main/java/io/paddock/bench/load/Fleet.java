package io.paddock.bench.load;

import io.paddock.bench.load.Order.Phase;
import io.paddock.bench.wire.FrameTemplate;
import io.paddock.bench.wire.KeySpace;
import io.paddock.bench.wire.RequestFrames;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Open sessions and the loops that serve them. Between orders the sessions are idle and their pings
 * are kept up.
 *
 * <p>Thread: one caller at a time.
 */
final class Fleet implements AutoCloseable {
  // Fewer than the 50 that a Java server socket keeps waiting by default: one more is dropped by
  // the
  // kernel and tries again a second later.
  private static final int BATCH = 32;
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final FleetShape shape;
  private final List<LoadLoop> loops = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final RequestFrames frames = new RequestFrames(new KeySpace("/bench", 1, 0, 0));

  private Fleet(FleetShape shape) {
    this.shape = shape;
  }

  /**
   * Opens all sessions.
   *
   * @throws BenchException when one of them cannot be had
   */
  static Fleet connect(Endpoints endpoints, FleetShape shape) {
    Fleet fleet = new Fleet(shape);
    fleet.startLoops();
    Handshakes handshakes = new Handshakes(endpoints, shape.sessionTimeoutMs());
    try {
      for (int first = 0; first < shape.connections(); first += BATCH) {
        int count = Math.min(BATCH, shape.connections() - first);
        fleet.adopt(first, handshakes.open(first, count));
      }
      return fleet;
    } catch (BenchException e) {
      fleet.stopLoops();
      throw e;
    }
  }

  private void startLoops() {
    FrameTemplate ping = frames.ping();
    ByteBuffer bytes = ByteBuffer.allocate(ping.size());
    ping.append(bytes, RequestFrames.PING_XID);
    long pingAfterNanos = TimeUnit.MILLISECONDS.toNanos(shape.sessionTimeoutMs()) / 3;
    for (int i = 0; i < Math.min(shape.threads(), shape.connections()); i++) {
      LoadLoop loop = new LoadLoop(bytes.array(), pingAfterNanos);
      Thread thread = new Thread(loop, "bench-loop-" + i);
      thread.setDaemon(true);
      thread.start();
      loops.add(loop);
      threads.add(thread);
    }
  }

  private void adopt(int first, List<SocketChannel> channels) {
    for (int i = 0; i < channels.size(); i++) {
      int number = first + i;
      Connection connection = new Connection(channels.get(i), number, shape.pipeline());
      loops.get(number % loops.size()).adopt(connection);
    }
    loops.forEach(LoadLoop::wake);
  }

  int connections() {
    return shape.connections();
  }

  /** Starts an order that counts from the start or, with a warm-up, from {@link #enter} on. */
  Order start(IntFunction<@Nullable RequestSource> sources, boolean warmup, long eventsExpected) {
    Phase first = warmup ? Phase.WARMUP : Phase.MEASURE;
    Order order = new Order(sources, first, eventsExpected, loops.size());
    loops.forEach(loop -> loop.give(order));
    return order;
  }

  /** Moves an order to its next phase. */
  void enter(Order order, Phase phase) {
    order.enter(phase);
    loops.forEach(LoadLoop::wake);
  }

  /**
   * Waits for the end of an order and adds up what its loops counted.
   *
   * @throws BenchException when a loop broke, or nothing was heard of the servers for a minute
   */
  Tally finish(Order order) throws InterruptedException {
    long quietSince = System.nanoTime();
    while (!order.await(LOOK_NANOS)) {
      if (threads.stream().anyMatch(thread -> !thread.isAlive())) {
        throw new BenchException("a thread of the load generator ended; see the message above");
      }
      quietSince = Math.max(quietSince, newestReply());
      if (System.nanoTime() - quietSince > SILENCE_NANOS) {
        throw new BenchException("no reply from the servers for 60 s");
      }
    }
    Tally sum = new Tally();
    loops.forEach(loop -> sum.add(loop.tally()));
    return sum;
  }

  /** Runs an order to its end, without a warm-up. */
  Tally run(IntFunction<@Nullable RequestSource> sources) throws InterruptedException {
    return finish(start(sources, false, 0));
  }

  private long newestReply() {
    return loops.stream().mapToLong(LoadLoop::lastReplyNanos).max().orElse(0);
  }

  /** Ends all sessions, so that the servers need not wait until they expire. */
  @Override
  public void close() {
    try {
      FrameTemplate end = frames.closeSession();
      start(connection -> new OneShotSource(OpKind.CLOSE, List.of(end)), false, 0)
          .await(CLOSE_NANOS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopLoops();
    }
  }

  private void stopLoops() {
    loops.forEach(LoadLoop::stop);
    for (Thread thread : threads) {
      try {
        thread.join(LOOK_NANOS / 1_000_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
