package io.paddock.bench.load;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Another source, cut off after a number of requests. Thread: the loop of its connection. */
final class LimitedSource implements RequestSource {
  private final RequestSource from;
  private long left;

  LimitedSource(RequestSource from, long limit) {
    this.from = from;
    this.left = limit;
  }

  @Override
  public @Nullable OpKind append(ByteBuffer out, int xid) {
    if (left == 0) {
      return null;
    }
    OpKind kind = from.append(out, xid);
    if (kind != null) {
      left--;
    }
    return kind;
  }

  @Override
  public int frameBytesMax() {
    return from.frameBytesMax();
  }

  @Override
  public void onReply(OpKind kind, int err, ByteBuffer in, int body) {
    from.onReply(kind, err, in, body);
  }
}
