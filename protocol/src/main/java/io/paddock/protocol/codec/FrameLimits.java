package io.paddock.protocol.codec;

/**
 * How long a frame, and a string or buffer in it, may be (spec/wire.md, sections 1 and 2).
 *
 * @param frameBytesMax the largest length prefix that is accepted; {@code jute.maxbuffer}, default
 *     1048575. Too small refuses requests that clients may make, too large lets one client take
 *     much memory
 * @param fieldBytesMax the largest string or buffer; {@code jute.maxbuffer +
 *     jute.maxbuffer.extrasize}. It counts only where a frame may be larger
 */
public record FrameLimits(int frameBytesMax, int fieldBytesMax) {
  /** The default of {@code jute.maxbuffer}. */
  public static final int FRAME_BYTES_MAX = 0xfffff;

  /** The least that {@code jute.maxbuffer.extrasize} can be. */
  public static final int EXTRA_BYTES_MIN = 1024;

  /** A request begins with a header of 8 bytes. */
  public static final int REQUEST_BYTES_MIN = 8;

  /** As without any setting. */
  public static final FrameLimits DEFAULT = of(FRAME_BYTES_MAX);

  public FrameLimits {
    if (frameBytesMax < REQUEST_BYTES_MIN || fieldBytesMax < 0) {
      throw new IllegalArgumentException(
          "limits of " + frameBytesMax + " bytes a frame and " + fieldBytesMax + " a field");
    }
  }

  /** The limits for this value of {@code jute.maxbuffer}, with the extra size that goes with it. */
  public static FrameLimits of(int maxBuffer) {
    return of(maxBuffer, maxBuffer);
  }

  /** The limits for these values of {@code jute.maxbuffer} and {@code jute.maxbuffer.extrasize}. */
  public static FrameLimits of(int maxBuffer, int extraSize) {
    long field = (long) maxBuffer + Math.max(extraSize, EXTRA_BYTES_MIN);
    return new FrameLimits(maxBuffer, (int) Math.min(field, Integer.MAX_VALUE));
  }

  /**
   * Refuses the length prefix of a first frame: it must not be negative, nor larger than the limit.
   */
  public void checkFrame(int length) throws ProtocolException {
    if (length < 0 || length > frameBytesMax) {
      throw ProtocolException.close(
          "frame length " + length + " is not in 0.." + frameBytesMax + " (jute.maxbuffer)");
    }
  }

  /**
   * Refuses the length prefix of a request: as {@link #checkFrame}, and there must be room for its
   * header.
   */
  public void checkRequest(int length) throws ProtocolException {
    checkFrame(length);
    if (length < REQUEST_BYTES_MIN) {
      throw ProtocolException.close(
          "frame length "
              + length
              + " leaves no room for a request header of "
              + REQUEST_BYTES_MIN
              + " bytes");
    }
  }
}
