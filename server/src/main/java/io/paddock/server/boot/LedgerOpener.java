package io.paddock.server.boot;

import io.paddock.replication.ledger.Ledger;
import io.paddock.replication.ledger.LedgerListener;
import io.paddock.server.config.ServerConfig;
import java.io.IOException;

/** Where a server gets its ledger. */
@FunctionalInterface
interface LedgerOpener {
  /** Opens the files and recovers what is in them; the listener is told when it leads. */
  Ledger open(ServerConfig config, LedgerListener listener) throws IOException;
}
