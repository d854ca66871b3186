package io.paddock.replication.peer;

import io.paddock.replication.ledger.Member;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connections between members in one process. A test can cut them, freeze a member, and delay what
 * is sent.
 *
 * <p>Two members are connected while both have started, each wants the other, and the link between
 * them is not cut. Frames go through a queue and a thread of the receiving member; so they arrive
 * in order, and what is in the queue when the connection breaks is lost.
 *
 * <p>Thread: any.
 */
public final class MemoryNetwork implements AutoCloseable {
  private final Map<Integer, End> ends = new TreeMap<>();
  private final Map<Integer, Long> ensembles = new TreeMap<>();
  private final Set<Set<Integer>> cut = new HashSet<>();
  private final Set<Integer> frozen = new HashSet<>();
  private final Set<Lost> lost = new HashSet<>();
  private final Map<Lost, Integer> clogged = new HashMap<>();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private long delayMicros;
  private long frames;

  private record Lost(int from, int to, byte kind) {}

  /** A member's end, not started. A member that starts again gets a new one. */
  public synchronized PeerNetwork end(int member) {
    return new End(member);
  }

  /** The ensemble to which a member has said that it belongs, or 0. */
  public synchronized long ensemble(int member) {
    return ensembles.getOrDefault(member, 0L);
  }

  /** Breaks the link between two members; both ends notice at once. */
  public synchronized void cut(int a, int b) {
    if (cut.add(Set.of(a, b))) {
      connectAll(false);
    }
  }

  /** Breaks all links of a member. */
  public synchronized void isolate(int member) {
    for (int each = 1; each <= 9; each++) {
      if (each != member) {
        cut(member, each);
      }
    }
  }

  /** Frames of this kind from one member to another do not arrive, and nobody notices. */
  public synchronized void lose(int from, int to, byte kind) {
    lost.add(new Lost(from, to, kind));
  }

  /** So often no room is left for a frame of this kind on this way. */
  public synchronized void clog(int from, int to, byte kind, int times) {
    clogged.put(new Lost(from, to, kind), times);
  }

  /** Brings all links back, loses nothing any more, and thaws everybody. */
  public synchronized void heal() {
    cut.clear();
    lost.clear();
    frozen.clear();
    ends.values().forEach(End::thaw);
    connectAll(false);
  }

  /** Nothing comes from or to a member, and nobody notices: as if its process was stopped. */
  public synchronized void freeze(int member) {
    frozen.add(member);
  }

  /** How many frames were sent so far. */
  public synchronized long frames() {
    return frames;
  }

  /** A member hears only after so long that another one's machine refuses connections. */
  public synchronized void hearsLate(int member, long millis) {
    running(member).lateMs = millis;
  }

  /** What a member that runs said which start of it this is. */
  public synchronized long incarnation(int member) {
    return running(member).incarnation;
  }

  /** Whom a member that runs wants to be connected with, and where it looks for them. */
  public synchronized List<Member> members(int member) {
    return List.copyOf(running(member).told);
  }

  private End running(int member) {
    return Objects.requireNonNull(ends.get(member));
  }

  /** Every frame takes so long. */
  public synchronized void delayMicros(long micros) {
    delayMicros = micros;
  }

  /** A member's process dies: the others are told that its machine refuses connections. */
  public void kill(int member) {
    synchronized (this) {
      End end = ends.remove(member);
      if (end == null) {
        return;
      }
      connectAll(true);
      end.stop();
    }
  }

  private synchronized void connectAll(boolean refused) {
    for (End each : ends.values()) {
      for (int other = 1; other <= 9; other++) {
        if (other != each.member) {
          each.connected(other, isLinked(each.member, other), refused);
        }
      }
    }
  }

