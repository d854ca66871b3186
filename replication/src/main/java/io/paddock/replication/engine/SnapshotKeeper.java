package io.paddock.replication.engine;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.entity.RaftOutter.SnapshotMeta;
import io.paddock.replication.disk.SnapshotStore;
import io.paddock.state.apply.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes snapshots in the background, from a state that nobody changes any more, while the server
 * goes on. One that cannot be written is reported and leaves nothing behind; the log then keeps
 * what would have been in it.
 *
 * <p>Thread: any calls; writes on the background executor, one at a time because the engine asks
 * for one at a time.
 */
final class SnapshotKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotKeeper.class);

  // Any code but that of an IO error, which the engine takes for the end of this member.
  private static final int NOT_SAVED = -1;

  private final SnapshotStore store;
  private final SnapshotSchedule schedule;
  private final InstantSource clock;
  private final Executor background;
  private final int keep;
  private volatile boolean closing;
  private volatile Kept newest;

  /**
   * The newest snapshot, for reports.
   *
   * @param zxid last one in it, or -1 if there is no snapshot
   * @param timeMs when it was written by this process, ms since the Unix epoch, or -1
   * @param bytes size of all snapshots
   */
  record Kept(long zxid, long timeMs, long bytes) {}

  SnapshotKeeper(
      SnapshotStore store,
      SnapshotSchedule schedule,
      InstantSource clock,
      Executor background,
      int keep)
      throws IOException {
    this.store = store;
    this.schedule = schedule;
    this.clock = clock;
    this.background = background;
    this.keep = keep;
    this.newest = new Kept(newestZxid(), -1, store.bytes());
  }

  Kept newest() {
    return newest;
  }

  /** Whatever is being written is given up. */
  void close() {
    closing = true;
  }

  void save(State state, long timeMs, SnapshotMeta meta, Closure done) {
    background.execute(() -> done.run(saveNow(state, timeMs, meta)));
  }

  /** One that came from another member is the newest now. */
  void installed(SnapshotStore.Loaded loaded) {
    try {
      newest = new Kept(loaded.meta().zxid(), clock.millis(), store.bytes());
    } catch (IOException e) {
      LOG.warn("the size of the snapshots is not known: {}", e.toString());
    }
  }

  private Status saveNow(State state, long timeMs, SnapshotMeta meta) {
    SnapshotStore.Meta head =
        new SnapshotStore.Meta(
            meta.getLastIncludedIndex(),
            meta.getLastIncludedTerm(),
            state.zxid(),
            timeMs,
            Members.encode(meta));
    long start = clock.millis();
    try {
      long before = store.bytes();
      Path path = store.save(head, state, () -> !closing);
      long bytes = store.bytes();
      schedule.saved(bytes - before);
      store.purge(keep);
      newest = new Kept(state.zxid(), clock.millis(), store.bytes());
      LOG.info("snapshot {}: {} bytes in {} ms", path, bytes - before, clock.millis() - start);
      return Status.OK();
    } catch (IOException | RuntimeException e) {
      if (!closing) {
        LOG.error(
            "A snapshot at zxid 0x{} could not be written: {}. The server goes on, but its log grows until one"
                + " can be; the next try is after as many commands again. Look after the disk.",
            Long.toHexString(state.zxid()),
            e.toString());
      }
      return new Status(NOT_SAVED, "not saved: %s", e.toString());
    }
  }

  private long newestZxid() throws IOException {
    var found = store.list();
    return found.isEmpty() ? -1 : found.get(0).zxid();
  }
}
