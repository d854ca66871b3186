package io.paddock.replication.engine;

import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.conf.ConfigurationEntry;
import com.alipay.sofa.jraft.entity.LogEntry;
import com.alipay.sofa.jraft.option.LogStorageOptions;
import com.alipay.sofa.jraft.storage.LogStorage;
import io.paddock.replication.disk.LogRecord;
import io.paddock.replication.disk.RecordLog;
import io.paddock.replication.disk.SnapshotStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The engine's view of the {@link RecordLog}.
 *
 * <p>The engine takes "not appended" for the end of this member: it stops the group and
 * acknowledges nothing more. The reason goes to {@code failed} first, because the engine does not
 * hand it on.
 *
 * <p>Thread: as the log's.
 */
final class EngineLog implements LogStorage {
  private final RecordLog log;
  private final SnapshotStore snapshots;
  private final Consumer<IOException> failed;
  private final List<LogRecord> batch = new ArrayList<>();
  private volatile Run newest = Run.NONE;

  /**
   * The newest entries that this server has appended and that are all of one term. The engine asks
   * for the term of the newest one at each commit, and would be answered from the disk.
   */
  private record Run(long first, long last, long term) {
    static final Run NONE = new Run(0, -1, 0);

    Run with(long index, long itsTerm) {
      boolean goesOn = itsTerm == term && index == last + 1;
      return new Run(goesOn ? first : index, index, itsTerm);
    }

    Run upTo(long index) {
      return index < first ? NONE : new Run(first, Math.min(last, index), term);
    }

    boolean has(long index) {
      return index >= first && index <= last;
    }
  }

  EngineLog(RecordLog log, SnapshotStore snapshots, Consumer<IOException> failed) {
    this.log = log;
    this.snapshots = snapshots;
    this.failed = failed;
  }

  @Override
  public boolean init(LogStorageOptions options) {
    try {
      for (long index : log.specialAtOpening()) {
        if (index < log.firstIndex() || index > log.lastIndex()) {
          continue; // the log has begun anew behind an installed snapshot
        }
        LogEntry entry = EntryCodec.decode(log.read(index));
        if (entry.getPeers() != null) {
          options.getConfigurationManager().add(configuration(entry));
        }
      }
      return true;
    } catch (IOException e) {
      failed.accept(e);
      return false;
    }
  }

  private static ConfigurationEntry configuration(LogEntry entry) {
    Configuration now = new Configuration(entry.getPeers(), entry.getLearners());
    Configuration old =
        entry.getOldPeers() == null
            ? new Configuration()
            : new Configuration(entry.getOldPeers(), entry.getOldLearners());
    return new ConfigurationEntry(entry.getId(), now, old);
  }

  @Override
  public long getFirstLogIndex() {
    return log.firstIndex();
  }

  @Override
  public long getLastLogIndex() {
    long last = log.lastIndex();
    // The engine wants 0 for an empty log, also if it begins behind a snapshot.
    return last < log.firstIndex() ? 0 : last;
  }

  @Override
  public @Nullable LogEntry getEntry(long index) {
    if (index < log.firstIndex() || index > log.lastIndex()) {
      return null;
    }
    try {
      return EntryCodec.decode(log.read(index));
    } catch (IOException e) {
      failed.accept(e);
      throw new UncheckedIOException(e);
    }
  }

  @Override
  @Deprecated
  public long getTerm(long index) {
    Run known = newest;
    if (known.has(index) && index >= log.firstIndex()) {
      return known.term();
    }
    LogEntry entry = getEntry(index);
    return entry == null ? 0 : entry.getId().getTerm();
  }

  @Override
  public boolean appendEntry(LogEntry entry) {
    return appendEntries(List.of(entry)) == 1;
  }

  @Override
  public int appendEntries(List<LogEntry> entries) {
    for (LogEntry each : entries) {
      batch.add(EntryCodec.encode(each));
    }
    try {
      log.append(batch);
      Run run = newest;
      for (LogEntry each : entries) {
        run = run.with(each.getId().getIndex(), each.getId().getTerm());
      }
      newest = run;
      return entries.size();
    } catch (IOException e) {
      failed.accept(e);
      return 0;
    } finally {
      batch.clear();
    }
  }

  @Override
  public boolean truncatePrefix(long firstIndexKept) {
    return tried(
        () -> {
          log.truncatePrefix(firstIndexKept);
          followInstalled();
        });
  }

  @Override
  public boolean truncateSuffix(long lastIndexKept) {
    newest = newest.upTo(lastIndexKept);
    return tried(() -> log.truncateSuffix(lastIndexKept));
  }

  @Override
  public boolean reset(long nextLogIndex) {
    return tried(
        () -> {
          newest = Run.NONE;
          log.reset(nextLogIndex);
          followInstalled();
        });
  }

  // From now on a log that does not reach the snapshot has lost entries.
  private void followInstalled() throws IOException {
    long installed = snapshots.installedIndex();
    if (installed >= 0 && log.firstIndex() <= installed + 1 && log.lastIndex() >= installed) {
      snapshots.forgetInstalled();
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private boolean tried(Step step) {
    try {
      step.run();
      return true;
    } catch (IOException e) {
      failed.accept(e);
      return false;
    }
  }

  /** The ledger that opened the log closes it. */
  @Override
  public void shutdown() {}
}
