package io.paddock.bench.ledger;

import io.paddock.replication.commit.Commit;
import io.paddock.replication.commit.CommitChain;
import io.paddock.replication.commit.Ticket;
import io.paddock.replication.ledger.Ledger;
import io.paddock.state.command.Command;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/** One thread that keeps a number of commands outstanding. Thread: its owner. */
final class LedgerLoad {
  private final Ledger ledger;
  private final Command command;
  private final int outstanding;
  private final Semaphore published = new Semaphore(0);
  private long[] latencies = new long[1 << 20];
  private int count;

  private record Sent(long atNanos) implements Ticket {}

  LedgerLoad(Ledger ledger, Command command, int outstanding) {
    this.ledger = ledger;
    this.command = command;
    this.outstanding = outstanding;
  }

  int outstanding() {
    return outstanding;
  }

  int count() {
    return count;
  }

  double latencyMs(double quantile) {
    long[] sorted = Arrays.copyOf(latencies, count);
    Arrays.sort(sorted);
    return sorted[(int) (quantile * (count - 1))] / 1e6;
  }

  void run(int seconds) throws InterruptedException {
    CommitChain.Cursor cursor = ledger.commits().cursor();
    Runnable wake = published::release;
    ledger.commits().addFollower(wake);
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    int onTheirWay = 0;
    while (System.nanoTime() < end || onTheirWay > 0) {
      while (onTheirWay < outstanding && System.nanoTime() < end) {
        ledger.submit(command, new Sent(System.nanoTime()));
        onTheirWay++;
      }
      if (onTheirWay > 0) {
        ledger.flush();
        published.acquire();
        published.drainPermits();
        onTheirWay -= take(cursor);
      }
    }
    ledger.commits().removeFollower(wake);
  }

  private int take(CommitChain.Cursor cursor) {
    int taken = 0;
    long now = System.nanoTime();
    Commit commit = cursor.advance();
    while (commit != null) {
      if (commit.ticket() instanceof Sent sent) {
        if (count == latencies.length) {
          latencies = Arrays.copyOf(latencies, 2 * count);
        }
        latencies[count++] = now - sent.atNanos();
        taken++;
      }
      commit = cursor.advance();
    }
    return taken;
  }
}
