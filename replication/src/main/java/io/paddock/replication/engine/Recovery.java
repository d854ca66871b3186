package io.paddock.replication.engine;

import io.paddock.replication.disk.CorruptFileException;
import io.paddock.replication.disk.RecordLog;
import io.paddock.replication.disk.SnapshotStore;
import io.paddock.replication.disk.VoteFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the snapshot to start from, and makes sure that log and snapshot together hold
 * everything.
 *
 * <p>Thread: one.
 */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final SnapshotStore store;
  private final RecordLog log;
  private final Path logDir;

  Recovery(SnapshotStore store, RecordLog log, Path logDir) {
    this.store = store;
    this.log = log;
    this.logDir = logDir;
  }

  /**
   * The snapshot to start from, or null to start from nothing and the log.
   *
   * @param vote what this server has stored about elections: one that has voted has had a log
   */
  SnapshotStore.@Nullable Loaded run(VoteFile.Vote vote, Path voteFile) throws IOException {
    SnapshotStore.Loaded loaded = loadNewest();
    if (loaded == null) {
      if (log.firstIndex() != 1) {
        throw new IOException(
            logDir
                + ": the log begins at entry "
                + log.firstIndex()
                + ", and there is no snapshot of what was before it. Put the snapshots back, or restore this server's"
                + " data from a backup.");
      }
      return null;
    }
    checkLogReaches(loaded, vote, voteFile);
    return loaded;
  }

  private SnapshotStore.@Nullable Loaded loadNewest() throws IOException {
    List<SnapshotStore.Found> found = store.list();
    if (found.isEmpty()) {
      return null;
    }
    try {
      return store.load(found.get(0));
    } catch (CorruptFileException e) {
      return loadOlder(found, e);
    }
  }

  // Not a guess: if the log goes back to an older snapshot, both together give the same state.
  private SnapshotStore.@Nullable Loaded loadOlder(
      List<SnapshotStore.Found> found, CorruptFileException newest) throws IOException {
    for (int i = 1; i < found.size(); i++) {
      SnapshotStore.Found older = found.get(i);
      if (log.firstIndex() > older.index() + 1 || log.lastIndex() < found.get(0).index()) {
        break;
      }
      try {
        SnapshotStore.Loaded loaded = store.load(older);
        setAside(found.subList(0, i));
        LOG.warn(
            "{} The log covers everything since {}, from which the server starts: nothing is lost.",
            newest.getMessage(),
            older.file());
        return loaded;
      } catch (CorruptFileException e) {
        LOG.warn("{}", e.getMessage());
      }
    }
    if (log.firstIndex() == 1 && log.lastIndex() >= found.get(0).index()) {
      setAside(found);
      LOG.warn("{} The log is complete: nothing is lost.", newest.getMessage());
      return null;
    }
    throw newest;
  }

  private void setAside(List<SnapshotStore.Found> unreadable) throws IOException {
    for (SnapshotStore.Found each : unreadable) {
      LOG.warn("{} cannot be read; it is now {}", each.file(), store.setAside(each));
    }
  }

  private void checkLogReaches(SnapshotStore.Loaded loaded, VoteFile.Vote vote, Path voteFile)
      throws IOException {
    long index = loaded.meta().index();
    if (log.firstIndex() <= index + 1 && log.lastIndex() >= index) {
      return;
    }
    if (index == store.installedIndex()) {
      LOG.info(
          "{} came from another member; this server's log begins anew behind it.", loaded.file());
      log.reset(index + 1);
      store.forgetInstalled();
      return;
    }
    boolean never = log.firstIndex() == 1 && log.lastIndex() == 0;
    if (never && vote.term() == 0) {
      LOG.warn(
          "{}: there is no log. The server starts from {} alone, as restored from a backup.",
          logDir,
          loaded.file());
      return;
    }
    throw new IOException(
        logDir
            + ": the log holds entries "
            + log.firstIndex()
            + " to "
            + log.lastIndex()
            + ", but "
            + loaded.file()
            + " ends with "
            + index
            + ": log files are missing. If dataLogDir has been changed, move them there. To go on from the snapshot alone,"
            + " without what was written after it, move the log files and "
            + voteFile
            + " away.");
  }
}
