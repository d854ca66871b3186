package io.paddock.server.boot;

import io.paddock.replication.engine.RaftLedger;
import io.paddock.replication.ledger.Ledger;
import io.paddock.replication.ledger.LedgerConfig;
import io.paddock.replication.ledger.LedgerListener;
import io.paddock.replication.ledger.Timings;
import io.paddock.server.config.EnsembleConfig;
import io.paddock.server.config.ServerConfig;
import io.paddock.server.config.StorageConfig;
import io.paddock.server.members.LedgerMembers;
import io.paddock.state.command.Stamp;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** Opens the ledger that the settings ask for. */
final class RaftLedgers {
  private RaftLedgers() {}

  static Ledger open(ServerConfig config, LedgerListener listener) throws IOException {
    DataDirectory.prepare(config.storage());
    return RaftLedger.open(ledgerConfig(config), InstantSource.system(), listener);
  }

  private static LedgerConfig ledgerConfig(ServerConfig config) {
    StorageConfig storage = config.storage();
    EnsembleConfig ensemble = config.ensemble();
    Stamp.Rules rules =
        new Stamp.Rules(
            config.features().skipAcl(),
            config.features().enforceQuota(),
            false,
            config.auth().x509Acls());
    return new LedgerConfig(
        storage.dataDir(),
        storage.dataLogDir(),
        ensemble.myId(),
        rules,
        storage.snapshots().everyCommands(),
        storage.snapshots().everyLogBytes(),
        storage.snapshots().retainCount(),
        storage.snapshots().purgeIntervalHours() > 0,
        storage.preallocateBytes(),
        storage.forceSync(),
        ensemble.isStandalone() ? List.of() : LedgerMembers.of(ensemble.members()),
        new Timings(config.sessions().tickTimeMs(), ensemble.initLimit(), ensemble.syncLimit()));
  }
}
