package io.paddock.replication.engine;

import com.alipay.sofa.jraft.Status;
import io.paddock.replication.commit.Ticket;
import io.paddock.state.command.Command;
import io.paddock.state.command.Stamp;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Gathers commands from all threads into batches: while one batch is being made durable the next
 * one fills. No clock delays anything: a batch is sent as soon as somebody flushes and none is on
 * its way, or fewer than {@link #IN_FLIGHT_MAX} and at least {@link #SECOND_COMMANDS_MIN} wait.
 *
 * <p>Any thread hands over ({@link #submit}) and may find itself the one that builds the next batch
 * ({@link #flush}). {@code turns} sees to it that one thread builds at a time: whoever raises it
 * from 0 builds; whoever finds it raised leaves the work to that thread, which goes round again. So
 * the queue has one consumer and batches leave in order.
 *
 * <p>Thread: any.
 */
final class Batcher {
  /**
   * One being made durable, one waiting right behind it so that the disk never waits for a thread
   * to wake up.
   */
  static final int IN_FLIGHT_MAX = 2;

  /**
   * Fewer commands wait for the first batch instead of flying right behind it. Each batch costs a
   * sync and three wake-ups, so with few clients larger and fewer batches are quicker for all: 8
   * clients with one write each at a time reached a third more writes for a quarter less CPU.
   */
  static final int SECOND_COMMANDS_MIN = 4;

  private static final int COMMANDS_MAX = 4096;
  private static final int BYTES_MAX = 1 << 20;
  private static final int QUEUE_CHUNK = 1024;

  /** Takes a batch with its bytes. */
  interface Sender {
    void send(Batch batch, ByteBuffer bytes);
  }

  private record Pending(Command command, @Nullable Ticket ticket, int bytes) {}

  private final MpscUnboundedArrayQueue<Pending> queue = new MpscUnboundedArrayQueue<>(QUEUE_CHUNK);
  private final AtomicInteger turns = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final LongAdder submitted = new LongAdder();
  private final LongAdder submittedBytes = new LongAdder();
  private final InstantSource clock;
  private final BatchCodec codec;
  private final Stamp pattern;
  private final Sender sender;
  private final Consumer<Exception> broken;
  private volatile boolean open;
  private volatile long earliestTimeMs;
  private long newestTimeMs;

  /**
   * A batcher that is not open yet.
   *
   * @param pattern origin and rules for every stamp
   * @param sender never throws for a batch that may have been sent
   * @param broken hears if a batch cannot be built or sent; the batcher has shut then
   */
  Batcher(
      InstantSource clock,
      BatchCodec codec,
      Stamp pattern,
      Sender sender,
      Consumer<Exception> broken) {
    this.clock = clock;
    this.codec = codec;
    this.pattern = pattern;
    this.sender = sender;
    this.broken = broken;
  }

  void submit(Command command, @Nullable Ticket ticket) {
    int bytes = CommandSize.reckon(command);
    submitted.increment();
    submittedBytes.add(bytes);
    queue.add(new Pending(command, ticket, bytes));
  }

  /** Reckoned size of the commands handed over since the start. */
  long submittedBytes() {
    return submittedBytes.sum();
  }

  /** Commands handed over since the start. */
  long submitted() {
    return submitted.sum();
  }

  /**
   * Batches may leave from now on.
   *
   * @param timeMs of the newest batch that was applied: no later one gets an earlier time
   */
  void open(long timeMs) {
    earliestTimeMs = timeMs;
    open = true;
    flush();
  }

  /** No batch leaves any more. */
  void shut() {
    open = false;
  }

  /** A batch that was sent has been applied. */
  void done(int batches) {
    inFlight.addAndGet(-batches);
    flush();
  }

  /** Sends what is there and may be sent. */
  void flush() {
    if (turns.getAndIncrement() != 0) {
      return;
    }
    int taken = 1;
    do {
      try {
        while (open && mayFly() && sendOne()) {
          // Until nothing is left or enough is on its way.
        }
      } catch (RuntimeException e) {
        // What was taken from the queue is lost, so nothing may follow it.
        open = false;
        broken.accept(e);
      }
      taken = turns.addAndGet(-taken);
    } while (taken != 0);
  }

  private boolean mayFly() {
    int flying = inFlight.get();
    return flying == 0 || (flying < IN_FLIGHT_MAX && queue.size() >= SECOND_COMMANDS_MIN);
  }

  private boolean sendOne() {
    Pending next = queue.poll();
    if (next == null) {
      return false;
    }
    // The clock may be set back; what is written down may not.
    newestTimeMs = Math.max(Math.max(newestTimeMs, earliestTimeMs), clock.millis());
    Stamp stamp = new Stamp(newestTimeMs, pattern.origin(), pattern.rules());
    List<Command> commands = new ArrayList<>();
    List<@Nullable Ticket> tickets = new ArrayList<>();
    codec.begin(stamp);
    long bytes = 0;
    while (next != null) {
      int encoded = codec.add(next.command());
      bytes += next.bytes();
      commands.add(next.command());
      tickets.add(next.ticket());
      boolean full = encoded >= BYTES_MAX || commands.size() == COMMANDS_MAX;
      next = full ? null : queue.poll();
    }
    inFlight.incrementAndGet();
    sender.send(new Batch(stamp, commands, tickets, bytes, this::refused), codec.end());
    return true;
  }

  // A batch the engine does not take would leave a hole in the order of its sessions' commands.
  private void refused(Batch batch, Status status) {
    if (open) {
      open = false;
      broken.accept(
          new IllegalStateException("the engine refused " + batch.size() + " commands: " + status));
    }
  }
}
