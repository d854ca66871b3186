package io.paddock.bench.load;

import io.paddock.bench.wire.FrameTemplate;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The same request once for every znode or parent of a range, of which each connection sends every
 * n-th. Thread: the loop of its connection.
 */
final class RangeSource implements RequestSource {
  private final OpKind kind;
  private final FrameTemplate frame;
  private final Range range;
  private long next;

  /**
   * The share of one connection.
   *
   * @param frame with one path, of a znode, or of a parent if {@code range} is one of parents
   */
  RangeSource(OpKind kind, FrameTemplate frame, Range range) {
    this.kind = kind;
    this.frame = frame;
    this.range = range;
    this.next = range.first();
  }

  @Override
  public @Nullable OpKind append(ByteBuffer out, int xid) {
    if (next >= range.end()) {
      return null;
    }
    if (range.parents() == 0) {
      frame.appendParent(out, xid, (int) next);
    } else {
      frame.appendName(out, xid, (int) (next % range.parents()), next);
    }
    next += range.step();
    return kind;
  }

  @Override
  public int frameBytesMax() {
    return frame.size();
  }

  /**
   * Which numbers, and under how many parents.
   *
   * @param first first number
   * @param end one after the last
   * @param step distance between two numbers
   * @param parents number of parents that the znodes are spread over, 0 for a range of parents
   */
  record Range(long first, long end, int step, int parents) {}
}