  private boolean isLinked(int a, int b) {
    End one = ends.get(a);
    End two = ends.get(b);
    return one != null
        && two != null
        && one.wants(b)
        && two.wants(a)
        && !cut.contains(Set.of(a, b));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private final class End implements PeerNetwork {
    private final int member;
    private final ExecutorService thread;
    private final Set<Integer> connected = new TreeSet<>();
    private final List<Runnable> held = new ArrayList<>();
    private final Map<Integer, Integer> epochs = new TreeMap<>();
    private Set<Integer> wanted = Set.of();
    private List<Member> told = List.of();
    private long incarnation;
    private long lateMs;
    private @Nullable PeerListener listener;

    End(int member) {
      this.member = member;
      thread =
          Executors.newSingleThreadExecutor(
              task -> {
                Thread made = new Thread(task, "network-" + member);
                made.setDaemon(true);
                return made;
              });
    }

    @Override
    public void ensemble(long id) {
      synchronized (MemoryNetwork.this) {
        ensembles.put(member, id);
      }
    }

    @Override
    public void start(long number, PeerListener heard) {
      synchronized (MemoryNetwork.this) {
        incarnation = number;
        listener = heard;
        ends.put(member, this);
        connectAll(false);
      }
    }

    @Override
    public void members(List<Member> members) {
      synchronized (MemoryNetwork.this) {
        Set<Integer> ids = new HashSet<>();
        members.forEach(each -> ids.add(each.id()));
        wanted = ids;
        told = members;
        connectAll(false);
      }
    }

    boolean wants(int other) {
      return wanted.contains(other);
    }

    void connected(int other, boolean linked, boolean refused) {
      PeerListener heard = listener;
      if (heard == null) {
        return;
      }
      if (linked && connected.add(other)) {
        run(() -> heard.up(other));
      } else if (!linked && connected.remove(other)) {
        epochs.merge(other, 1, Integer::sum);
        run(() -> heard.down(other, false));
        if (refused) {
          ScheduledFuture<?> unused =
              timer.schedule(
                  () -> run(() -> heard.down(other, true)), lateMs, TimeUnit.MILLISECONDS);
        }
      }
    }

    private void run(Runnable task) {
      try {
        thread.execute(task);
      } catch (RejectedExecutionException e) {
        // This end has been closed.
      }
    }

    void thaw() {
      held.forEach(this::run);
      held.clear();
    }

    @Override
    public boolean send(int other, byte kind, ByteBuffer... parts) {
      int length = 0;
      for (ByteBuffer each : parts) {
        length += each.remaining();
      }
      ByteBuffer content = ByteBuffer.allocate(length);
      for (ByteBuffer each : parts) {
        content.put(each.duplicate());
      }
      content.flip();
      synchronized (MemoryNetwork.this) {
        End to = ends.get(other);
        if (to == null || ends.get(member) != this || !connected.contains(other)) {
          return false;
        }
        Lost way = new Lost(member, other, kind);
        int clogs = clogged.getOrDefault(way, 0);
        if (clogs > 0) {
          clogged.put(way, clogs - 1);
          return false;
        }
        frames++;
        if (lost.contains(way)) {
          return true;
        }
        if (delayMicros == 0) {
          to.arrive(member, kind, content);
        } else {
          ScheduledFuture<?> unused =
              timer.schedule(
                  () -> to.arriveLater(member, kind, content), delayMicros, TimeUnit.MICROSECONDS);
        }
        return true;
      }
    }

    private void arriveLater(int from, byte kind, ByteBuffer content) {
      synchronized (MemoryNetwork.this) {
        if (connected.contains(from)) {
          arrive(from, kind, content);
        }
      }
    }

    private void arrive(int from, byte kind, ByteBuffer content) {
      int epoch = epochs.getOrDefault(from, 0);
      Runnable task =
          () -> {
            boolean live;
            synchronized (MemoryNetwork.this) {
              live = epochs.getOrDefault(from, 0) == epoch;
            }
            PeerListener heard = listener;
            if (live && heard != null) {
              heard.received(from, kind, content);
            }
          };
      if (frozen.contains(member) || frozen.contains(from)) {
        held.add(task);
      } else {
        run(task);
      }
    }

    @Override
    public Set<Integer> connected() {
      synchronized (MemoryNetwork.this) {
        return Set.copyOf(connected);
      }
    }

    @Override
    public long queuedBytes(int other) {
      return 0;
    }

    void stop() {
      synchronized (MemoryNetwork.this) {
        connected.clear();
        held.clear();
        epochs.replaceAll((other, epoch) -> epoch + 1);
        for (int each = 1; each <= 9; each++) {
          epochs.merge(each, 1, Integer::sum);
        }
      }
      thread.shutdown();
    }

    @Override
    public void close() {
      synchronized (MemoryNetwork.this) {
        if (ends.get(member) == this) {
          ends.remove(member);
          connectAll(true);
        }
      }
      stop();
      try {
        if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
          throw new IllegalStateException("member " + member + " still hears frames");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
