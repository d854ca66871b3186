package io.paddock.server.boot;

import io.paddock.replication.ledger.LedgerListener;
import io.paddock.replication.ledger.Standing;
import io.paddock.state.quota.QuotaNotice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger tells: waits for a standalone ledger to lead, passes on to the rooms of a member
 * what concerns them, and that the ledger has failed.
 *
 * <p>Thread: told on the ledger's threads, waited for by the thread that boots.
 */
final class LedgerWatch implements LedgerListener {
  private static final long LEADING_WAIT_S = 60;

  private final CompletableFuture<Long> leading = new CompletableFuture<>();
  private final QuotaLog quotas = new QuotaLog();
  private final BiConsumer<String, Throwable> failed;
  private volatile @Nullable MemberEvents member;

  /** What a member of an ensemble has to do with what the ledger tells. */
  interface MemberEvents {
    /** Somebody else leads, or nobody, or this server. */
    void standing(Standing now);

    /** A note to this server as the leader. */
    void noted(int member, ByteBuffer note);
  }

  /** {@code failed} is called with the message and the cause. */
  LedgerWatch(BiConsumer<String, Throwable> failed) {
    this.failed = failed;
  }

  /** From now on {@code events} hears; what was before it may ask the ledger for. */
  void tell(MemberEvents events) {
    member = events;
  }

  @Override
  public void leading(long term) {
    leading.complete(term);
  }

  @Override
  public void following(long term) {
    // What a member does about it is told by standing; a standalone server follows nobody.
  }

  @Override
  public void standing(Standing now) {
    MemberEvents told = member;
    if (told != null) {
      told.standing(now);
    }
  }

  @Override
  public void exceeded(QuotaNotice quota) {
    quotas.exceeded(quota, System.nanoTime());
  }

  @Override
  public void noted(int from, ByteBuffer note) {
    MemberEvents told = member;
    if (told != null) {
      told.noted(from, note);
    }
  }

  @Override
  public void failed(String message, Throwable cause) {
    leading.completeExceptionally(new IOException(message, cause));
    failed.accept(message, cause);
  }

  /** Waits until commands are taken. */
  void awaitLeading() throws IOException {
    try {
      leading.get(LEADING_WAIT_S, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new IOException(cause == null ? e.toString() : cause.getMessage(), cause);
    } catch (TimeoutException e) {
      throw new IOException("the log did not become writable in " + LEADING_WAIT_S + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the server was starting", e);
    }
  }
}
