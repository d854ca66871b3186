package io.paddock.server.config;

/**
 * What clients may ask of the server before it says no or slows them down.
 *
 * @param frameBytesMax largest request frame, its length field not counted; one more closes the
 *     connection ({@code jute.maxbuffer})
 * @param fieldBytesMax largest string or buffer inside a request ({@code jute.maxbuffer} plus
 *     {@code jute.maxbuffer.extrasize})
 * @param connectionsPerAddressMax connections from one client address, 0 for no limit ({@code
 *     maxClientCnxns})
 * @param connectionsMax connections in total, 0 for no limit ({@code maxCnxns})
 * @param outstandingMax requests in process on the whole server above which a connection with
 *     requests outstanding is not read ({@code globalOutstandingLimit})
 * @param connectionOutstandingMax unanswered requests of one connection at which it is not read
 *     further
 * @param outgoingBytesMax unsent bytes of one connection above which a client that does not read is
 *     dropped
 * @param queuedWriteBytesMax bytes of writes that wait for the disk, in total, at which no
 *     connection is read
 * @param largeRequests writes that are limited together
 * @param throttle how many clients may connect in how much time
 */
public record LimitsConfig(
    int frameBytesMax,
    int fieldBytesMax,
    int connectionsPerAddressMax,
    int connectionsMax,
    int outstandingMax,
    int connectionOutstandingMax,
    int outgoingBytesMax,
    long queuedWriteBytesMax,
    LargeRequests largeRequests,
    Throttle throttle) {

  /**
   * Writes of which the server takes only so many at once (spec/wire.md, section 2).
   *
   * @param thresholdBytes a longer frame is large; -1 if none is ({@code largeRequestThreshold})
   * @param bytesMax unanswered large ones together; one more closes its connection ({@code
   *     largeRequestMaxBytes})
   */
  public record LargeRequests(int thresholdBytes, long bytesMax) {
    /** None is large. */
    public static final LargeRequests NONE = new LargeRequests(-1, 104_857_600);

    /** Whether a frame of so many bytes is large. */
    public boolean isLarge(int bytes) {
      return thresholdBytes >= 0 && bytes > thresholdBytes;
    }
  }

  /**
   * How many clients may connect in how much time: a bucket of tokens that fills again.
   *
   * @param tokens how many at once, 0 for no limit ({@code connection_throttle_tokens})
   * @param fillMs how often it fills ({@code connection_throttle_fill_time})
   * @param fillCount by how many each time ({@code connection_throttle_fill_count})
   */
  public record Throttle(int tokens, int fillMs, int fillCount) {
    /** No limit. */
    public static final Throttle NONE = new Throttle(0, 1, 1);
  }
}
