package io.paddock.bench.clients;

import io.paddock.bench.clients.Contestant.Library;
import io.paddock.bench.clients.Contestant.Mutex;
import io.paddock.bench.process.JavaHeap;
import io.paddock.bench.process.ProcessFigures;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;

/**
 * One library in one scenario, in this process: {@code LIBRARY SCENARIO HOSTS SECONDS}. Prints the
 * scenario's figures, one a line, in the order of {@link Scenario}.
 */
final class ClientRun {
  private static final int OUTSTANDING = 256;
  private static final int CONTENDERS = 16;
  private static final int CLIENTS = 100;
  private static final int VALUE_BYTES = 128;
  private static final double NANOS_PER_MICRO = 1e3;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Library library;
  private final String hosts;
  private final Duration time;
  private final String root = "/clients-" + ProcessHandle.current().pid();

  private ClientRun(Library library, String hosts, Duration time) {
    this.library = library;
    this.hosts = hosts;
    this.time = time;
  }

  public static void main(String[] args) throws Exception {
    Duration time = Duration.ofSeconds(Integer.parseInt(args[3]));
    ClientRun run = new ClientRun(Library.valueOf(args[0]), args[2], time);
    for (double figure : run.measure(Scenario.valueOf(args[1]))) {
      System.out.println(String.format(Locale.ROOT, "%.4f", figure));
    }
    System.exit(0); // A client that left a thread behind does not hold the contest up.
  }

  private List<Double> measure(Scenario scenario) throws Exception {
    return switch (scenario) {
      case GET -> oneByOne();
      case ASYNC_GET -> pipelined(false);
      case ASYNC_SET -> pipelined(true);
      case LOCK -> locks(1);
      case LOCK_CONTENDED -> locks(CONTENDERS);
      case WEIGHT -> weight();
    };
  }

  private List<Double> oneByOne() throws Exception {
    try (Contestant client = library.connect(hosts)) {
      client.create(root, value());
      Histogram nanos = new Histogram(3);
      gets(client, time.dividedBy(2), new Histogram(3));
      long cpu = ProcessFigures.ofSelf().cpuMillis();
      gets(client, time, nanos);
      long spent = ProcessFigures.ofSelf().cpuMillis() - cpu;
      return List.of(
          nanos.getValueAtPercentile(50) / NANOS_PER_MICRO,
          nanos.getValueAtPercentile(99) / NANOS_PER_MICRO,
          spent * NANOS_PER_MICRO / nanos.getTotalCount());
    }
  }

  private void gets(Contestant client, Duration duration, Histogram into) throws Exception {
    long end = System.nanoTime() + duration.toNanos();
    for (long now = System.nanoTime(); now < end; ) {
      client.get(root);
      long after = System.nanoTime();
      into.recordValue(after - now);
      now = after;
    }
  }

  private List<Double> pipelined(boolean writes) throws Exception {
    try (Contestant client = library.connect(hosts)) {
      client.create(root, value());
      stream(client, writes, time.dividedBy(2));
      long cpu = ProcessFigures.ofSelf().cpuMillis();
      long began = System.nanoTime();
      long done = stream(client, writes, time);
      double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
      long spent = ProcessFigures.ofSelf().cpuMillis() - cpu;
      return List.of(done / seconds, spent * NANOS_PER_MICRO / done);
    }
  }

  private long stream(Contestant client, boolean writes, Duration duration) throws Exception {
    Semaphore room = new Semaphore(OUTSTANDING);
    byte[] value = value();
    long end = System.nanoTime() + duration.toNanos();
    long sent = 0;
    for (; System.nanoTime() < end; sent++) {
      room.acquire();
      if (writes) {
        client.setAsync(root, value, room::release);
      } else {
        client.getAsync(root, room::release);
      }
    }
    room.acquire(OUTSTANDING);
    return sent;
  }

  /** Each contender is a thread with a client of its own. */
  private List<Double> locks(int contenders) throws Exception {
    List<Contestant> clients = new ArrayList<>();
    LongAdder turns = new LongAdder();
    AtomicBoolean over = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < contenders; i++) {
      Contestant client = library.connect(hosts);
      clients.add(client);
      Mutex mutex = client.mutex(root);
      threads.add(new Thread(() -> takeTurns(mutex, turns, over), "contender-" + i));
    }
    threads.forEach(Thread::start);
    // A contender ends by itself only when it fails: then there is nothing to wait for.
    threads.get(0).join(time.dividedBy(2).toMillis());
    long before = turns.sum();
    long cpu = ProcessFigures.ofSelf().cpuMillis();
    long began = System.nanoTime();
    threads.get(0).join(time.toMillis());
    double done = turns.sum() - before;
    double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
    long spent = ProcessFigures.ofSelf().cpuMillis() - cpu;
    over.set(true);
    for (Thread each : threads) {
      each.join();
    }
    for (Contestant each : clients) {
      each.close();
    }
    return List.of(done / seconds, spent * NANOS_PER_MICRO / done);
  }

  private static void takeTurns(Mutex mutex, LongAdder turns, AtomicBoolean over) {
    try {
      while (!over.get()) {
        mutex.acquire();
        mutex.release();
        turns.increment();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** What each further client takes, so the first, which loads the classes, does not count. */
  private List<Double> weight() throws Exception {
    List<Long> self = List.of(ProcessHandle.current().pid());
    List<Contestant> clients = new ArrayList<>();
    clients.add(library.connect(hosts));
    int threads = Thread.getAllStackTraces().size();
    long heap = JavaHeap.liveBytes(self);
    long resident = ProcessFigures.ofSelf().residentBytes();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(library.connect(hosts));
    }
    double threadsEach = (Thread.getAllStackTraces().size() - threads) / (double) CLIENTS;
    double residentEach =
        (ProcessFigures.ofSelf().residentBytes() - resident) / (double) CLIENTS / 1024;
    double heapEach = (JavaHeap.liveBytes(self) - heap) / (double) CLIENTS / 1024;
    for (Contestant each : clients) {
      each.close();
    }
    return List.of(threadsEach, heapEach, residentEach);
  }

  private static byte[] value() {
    return "v".repeat(VALUE_BYTES).getBytes(StandardCharsets.US_ASCII);
  }
}
