package io.paddock.recipes.lock;

import io.paddock.client.api.Client;
import io.paddock.client.api.InterruptedOperationException;
import io.paddock.client.api.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A lock whose holder is a thread, which may take it again while it has it, and gives it back when
 * the last of its holds is closed. A hold of it is closed by the thread that has taken it.
 *
 * <p>The znodes are those of {@link Lock}: both stand in one line.
 *
 * <p>Thread: any.
 */
public final class ReentrantLock {
  private final Lock lock;
  private final Map<Thread, Counted> holders = new ConcurrentHashMap<>();

  private ReentrantLock(Lock lock) {
    this.lock = lock;
  }

  /** The lock of this path. */
  public static ReentrantLock at(Client client, String path) {
    return of(Lock.at(client, path));
  }

  /** The lock of this path. */
  public static ReentrantLock at(Client client, String path, LockOptions options) {
    return of(Lock.at(client, path, options));
  }

  /** Makes a lock re-entrant, for those who take it through this object. */
  public static ReentrantLock of(Lock lock) {
    return new ReentrantLock(lock);
  }

  /**
   * Waits until this thread holds it.
   *
   * @throws InterruptedOperationException if the thread is interrupted
   */
  public Held acquire() {
    Held again = again();
    return again != null ? again : first(lock.acquire());
  }

  /**
   * Waits until this thread holds it, but no longer than this.
   *
   * @throws InterruptedOperationException if the thread is interrupted
   */
  public Optional<Held> tryAcquire(Duration limit) {
    Held again = again();
    return again != null ? Optional.of(again) : lock.tryAcquire(limit).map(this::first);
  }

  /** Whether this thread holds it for sure. */
  public boolean isHeldByThisThread() {
    Counted counted = holders.get(Thread.currentThread());
    return counted != null && counted.hold.isHeld();
  }

  /** See {@link Lock#contenders}. */
  public List<String> contenders() {
    return lock.contenders();
  }

  private @Nullable Held again() {
    Counted counted = holders.get(Thread.currentThread());
    if (counted == null) {
      return null;
    }
    // One that was lost is not taken again: its holder has to let go of it first.
    if (counted.hold.grip() == Grip.LOST) {
      throw new IllegalStateException(
          lock.path() + ": this thread has lost it, and has holds open");
    }
    counted.count++;
    return new Share(counted);
  }

  private Held first(Hold hold) {
    Counted counted = new Counted(hold);
    holders.put(Thread.currentThread(), counted);
    return new Share(counted);
  }

  /** How often one thread has taken it. Thread: that one. */
  private static final class Counted {
    private final Hold hold;
    private int count = 1;

    Counted(Hold hold) {
      this.hold = hold;
    }
  }

  private final class Share implements Held {
    private final Counted counted;
    private boolean closed;

    Share(Counted counted) {
      this.counted = counted;
    }

    @Override
    public long token() {
      return counted.hold.token();
    }

    @Override
    public Grip grip() {
      return closed ? Grip.RELEASED : counted.hold.grip();
    }

    @Override
    public Transaction guard(Transaction transaction) {
      return counted.hold.guard(transaction);
    }

    @Override
    public void close() {
      if (closed) {
        return;
      }
      if (holders.get(Thread.currentThread()) != counted) {
        throw new IllegalStateException(lock.path() + " is held by another thread");
      }
      closed = true;
      if (--counted.count == 0) {
        holders.remove(Thread.currentThread());
        counted.hold.close();
      }
    }
  }
}
