package io.paddock.replication.engine;

import com.alipay.sofa.jraft.JRaftServiceFactory;
import com.alipay.sofa.jraft.entity.codec.LogEntryCodecFactory;
import com.alipay.sofa.jraft.entity.codec.v2.LogEntryV2CodecFactory;
import com.alipay.sofa.jraft.option.NodeOptions;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.LogStorage;
import com.alipay.sofa.jraft.storage.RaftMetaStorage;
import com.alipay.sofa.jraft.storage.SnapshotStorage;
import org.jspecify.annotations.Nullable;

/** Hands the engine the storage that the ledger has opened already. */
record EngineFactory(LogStorage log, RaftMetaStorage vote, @Nullable SnapshotStorage snapshots)
    implements JRaftServiceFactory {
  @Override
  public LogStorage createLogStorage(String uri, RaftOptions options) {
    return log;
  }

  @Override
  public RaftMetaStorage createRaftMetaStorage(String uri, RaftOptions options) {
    return vote;
  }

  @Override
  public @Nullable SnapshotStorage createSnapshotStorage(NodeOptions options) {
    return snapshots;
  }

  /** The log does not use it ({@link EntryCodec}). */
  @Override
  public LogEntryCodecFactory createLogEntryCodecFactory() {
    return LogEntryV2CodecFactory.getInstance();
  }
}
