package io.paddock.replication.engine;

import io.paddock.replication.commit.Commit;
import io.paddock.replication.commit.CommitChain;
import io.paddock.replication.commit.Ticket;
import io.paddock.replication.ledger.LedgerConfig;
import io.paddock.replication.ledger.LedgerListener;
import io.paddock.state.apply.State;
import io.paddock.state.command.Command;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A ledger with what a test needs around it: a clock to move, a cursor, waiting with a limit.
 *
 * <p>Thread: the test's.
 */
final class TestLedger implements AutoCloseable {
  static final long WAIT_SECONDS_MAX = 30;

  private final CountDownLatch leading = new CountDownLatch(1);
  private final CountDownLatch failed = new CountDownLatch(1);
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
  private final Semaphore published = new Semaphore(0);
  private final RaftLedger ledger;
  private final CommitChain.Cursor cursor;
  private boolean missed;

  /** A number to find a commit by. */
  record Mark(long value) implements Ticket {}

  /** Opens a ledger; see {@link #opening} for one whose files or clock are not the usual ones. */
  TestLedger(LedgerConfig config) throws IOException {
    this(opening(config));
  }

  TestLedger(Opening opening) throws IOException {
    ledger = opening.open(new Listener());
    cursor = ledger.commits().cursor();
    ledger.commits().addFollower(published::release);
  }

  /** How a ledger is opened. */
  interface Opening {
    RaftLedger open(LedgerListener listener) throws IOException;
  }

  static Opening opening(LedgerConfig config) {
    return listener -> RaftLedger.open(config, InstantSource.system(), listener);
  }

  static Opening opening(LedgerConfig config, AtomicLong clockMs) {
    return listener ->
        RaftLedger.open(config, () -> java.time.Instant.ofEpochMilli(clockMs.get()), listener);
  }

  RaftLedger ledger() {
    return ledger;
  }

  TestLedger awaitLeading() throws InterruptedException {
    if (!leading.await(WAIT_SECONDS_MAX, TimeUnit.SECONDS)) {
      throw new AssertionError("no leader; failure: " + failure.get());
    }
    return this;
  }

  TestLedger awaitLeadingOrFailure() throws InterruptedException {
    while (leading.getCount() > 0 && failed.getCount() > 0) {
      leading.await(1, TimeUnit.MILLISECONDS);
    }
    return this;
  }

  String awaitFailure() throws InterruptedException {
    if (!failed.await(WAIT_SECONDS_MAX, TimeUnit.SECONDS)) {
      throw new AssertionError("nothing failed");
    }
    return String.valueOf(failure.get());
  }

  @Nullable String failure() {
    return failure.get();
  }

  void submit(Command command, long number) {
    ledger.submit(command, new Mark(number));
  }

  /**
   * Hands commands over, numbered from 0, and waits for their commits, which are returned in order.
   */
  List<Commit> run(Command... commands) throws InterruptedException {
    for (int i = 0; i < commands.length; i++) {
      submit(commands[i], i);
    }
    ledger.flush();
    return await(commands.length);
  }

  /** Waits for so many commits with a ticket. */
  List<Commit> await(int count) throws InterruptedException {
    List<Commit> found = new ArrayList<>();
    while (found.size() < count) {
      Commit next = cursor.advance();
      if (next == null) {
        if (!published.tryAcquire(WAIT_SECONDS_MAX, TimeUnit.SECONDS)) {
          throw new AssertionError("only " + found.size() + " of " + count + " commits came");
        }
      } else if (next.ticket() != null) {
        found.add(next);
      }
    }
    return found;
  }

  /** Waits until all that was handed over has come back. */
  void awaitNothingPending() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS_MAX);
    while (ledger.report().pendingCommands() != 0 || ledger.report().pendingBytes() != 0) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("still pending: " + ledger.report());
      }
      Thread.onSpinWait();
    }
  }

  /**
   * Whether a state came as a whole: commands that were under way then may never find their commit.
   */
  boolean hasMissed() {
    return missed;
  }

  /** What has been committed without waiting, as numbers. */
  List<Long> drain() {
    List<Long> numbers = new ArrayList<>();
    Commit next = cursor.advance();
    while (next != null) {
      if (next.ticket() instanceof Mark number) {
        numbers.add(number.value());
      }
      missed |= next.isInstalled();
      next = cursor.advance();
    }
    return numbers;
  }

  State state() {
    return ledger.commits().newest().state();
  }

  @Override
  public void close() {
    ledger.close();
  }

  private final class Listener implements LedgerListener {
    @Override
    public void leading(long term) {
      leading.countDown();
    }

    @Override
    public void following(long term) {}

    @Override
    public void failed(String message, Throwable cause) {
      failure.set(message);
      failed.countDown();
    }
  }
}
