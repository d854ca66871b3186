package io.paddock.replication.engine;

import io.paddock.replication.commit.Ticket;
import io.paddock.state.command.Command;
import io.paddock.state.origin.Origins;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Gathers commands from all threads into numbered batches: while one batch is being made durable
 * the next one fills. No clock delays anything: a batch is sent as soon as somebody flushes and
 * none is on its way, or one is and enough commands for another wait.
 *
 * <p>Any thread hands over ({@link #submit}) and may find itself the one that builds the next batch
 * ({@link #flush}). {@code turns} sees to it that one thread builds at a time: whoever raises it
 * from 0 builds; whoever finds it raised leaves the work to that thread, which goes round again. So
 * the queue has one consumer and batches leave in order.
 *
 * <p>Where they go is the {@link Route}. Without one they wait. When there is a new one, all that
 * were sent and not applied yet are sent again, in order, before any other: whatever happened to
 * them on the old way, the state machine applies each of them once.
 *
 * <p>Thread: any.
 */
final class Batcher {
  /** One being made durable, and one right behind it, if it is large enough. */
  static final int IN_FLIGHT_MAX = 2;

  /**
   * Fewer commands wait for the first batch instead of flying right behind it. Each batch costs a
   * sync and three wake-ups, so with few clients larger and fewer batches are quicker for all: 8
   * clients with one write each at a time reached a third more writes for a quarter less CPU.
   */
  static final int COMPANY_ALONE = 4;

  /** The same in an ensemble, where each batch costs frames and wake-ups on every member. */
  static final int COMPANY_TOGETHER = 32;

  private static final int COMMANDS_MAX = 4096;
  private static final int BYTES_MAX = 1 << 20;
  private static final int QUEUE_CHUNK = 1024;

  /** Sends a batch. */
  interface Sender {
    /**
     * Sends it on this way. Never throws for a batch that may have been sent.
     *
     * @param again it may have been sent before
     * @return false if it was not sent: nothing is sent on this way any more, and the sender gives
     *     another one
     */
    boolean send(Route route, Outgoing batch, boolean again);
  }

  private record Pending(Command command, @Nullable Ticket ticket, int bytes) {}

  private final MpscUnboundedArrayQueue<Pending> queue = new MpscUnboundedArrayQueue<>(QUEUE_CHUNK);
  private final AtomicInteger turns = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final LongAdder submitted = new LongAdder();
  private final LongAdder submittedBytes = new LongAdder();
  private final Outbox outbox;
  private final int company;
  private final Sender sender;
  private final Consumer<Exception> broken;
  private final BatchCodec codec = new BatchCodec();
  private volatile @Nullable Route route;
  private volatile boolean shut;

  // Of whoever has the turn.
  private Origins.Mark last;
  private @Nullable Route taken;
  private boolean blocked;

  /**
   * A batcher that has no route yet.
   *
   * @param before the number before that of the first batch
   * @param company so many commands fly right behind another batch; fewer wait for it
   * @param broken hears if a batch cannot be built or sent; the batcher has shut then
   */
  Batcher(
      Origins.Mark before, Outbox outbox, int company, Sender sender, Consumer<Exception> broken) {
    this.last = before;
    this.outbox = outbox;
    this.company = company;
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

  /** Batches go this way from now on, or wait if it is null. */
  void route(@Nullable Route next) {
    route = next;
    flush();
  }

  /** No batch leaves any more. */
  void shut() {
    shut = true;
  }

  /** So many batches have been applied. */
  void done(int batches) {
    inFlight.addAndGet(-batches);
    flush();
  }

  /** Sends what is there and may be sent. */
  void flush() {
    if (turns.getAndIncrement() != 0) {
      return;
    }
    int seen = 1;
    do {
      try {
        sendAll();
      } catch (RuntimeException e) {
        // What was taken from the queue is lost, so nothing may follow it.
        shut = true;
        broken.accept(e);
      }
      seen = turns.addAndGet(-seen);
    } while (seen != 0);
  }

  private void sendAll() {
    Route now = route;
    while (now != null && !shut) {
      if (now != taken) {
        taken = now;
        sendAgain(now);
      }
      while (!blocked && route == now && mayFly() && sendOne(now)) {
        // Until nothing is left or enough is on its way.
      }
      Route next = route;
      if (next == now) {
        return;
      }
      now = next;
    }
  }

  private void sendAgain(Route now) {
    blocked = false;
    outbox.forEach(each -> blocked = blocked || !sender.send(now, each, true));
  }

  private boolean mayFly() {
    int flying = inFlight.get();
    return flying == 0 || (flying < IN_FLIGHT_MAX && queue.size() >= company);
  }

  private boolean sendOne(Route now) {
    Pending next = queue.poll();
    if (next == null) {
      return false;
    }
    last = new Origins.Mark(last.origin(), last.incarnation(), last.batch() + 1);
    List<Command> commands = new ArrayList<>();
    List<@Nullable Ticket> tickets = new ArrayList<>();
    codec.begin(last);
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
    Outgoing batch = new Outgoing(new Batch(last, commands), tickets, bytes, codec.end());
    // First known, then sent: it may be applied before this thread goes on.
    outbox.add(batch);
    blocked = !sender.send(now, batch, false);
    return true;
  }
}
