package io.paddock.bench.outage;

import io.paddock.bench.load.BenchException;
import io.paddock.bench.wire.FrameTemplate;
import io.paddock.bench.wire.KeySpace;
import io.paddock.bench.wire.RequestFrames;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * So many setData a second, spread over servers, on znodes that exist, whatever the servers do: a
 * write that is due is sent, and its latency counts from when it was due. So a server that stands
 * still for a second makes a second's writes late, as it would for its users.
 *
 * <p>Thread: confined to its caller; it makes threads of its own.
 */
public final class PacedWrites implements AutoCloseable {
  private static final int CONNECTIONS_PER_SERVER = 2;
  private static final long LATENCY_MAX_NANOS = 3_600_000_000_000L;
  private static final int LATENCY_DIGITS = 3;
  private static final double NANOS_PER_MS = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Recorder latency = new Recorder(LATENCY_MAX_NANOS, LATENCY_DIGITS);
  private final LongAdder failed = new LongAdder();
  private final List<PacedConnection> connections = new ArrayList<>();
  private long lapBeganNanos = System.nanoTime();
  private long failedBefore;

  /**
   * What happened in one lap.
   *
   * @param perSecond replies
   * @param failed writes that were refused or whose connection broke
   */
  public record Lap(double perSecond, double p50Ms, double p99Ms, double maxMs, long failed) {
    /** On one line. */
    public String toText() {
      return String.format(
          Locale.ROOT,
          "%,.0f writes/s p50 %.3f p99 %.3f max %.1f ms, %d failed",
          perSecond,
          p50Ms,
          p99Ms,
          maxMs,
          failed);
    }
  }

  /**
   * Begins to write.
   *
   * @param keys existing znodes; each connection changes those of one parent after the other
   * @param perSecond writes of all connections together
   * @throws BenchException if a server cannot be reached
   */
  public PacedWrites(List<InetSocketAddress> servers, KeySpace keys, int perSecond) {
    FrameTemplate setData = new RequestFrames(keys).setData();
    int count = servers.size() * CONNECTIONS_PER_SERVER;
    double everyNanos = NANOS_PER_SECOND * count / perSecond;
    try {
      for (int i = 0; i < count; i++) {
        ClientSocket socket = ClientSocket.open(servers.get(i % servers.size()), null);
        connections.add(new PacedConnection(socket, setData, keys, this::replied));
      }
    } catch (IOException e) {
      close();
      throw new BenchException("no session: " + e.getMessage(), e);
    }
    for (int i = 0; i < count; i++) {
      connections.get(i).start((long) everyNanos, (long) (everyNanos * i / count));
    }
  }

  /** A negative time says that the write failed. */
  private void replied(long tookNanos) {
    if (tookNanos < 0) {
      failed.increment();
    } else {
      latency.recordValue(Math.min(tookNanos, LATENCY_MAX_NANOS));
    }
  }

  /** What happened since the last lap, or the start. */
  public Lap lap() {
    long now = System.nanoTime();
    Histogram histogram = latency.getIntervalHistogram();
    long failedNow = failed.sum();
    Lap lap =
        new Lap(
            histogram.getTotalCount() * NANOS_PER_SECOND / (now - lapBeganNanos),
            histogram.getValueAtPercentile(50) / NANOS_PER_MS,
            histogram.getValueAtPercentile(99) / NANOS_PER_MS,
            histogram.getMaxValue() / NANOS_PER_MS,
            failedNow - failedBefore);
    lapBeganNanos = now;
    failedBefore = failedNow;
    return lap;
  }

  @Override
  public void close() {
    connections.forEach(PacedConnection::close);
  }
}
