package io.paddock.replication.engine;

import com.alipay.sofa.jraft.entity.RaftOutter.SnapshotMeta;
import com.alipay.sofa.jraft.option.SnapshotCopierOptions;
import com.alipay.sofa.jraft.storage.SnapshotStorage;
import com.alipay.sofa.jraft.storage.SnapshotThrottle;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotCopier;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotReader;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotWriter;
import com.google.protobuf.Message;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The engine's view of the snapshots. It has little to do: the ledger has chosen and read the
 * newest before the engine starts, and when the engine hears that a snapshot was saved, the file is
 * on disk under its name already. So what the engine takes for fatal in a snapshot's writing cannot
 * happen here: a full disk must not stop a server whose log goes on.
 *
 * <p>Thread: the engine's.
 */
final class EngineSnapshots implements SnapshotStorage {
  private final @Nullable SnapshotMeta start;

  /**
   * What the engine finds when it starts.
   *
   * @param start of the snapshot that was read, or null if there is none
   */
  EngineSnapshots(@Nullable SnapshotMeta start) {
    this.start = start;
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

  @Override
  public @Nullable SnapshotReader open() {
    return start == null ? null : new Loading(start);
  }

  @Override
  public SnapshotReader copyFrom(String uri, SnapshotCopierOptions options) {
    throw noPeers();
  }

  @Override
  public SnapshotCopier startToCopyFrom(String uri, SnapshotCopierOptions options) {
    throw noPeers();
  }

  private static UnsupportedOperationException noPeers() {
    return new UnsupportedOperationException("a standalone server has nobody to copy from");
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

  private static final class Loading extends SnapshotReader {
    private final SnapshotMeta meta;

    Loading(SnapshotMeta meta) {
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
    public String generateURIForCopy() {
      throw noPeers();
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
