package io.paddock.replication.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the next segment ready when the log needs it, so that going over to it costs nothing.
 *
 * <p>Thread: the log's writer; {@link #bytes} from any; segments are made on the background
 * executor.
 */
final class SegmentStock {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentStock.class);

  // A server that hardly writes should neither start late nor fill the disk: 4 MiB, 16 MiB, then
  // full size.
  private static final long FIRST_BYTES = 4L << 20;
  private static final int GROWTH = 4;

  private final Disk disk;
  private final Path directory;
  private final long bytesMax;
  private final Executor background;
  private volatile @Nullable CompletableFuture<Segment> next;
  private long nextSequence;

  SegmentStock(Disk disk, Path directory, long bytesMax, Executor background) {
    this.disk = disk;
    this.directory = directory;
    this.bytesMax = bytesMax;
    this.background = background;
  }

  /** Starts to make the segment with this number, if it is not there or under way. */
  void prepare(long sequence) {
    if (next != null && nextSequence == sequence) {
      return;
    }
    nextSequence = sequence;
    next =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Segment.create(disk, directory, sequence, size(sequence));
              } catch (IOException e) {
                LOG.warn(
                    "{}: the next log segment could not be prepared: {}. It is tried again when it is needed; if"
                        + " that fails too, the server stops. Free some disk space.",
                    Segment.path(directory, sequence),
                    e.toString());
                throw new CompletionException(e);
              }
            },
            background);
  }

  /** The segment with this number, with room for {@code bytesMin}; waits for it, or makes it. */
  Segment take(long sequence, long bytesMin) throws IOException {
    Segment prepared = prepared(sequence);
    if (prepared != null) {
      if (prepared.bytes() >= bytesMin) {
        return prepared;
      }
      prepared.close();
      disk.delete(prepared.path());
    }
    return Segment.create(disk, directory, sequence, Math.max(size(sequence), bytesMin));
  }

  /** Takes back a segment that was found unused. */
  void giveBack(Segment segment) throws IOException {
    if (next == null) {
      nextSequence = segment.sequence();
      next = CompletableFuture.completedFuture(segment);
    } else {
      segment.close();
      disk.delete(segment.path());
    }
  }

  /** Size of what is in stock. */
  long bytes() {
    CompletableFuture<Segment> future = next;
    boolean there = future != null && future.isDone() && !future.isCompletedExceptionally();
    return there ? Objects.requireNonNull(future).join().bytes() : 0;
  }

  void close() throws IOException {
    Segment unused = prepared(nextSequence);
    if (unused != null) {
      unused.close();
    }
  }

  private @Nullable Segment prepared(long sequence) {
    CompletableFuture<Segment> future = next;
    if (future == null || nextSequence != sequence) {
      return null;
    }
    next = null;
    try {
      return future.join();
    } catch (CompletionException e) {
      // Said when it happened; the caller tries once more and reports what comes of it.
      return null;
    }
  }

  private long size(long sequence) {
    long bytes = FIRST_BYTES;
    for (long i = 1; i < sequence && bytes < bytesMax; i++) {
      bytes *= GROWTH;
    }
    return Math.min(bytes, bytesMax);
  }
}
