package io.paddock.server.boot;

import io.paddock.replication.engine.RaftLedger;
import io.paddock.replication.ledger.Ledger;
import io.paddock.replication.ledger.LedgerConfig;
import io.paddock.replication.ledger.LedgerListener;
import io.paddock.replication.ledger.Timings;
import io.paddock.replication.sockets.NettyPeers;
import io.paddock.replication.sockets.PeerSettings;
import io.paddock.replication.sockets.PeerTls;
import io.paddock.server.config.EnsembleConfig;
import io.paddock.server.config.MemberConfig;
import io.paddock.server.config.MemberTls;
import io.paddock.server.config.ServerConfig;
import io.paddock.server.config.StorageConfig;
import io.paddock.server.members.LedgerMembers;
import io.paddock.server.net.TlsContext;
import io.paddock.state.command.Stamp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens the ledger that the settings ask for. */
final class RaftLedgers {
  private RaftLedgers() {}

  static Ledger open(ServerConfig config, LedgerListener listener) throws IOException {
    DataDirectory.prepare(config.storage());
    LedgerConfig settings = ledgerConfig(config);
    EnsembleConfig ensemble = config.ensemble();
    if (ensemble.isStandalone()) {
      return RaftLedger.open(settings, InstantSource.system(), listener);
    }
    NettyPeers network = NettyPeers.bind(peerSettings(config));
    try {
      return RaftLedger.open(settings, InstantSource.system(), listener, network);
    } catch (IOException | RuntimeException e) {
      network.close();
      throw e;
    }
  }

  private static PeerSettings peerSettings(ServerConfig config) {
    EnsembleConfig ensemble = config.ensemble();
    MemberConfig self = ensemble.self();
    if (self == null) {
      throw new IllegalArgumentException("server " + ensemble.myId() + " has no server line");
    }
    List<InetSocketAddress> listen =
        self.addresses().stream()
            .map(
                each ->
                    ensemble.listenOnAllAddresses()
                        ? new InetSocketAddress(each.quorumPort())
                        : new InetSocketAddress(each.host(), each.quorumPort()))
            .toList();
    long syncMs = (long) config.sessions().tickTimeMs() * ensemble.syncLimit();
    int silenceMs = (int) Math.min(syncMs, Integer.MAX_VALUE);
    return PeerSettings.of(self.id(), listen, silenceMs, peerTls(ensemble.tls()));
  }

  private static @Nullable PeerTls peerTls(@Nullable MemberTls tls) {
    if (tls == null) {
      return null;
    }
    PeerTls.Verifies verifies =
        switch (tls.verifies()) {
          case NOBODY -> PeerTls.Verifies.NOTHING;
          case DIALLED -> PeerTls.Verifies.DIALLED;
          case BOTH -> PeerTls.Verifies.BOTH;
        };
    PeerTls.Use use = tls.takesBoth() ? PeerTls.Use.DIALS : PeerTls.Use.ALWAYS;
    return new PeerTls(
        TlsContext.ofMembers(tls),
        tls.protocols(),
        tls.cipherSuites(),
        verifies,
        tls.dials() ? use : PeerTls.Use.TAKES);
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
        new Timings(config.sessions().tickTimeMs(), ensemble.initLimit(), ensemble.syncLimit()),
        storage.fsyncWarningMs());
  }
}
