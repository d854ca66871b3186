package io.paddock.server.report;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One client connection at one moment.
 *
 * @param remote the client's end
 * @param interest what the server waits for
 * @param queued requests that were read and not yet answered
 * @param received packets from the client since it connected or the last {@code crst}
 * @param sent packets to it
 * @param session its session, or null before the handshake is answered
 */
public record ConnectionReport(
    InetSocketAddress remote,
    Interest interest,
    long queued,
    long received,
    long sent,
    @Nullable ConnectionSessionReport session) {

  /**
   * What a connection waits for; the number stands in brackets in {@code stat} and {@code cons}.
   */
  public enum Interest {
    /** Held back: neither reading nor writing. */
    NONE(0),
    READING(1),
    /** Held back until the client has read what is under way. */
    WRITING(4),
    READING_AND_WRITING(5);

    private final int bits;

    Interest(int bits) {
      this.bits = bits;
    }

    /** The number for people: 1 reads, 4 writes. */
    public int bits() {
      return bits;
    }
  }

  /**
   * What {@code cons} tells of a connection with a session.
   *
   * @param id the session
   * @param lastOperation short word for the last request answered, {@code NA} at first
   * @param establishedMs when it connected, ms since the Unix epoch
   * @param timeoutMs of the session
   * @param lastCxid xid of the last request, or negative for none
   * @param lastZxid zxid of the last reply
   * @param lastReplyMs when the last reply went out, ms of a monotonic clock
   * @param lastLatencyMs how long the last request took, ms
   * @param latency how long requests took
   */
  public record ConnectionSessionReport(
      long id,
      String lastOperation,
      long establishedMs,
      int timeoutMs,
      int lastCxid,
      long lastZxid,
      long lastReplyMs,
      long lastLatencyMs,
      TimesReport latency) {}

  /** Times in ms; all 0 before the first. */
  public record TimesReport(long minMs, long avgMs, long maxMs) {}
}
