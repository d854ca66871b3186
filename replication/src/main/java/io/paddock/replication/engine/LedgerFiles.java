package io.paddock.replication.engine;

import io.paddock.replication.disk.DirectoryLock;
import io.paddock.replication.disk.Disk;
import io.paddock.replication.disk.NumberFile;
import io.paddock.replication.disk.RecordLog;
import io.paddock.replication.disk.SnapshotStore;
import io.paddock.replication.disk.VoteFile;
import io.paddock.replication.ledger.LedgerConfig;
import io.paddock.state.origin.Origins;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The files of a ledger, opened and checked before the engine starts: so that what is wrong with
 * them is said in their own words.
 *
 * @param incarnation of this run, stored before it is used
 * @param lastTerm of the newest log entry, or of the snapshot, or 0
 * @param start what is known about a member that starts with an empty disk
 * @param ensemble to which this member belongs
 * @param snapshot the one to start from, or null to start from nothing and the log
 */
record LedgerFiles(
    DirectoryLock lock,
    RecordLog log,
    SnapshotStore snapshots,
    VoteFile vote,
    long lastTerm,
    long incarnation,
    Newcomer.Start start,
    NumberFile ensemble,
    SnapshotStore.@Nullable Loaded snapshot)
    implements Closeable {
  static LedgerFiles open(LedgerConfig config, Disk disk, long nowMs, Executor background)
      throws IOException {
    DirectoryLock lock = DirectoryLock.take(config.dataDir());
    RecordLog log = null;
    try {
      SnapshotStore store = SnapshotStore.open(disk, config.dataDir());
      Path votePath = config.dataDir().resolve("vote");
      VoteFile vote = new VoteFile(disk, votePath);
      log = RecordLog.open(disk, config.logDir(), config.segmentBytes(), background);
      log.meter().warnAboveMs(config.syncWarningMs());
      SnapshotStore.Loaded snapshot =
          new Recovery(store, log, config.logDir()).run(vote.load(), votePath);
      NumberFile run = new NumberFile(disk, config.dataDir().resolve("incarnation"));
      long incarnation = incarnation(run, nowMs, config.serverId(), snapshot);
      long lastTerm = lastTerm(log, snapshot);
      boolean fresh = lastTerm == 0 && vote.load().term() == 0;
      Newcomer.Start start =
          new Newcomer.Start(new NumberFile(disk, config.dataDir().resolve("newcomer")), fresh);
      NumberFile ensemble = new NumberFile(disk, config.dataDir().resolve("ensemble"));
      return new LedgerFiles(
          lock, log, store, vote, lastTerm, incarnation, start, ensemble, snapshot);
    } catch (IOException | RuntimeException e) {
      if (log != null) {
        log.close();
      }
      lock.close();
      throw e;
    }
  }

  /**
   * The clock, but always later than the run before: also if the file or the clock was lost, as far
   * as the snapshot knows.
   */
  private static long incarnation(
      NumberFile run, long nowMs, int origin, SnapshotStore.@Nullable Loaded snapshot)
      throws IOException {
    long before = run.load(0);
    Origins.Mark mark = snapshot == null ? null : snapshot.state().origins().find(origin);
    if (mark != null) {
      before = Math.max(before, mark.incarnation());
    }
    long now = Math.max(nowMs, before + 1);
    run.store(now);
    return now;
  }

  private static long lastTerm(RecordLog log, SnapshotStore.@Nullable Loaded snapshot)
      throws IOException {
    if (log.lastIndex() >= log.firstIndex()) {
      return log.read(log.lastIndex()).term();
    }
    return snapshot == null ? 0 : snapshot.meta().term();
  }

  @Override
  public void close() throws IOException {
    log.close();
    lock.close();
  }
}
