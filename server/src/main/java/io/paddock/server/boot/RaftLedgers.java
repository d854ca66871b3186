package io.paddock.server.boot;

import io.paddock.replication.engine.RaftLedger;
import io.paddock.replication.ledger.Ledger;
import io.paddock.replication.ledger.LedgerConfig;
import io.paddock.replication.ledger.LedgerListener;
import io.paddock.server.config.ServerConfig;
import io.paddock.server.config.StorageConfig;
import io.paddock.state.command.Stamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** Opens the ledger that the settings ask for. */
final class RaftLedgers {
  private RaftLedgers() {}

  static Ledger open(ServerConfig config, LedgerListener listener) throws IOException {
    StorageConfig storage = config.storage();
    for (Path each : new Path[] {storage.dataDir(), storage.dataLogDir()}) {
      if (storage.createDirectories()) {
        Files.createDirectories(each);
      } else if (!Files.isDirectory(each)) {
        throw new IOException(
            "the data directory "
                + each
                + " does not exist, and zookeeper.datadir.autocreate is off: make it, or switch"
                + " that on");
      }
    }
    return RaftLedger.open(ledgerConfig(config), InstantSource.system(), listener);
  }

  private static LedgerConfig ledgerConfig(ServerConfig config) {
    StorageConfig storage = config.storage();
    Stamp.Rules rules =
        new Stamp.Rules(
            config.features().skipAcl(),
            config.features().enforceQuota(),
            false,
            config.auth().x509Acls());
    return new LedgerConfig(
        storage.dataDir(),
        storage.dataLogDir(),
        config.ensemble().myId(),
        rules,
        storage.snapshots().everyCommands(),
        storage.snapshots().everyLogBytes(),
        storage.snapshots().retainCount(),
        storage.snapshots().purgeIntervalHours() > 0,
        storage.preallocateBytes(),
        storage.forceSync());
  }
}
