package io.paddock.bench.load;

import io.paddock.bench.wire.FrameTemplate;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A few different requests, each sent once, in order. Thread: the loop of its connection. */
final class OneShotSource implements RequestSource {
  private final OpKind kind;
  private final List<FrameTemplate> frames;
  private int next;

  OneShotSource(OpKind kind, List<FrameTemplate> frames) {
    this.kind = kind;
    this.frames = List.copyOf(frames);
  }

  @Override
  public @Nullable OpKind append(ByteBuffer out, int xid) {
    if (next == frames.size()) {
      return null;
    }
    frames.get(next++).append(out, xid);
    return kind;
  }

  @Override
  public int frameBytesMax() {
    return frames.stream().mapToInt(FrameTemplate::size).max().orElse(0);
  }
}
