package io.paddock.replication.engine;

import io.paddock.replication.disk.DiskFile;
import io.paddock.replication.disk.SnapshotStore;
import io.paddock.replication.peer.PeerNetwork;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Snapshots on their way to a member that has fallen too far behind, piece by piece; who gets one
 * asks for each piece.
 *
 * <pre>
 * ask:    long call, long index of the snapshot, long offset
 * piece:  long call, long size of the whole file or -1 if there is none, bytes from the offset on
 * </pre>
 *
 * <p>The file is kept open while a member reads it, so that it can be purged meanwhile.
 *
 * <p>Thread: any.
 */
final class SnapshotExchange {
  static final int PIECE_BYTES = 256 << 10;

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotExchange.class);
  private static final long PIECE_SECONDS_MAX = 10;
  private static final int ANSWER_BYTES = 16;

  private final PeerNetwork network;
  private final SnapshotStore store;
  private final Executor slow;
  private final Map<Integer, Open> open = new ConcurrentHashMap<>();
  private final Map<Long, Asked> asked = new ConcurrentHashMap<>();
  private final AtomicLong calls = new AtomicLong();

  private record Open(long index, DiskFile file) {}

  private record Asked(int member, CompletableFuture<Piece> piece) {}

  /** A piece; {@code size} is that of the whole file. */
  record Piece(long size, ByteBuffer bytes) {}

  SnapshotExchange(PeerNetwork network, SnapshotStore store, Executor slow) {
    this.network = network;
    this.store = store;
    this.slow = slow;
  }

  /** Asks a member for a piece. */
  CompletableFuture<Piece> ask(int member, long index, long offset) {
    long call = calls.incrementAndGet();
    CompletableFuture<Piece> piece = new CompletableFuture<>();
    asked.put(call, new Asked(member, piece));
    ByteBuffer ask = ByteBuffer.allocate(3 * Long.BYTES);
    ask.putLong(call).putLong(index).putLong(offset).flip();
    if (!network.send(member, FrameKind.SNAPSHOT_ASK, ask)) {
      piece.completeExceptionally(new IOException("no connection to member " + member));
    }
    return piece
        .orTimeout(PIECE_SECONDS_MAX, TimeUnit.SECONDS)
        .whenComplete((result, error) -> asked.remove(call));
  }

  /** A piece has come. */
  void received(int member, ByteBuffer content) {
    Asked waiting = asked.get(content.getLong());
    if (waiting != null && waiting.member == member) {
      long size = content.getLong();
      ByteBuffer bytes = ByteBuffer.allocate(content.remaining()).put(content).flip();
      waiting.piece.complete(new Piece(size, bytes));
    }
  }

  /** A member asks for a piece. */
  void asked(int member, ByteBuffer content) {
    long call = content.getLong();
    long index = content.getLong();
    long offset = content.getLong();
    slow.execute(() -> answer(member, call, index, offset));
  }

  private void answer(int member, long call, long index, long offset) {
    ByteBuffer out = ByteBuffer.allocate(ANSWER_BYTES + PIECE_BYTES);
    out.putLong(call).putLong(-1);
    try {
      DiskFile file = file(member, index);
      if (file != null && offset >= 0 && file.read(out, offset) > 0) {
        out.putLong(Long.BYTES, file.size());
      }
    } catch (IOException e) {
      LOG.warn("member {} cannot have a piece of a snapshot: {}", member, e.toString());
      out.position(ANSWER_BYTES).putLong(Long.BYTES, -1);
    }
    network.send(member, FrameKind.SNAPSHOT_PIECE, out.flip());
  }

  private synchronized @Nullable DiskFile file(int member, long index) throws IOException {
    Open now = open.get(member);
    if (now != null && now.index == index) {
      return now.file;
    }
    closeFor(member);
    for (SnapshotStore.Found each : store.list()) {
      if (each.index() == index) {
        DiskFile file = store.openFile(each);
        open.put(member, new Open(index, file));
        return file;
      }
    }
    return null;
  }

  private synchronized void closeFor(int member) {
    Open now = open.remove(member);
    if (now != null) {
      try {
        now.file.close();
      } catch (IOException e) {
        LOG.warn("closing {}: {}", now.file.path(), e.toString());
      }
    }
  }

  /** The connection to this member is gone. */
  void lost(int member) {
    closeFor(member);
    asked.values().stream()
        .filter(each -> each.member == member)
        .toList()
        .forEach(
            each ->
                each.piece.completeExceptionally(
                    new IOException("the connection to member " + member + " is gone")));
  }

  void close() {
    open.keySet().forEach(this::closeFor);
  }
}
