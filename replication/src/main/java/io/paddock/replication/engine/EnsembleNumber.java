package io.paddock.replication.engine;

import io.paddock.replication.disk.NumberFile;
import io.paddock.replication.disk.SnapshotStore;
import io.paddock.replication.peer.PeerNetwork;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * To which ensemble this member belongs: a number that came about when the ensemble formed. It is
 * part of the state; and it is in a file of its own, because the network must know it before the
 * log has been applied. Members of another ensemble are shut out by it.
 *
 * <p>Thread: the one that opens the ledger, then the applier.
 */
final class EnsembleNumber {
  private static final Logger LOG = LoggerFactory.getLogger(EnsembleNumber.class);

  private final NumberFile file;
  private final Path directory;
  private final PeerNetwork network;
  private long known;

  /** The number in the file or the snapshot, or none yet. */
  EnsembleNumber(LedgerFiles files, Path directory, PeerNetwork network) throws IOException {
    this.file = files.ensemble();
    this.directory = directory;
    this.network = network;
    known = file.load(0);
    if (known != 0) {
      network.ensemble(known);
    }
    SnapshotStore.Loaded snapshot = files.snapshot();
    is(snapshot == null ? 0 : snapshot.state().ensemble());
  }

  /** The state is that of this ensemble; 0 says nothing. */
  void is(long ensemble) throws IOException {
    if (ensemble == known || ensemble == 0) {
      return;
    }
    if (known != 0) {
      throw new IOException(
          String.format(
              "%s belongs to ensemble %016x, but the state that comes with it is that of ensemble"
                  + " %016x: log and snapshots of one ensemble were put beside the files of another."
                  + " Put back what belongs together, or let this server rejoin with an empty"
                  + " directory",
              directory, known, ensemble));
    }
    file.store(ensemble);
    known = ensemble;
    network.ensemble(ensemble);
    LOG.info("This server belongs to ensemble {}", String.format("%016x", ensemble));
  }
}
