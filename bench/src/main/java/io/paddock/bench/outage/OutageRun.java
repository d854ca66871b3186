package io.paddock.bench.outage;

import io.paddock.bench.load.BenchException;
import io.paddock.bench.wire.FrameTemplate;
import io.paddock.bench.wire.KeySpace;
import io.paddock.bench.wire.NameLetter;
import io.paddock.bench.wire.RequestFrames;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * One writer connected to each server; then one of the servers fails.
 *
 * <p>A writer of a surviving server knows only that server, so that nothing but its own fate is
 * counted; the writer of the one that fails knows the others too.
 *
 * <p>Thread: confined to its caller.
 */
public final class OutageRun {
  private static final KeySpace KEYS = new KeySpace("/outage", 1, 64, 128);
  private static final int WARM_WRITES = 200;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final long FRESH_NANOS = 1_000_000_000L;
  private static final int NODE_EXISTS = -110;

  private final List<InetSocketAddress> servers;
  private final int victim;
  private final Duration before;
  private final Duration after;
  private final Duration limit;
  private final FrameTemplate setData = new RequestFrames(KEYS).setData();

  /** What is to go wrong. */
  public interface Failure {
    /** Makes the server fail, and returns. */
    void strike() throws IOException, InterruptedException;
  }

  /**
   * Nothing is sent yet.
   *
   * @param victim index of the server that will fail
   * @param before how long all is well, once every writer writes
   * @param after how long it is watched from the failure on, at least
   * @param limit and at most, if the writers of surviving servers do not all write again
   */
  public OutageRun(
      List<InetSocketAddress> servers,
      int victim,
      Duration before,
      Duration after,
      Duration limit) {
    this.servers = List.copyOf(servers);
    this.victim = victim;
    this.before = before;
    this.after = after;
    this.limit = limit;
  }

  /**
   * Runs it.
   *
   * @throws BenchException when the writers cannot begin
   */
  public OutageReport run(Failure failure) throws IOException, InterruptedException {
    prepare();
    List<Writer> writers = new ArrayList<>();
    try {
      for (int i = 0; i < servers.size(); i++) {
        writers.add(new Writer(serversOf(i), setData, i));
      }
      return watch(failure, writers.stream().map(Writer::log).toList());
    } finally {
      for (Writer each : writers) {
        each.close();
      }
    }
  }

  private OutageReport watch(Failure failure, List<WriteLog> logs)
      throws IOException, InterruptedException {
    Waiting.until(
        () -> logs.stream().allMatch(log -> log.successes() >= WARM_WRITES),
        limit,
        "the writers do not get going");
    Waiting.pass(before);
    long struck = System.nanoTime();
    failure.strike();
    long failed = System.nanoTime();
    List<WriteLog> survivors = new ArrayList<>(logs);
    survivors.remove(victim);
    BooleanSupplier calm =
        () -> {
          long now = System.nanoTime();
          return now - struck > after.toNanos()
              && survivors.stream().allMatch(log -> writesAgain(log, failed, now));
        };
    Waiting.until(calm, limit);
    return report(logs, survivors, struck, System.nanoTime());
  }

  /** A success from before the failure says nothing, however fresh it is. */
  private static boolean writesAgain(WriteLog log, long failed, long now) {
    long last = log.lastNanos();
    return last > failed && now - last < FRESH_NANOS;
  }

  private static OutageReport report(
      List<WriteLog> logs, List<WriteLog> survivors, long from, long to) {
    return new OutageReport(
        WriteLog.longestGapNanos(logs, from, to) / NANOS_PER_SECOND,
        survivors.stream()
                .mapToLong(log -> WriteLog.longestGapNanos(List.of(log), from, to))
                .max()
                .orElse(0)
            / NANOS_PER_SECOND,
        survivors.stream().mapToInt(WriteLog::disconnections).sum(),
        survivors.stream().mapToInt(log -> log.refusals() + log.sessionsLost()).sum());
  }

  private List<InetSocketAddress> serversOf(int writer) {
    if (writer != victim) {
      return List.of(servers.get(writer));
    }
    List<InetSocketAddress> all = new ArrayList<>(servers.subList(victim, servers.size()));
    all.addAll(servers.subList(0, victim));
    return all;
  }

  /** Makes the znodes, on every server because they need not be an ensemble. */
  private void prepare() throws IOException {
    for (InetSocketAddress each : servers) {
      try (ClientSocket socket = ClientSocket.open(each, null)) {
        RequestFrames frames = new RequestFrames(KEYS);
        create(socket, frames.createPath(KEYS.root()));
        create(socket, frames.createParent());
        FrameTemplate znode = frames.create(NameLetter.KEY);
        for (int i = 0; i < servers.size(); i++) {
          ByteBuffer frame = ByteBuffer.allocate(znode.size());
          znode.appendName(frame, i + 1, 0, i);
          call(socket, frame);
        }
      }
    }
  }

  private static void create(ClientSocket socket, FrameTemplate template) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(template.size());
    template.append(frame, 1);
    call(socket, frame);
  }

  private static void call(ClientSocket socket, ByteBuffer frame) throws IOException {
    socket.send(frame);
    int err = socket.receive().err();
    if (err != 0 && err != NODE_EXISTS) {
      throw new BenchException("cannot prepare the znodes: error " + err);
    }
  }
}
