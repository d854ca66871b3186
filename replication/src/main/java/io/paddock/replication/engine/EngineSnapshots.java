package io.paddock.replication.engine;

import com.alipay.sofa.jraft.entity.RaftOutter.SnapshotMeta;
import com.alipay.sofa.jraft.option.SnapshotCopierOptions;
import com.alipay.sofa.jraft.storage.SnapshotStorage;
import com.alipay.sofa.jraft.storage.SnapshotThrottle;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotCopier;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotReader;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotWriter;
import com.google.protobuf.Message;
import io.paddock.replication.disk.SnapshotStore;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's view of the snapshots. It has little to do: the ledger has chosen and read the
 * newest before the engine starts, and when the engine hears that a snapshot was saved, the file is
 * on disk under its name already. So what the engine takes for fatal in a snapshot's writing cannot
 * happen here: a full disk must not stop a server whose log goes on.
 *
 * <p>Thread: the engine's.
 */
final class EngineSnapshots implements SnapshotStorage {
  private static final Logger LOG = LoggerFactory.getLogger(EngineSnapshots.class);

  private final int self;
  private final SnapshotStore store;
  private final SnapshotExchange exchange;
  private final Executor slow;

  /**
   * The snapshots of this member.
   *
   * @param slow runs the copying of one from another member
   */
  EngineSnapshots(int self, SnapshotStore store, SnapshotExchange exchange, Executor slow) {
    this.self = self;
    this.store = store;
    this.exchange = exchange;
    this.slow = slow;
  }

  @Override
  public boolean init(Void nothing) {
    return true;
  }

  @Override
  public void shutdown() {}

  @Override
  public boolean setFilterBeforeCopyRemote() {
    return true;
  }

  @Override
  public void setSnapshotThrottle(SnapshotThrottle throttle) {}

  @Override
  public SnapshotWriter create() {
    return new Saving();
  }

  /** The newest: what this server started from, or what another member needs. */
  @Override
  public @Nullable SnapshotReader open() {
    try {
      List<SnapshotStore.Found> found = store.list();
      if (found.isEmpty()) {
        return null;
      }
      SnapshotStore.Meta meta = store.readMeta(found.get(0));
      SnapshotCopy.Source source =
          new SnapshotCopy.Source(self, found.get(0).index(), found.get(0).zxid());
      return new Present(Members.decode(meta), source.toUri());
    } catch (IOException e) {
      LOG.error("the newest snapshot cannot be read: {}", e.getMessage());
      return null;
    }
  }

  @Override
  public SnapshotReader copyFrom(String uri, SnapshotCopierOptions options) {
    throw new UnsupportedOperationException("nothing waits for a snapshot to come");
  }

  @Override
  public SnapshotCopier startToCopyFrom(String uri, SnapshotCopierOptions options) {
    SnapshotCopy copy = new SnapshotCopy(exchange, store, SnapshotCopy.Source.parse(uri));
    copy.startOn(slow);
    return copy;
  }

  private static final class Saving extends SnapshotWriter {
    @Override
    public boolean init(Void nothing) {
      return true;
    }

    @Override
    public void shutdown() {}

    @Override
    public boolean saveMeta(SnapshotMeta meta) {
      return true;
    }

    @Override
    public boolean addFile(String name, @Nullable Message meta) {
      return true;
    }

    @Override
    public boolean removeFile(String name) {
      return true;
    }

    @Override
    public void close() {}

    @Override
    public void close(boolean keepDataOnError) {}

    @Override
    public String getPath() {
      return "";
    }

    @Override
    public Set<String> listFiles() {
      return Set.of();
    }

    @Override
    public @Nullable Message getFileMeta(String name) {
      return null;
    }
  }

  /** A snapshot that another member sent: the state is to become the one in it. */
  static final class Installing extends Reader {
    private final SnapshotStore.Loaded loaded;

    Installing(SnapshotStore.Loaded loaded) {
      super(Members.decode(loaded.meta()));
      this.loaded = loaded;
    }

    SnapshotStore.Loaded loaded() {
      return loaded;
    }

    @Override
    public String generateURIForCopy() {
      throw new UnsupportedOperationException("it is being installed");
    }
  }

  /** A snapshot on this member's disk. */
  private static final class Present extends Reader {
    private final String uri;

    Present(SnapshotMeta meta, String uri) {
      super(meta);
      this.uri = uri;
    }

    @Override
    public String generateURIForCopy() {
      return uri;
    }
  }

  private abstract static class Reader extends SnapshotReader {
    private final SnapshotMeta meta;

    Reader(SnapshotMeta meta) {
      this.meta = meta;
    }

    @Override
    public boolean init(Void nothing) {
      return true;
    }

    @Override
    public void shutdown() {}

    @Override
    public SnapshotMeta load() {
      return meta;
    }

    @Override
    public void close() {}

    @Override
    public String getPath() {
      return "";
    }

    @Override
    public Set<String> listFiles() {
      return Set.of();
    }

    @Override
    public @Nullable Message getFileMeta(String name) {
      return null;
    }
  }
}
