package io.paddock.replication.engine;

import com.alipay.sofa.jraft.error.RaftError;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotCopier;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotReader;
import io.paddock.replication.disk.SnapshotStore;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches a snapshot from the leader, checks it, and puts it among this member's own.
 *
 * <p>Thread: one of its own; the engine waits.
 */
final class SnapshotCopy extends SnapshotCopier {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotCopy.class);

  private final SnapshotExchange exchange;
  private final SnapshotStore store;
  private final Source source;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean cancelled;
  private volatile EngineSnapshots.@Nullable Installing result;

  /** Which snapshot of which member. */
  record Source(int member, long index, long zxid) {
    String toUri() {
      return member + "/" + Long.toHexString(index) + "/" + Long.toHexString(zxid);
    }

    static Source parse(String uri) {
      String[] parts = uri.split("/", -1);
      if (parts.length != 3) {
        throw new IllegalArgumentException("'" + uri + "' does not name a snapshot");
      }
      return new Source(
          Integer.parseInt(parts[0]),
          Long.parseUnsignedLong(parts[1], 16),
          Long.parseUnsignedLong(parts[2], 16));
    }
  }

  SnapshotCopy(SnapshotExchange exchange, SnapshotStore store, Source source) {
    this.exchange = exchange;
    this.store = store;
    this.source = source;
  }

  void startOn(Executor slow) {
    slow.execute(this::start);
  }

  @Override
  public void start() {
    try {
      result = new EngineSnapshots.Installing(fetchAll());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      setError(RaftError.ECANCELED, "interrupted");
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "the snapshot {} of member {} did not come: {}",
          Long.toHexString(source.zxid),
          source.member,
          e.toString());
      setError(cancelled ? RaftError.ECANCELED : RaftError.EINTERNAL, "%s", e.toString());
    } finally {
      done.countDown();
    }
  }

  private SnapshotStore.Loaded fetchAll() throws IOException, InterruptedException {
    LOG.info(
        "this server is too far behind for the leader's log: it gets the snapshot at zxid 0x{} from"
            + " member {}",
        Long.toHexString(source.zxid),
        source.member);
    try (SnapshotStore.Incoming file = store.receive(source.index, source.zxid)) {
      long offset = 0;
      long size = Long.MAX_VALUE;
      while (offset < size) {
        if (cancelled) {
          throw new IOException("given up: there is another leader");
        }
        SnapshotExchange.Piece piece = fetch(offset);
        if (piece.size() < 0 || !piece.bytes().hasRemaining()) {
          throw new IOException("member " + source.member + " does not have it any more");
        }
        size = piece.size();
        offset += file.write(piece.bytes());
      }
      return file.finish();
    }
  }

  private SnapshotExchange.Piece fetch(long offset) throws IOException, InterruptedException {
    try {
      return exchange.ask(source.member, source.index, offset).get();
    } catch (ExecutionException e) {
      throw new IOException("no answer from member " + source.member, e);
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public void join() throws InterruptedException {
    done.await();
  }

  @Override
  public @Nullable SnapshotReader getReader() {
    return result;
  }

  @Override
  public void close() {}
}
