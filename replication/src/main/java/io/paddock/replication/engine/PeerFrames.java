package io.paddock.replication.engine;

import io.paddock.replication.peer.PeerListener;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each frame from another member to whoever it is for.
 *
 * <p>Thread: the network's.
 */
final class PeerFrames implements PeerListener {
  private static final Logger LOG = LoggerFactory.getLogger(PeerFrames.class);

  private final EngineCalls calls;
  private final EngineService service;
  private final CommitNews news;
  private final BatchExchange exchange;
  private final SnapshotExchange snapshots;
  private final Newcomer newcomer;
  private final Events events;

  /** Who gets the frames. */
  record Receivers(
      EngineCalls calls,
      EngineService service,
      CommitNews news,
      BatchExchange exchange,
      SnapshotExchange snapshots,
      Newcomer newcomer) {}

  /** What the ledger itself hears. */
  interface Events {
    void up(int member);

    void down(int member, boolean refused);

    void noted(int member, ByteBuffer note);

    void members(int member, ByteBuffer content) throws IOException;

    void digests(int member, ByteBuffer content);
  }

  PeerFrames(Receivers receivers, Events events) {
    calls = receivers.calls();
    service = receivers.service();
    news = receivers.news();
    exchange = receivers.exchange();
    snapshots = receivers.snapshots();
    newcomer = receivers.newcomer();
    this.events = events;
  }

  @Override
  public void up(int member) {
    newcomer.up(member);
    exchange.up(member);
    events.up(member);
  }

  @Override
  public void down(int member, boolean refused) {
    exchange.lost(member);
    calls.lost(member);
    snapshots.lost(member);
    events.down(member, refused);
  }

  /** A frame that cannot be read is dropped: it must not stop a server that others rely on. */
  @Override
  public void received(int member, byte kind, ByteBuffer content) {
    try {
      dispatch(member, kind, content);
    } catch (IOException | BufferUnderflowException e) {
      LOG.warn("member {} sent a frame of kind {} that is dropped: {}", member, kind, e.toString());
    }
  }

  private void dispatch(int member, byte kind, ByteBuffer content) throws IOException {
    switch (kind) {
      case FrameKind.CALL -> {
        EngineMessages.Received call = EngineMessages.decode(content);
        service.called(member, call);
        if (call.type() == EngineMessages.Type.APPEND_ENTRIES) {
          news.appended(member);
        }
      }
      case FrameKind.COMMITTED -> news.heard(member, content);
      case FrameKind.ANSWER -> {
        EngineMessages.Received answer = EngineMessages.decode(content);
        calls.answered(member, answer.call(), answer.message());
        news.answered();
      }
      case FrameKind.EMPTINESS -> newcomer.heard(member, content);
      case FrameKind.MEMBERS -> events.members(member, content);
      case FrameKind.DIGESTS -> events.digests(member, content);
      case FrameKind.BATCH -> exchange.received(member, content);
      case FrameKind.LEADING -> exchange.leads(member, content.getLong());
      case FrameKind.REFUSED -> exchange.refusedByLeader(content.getLong());
      case FrameKind.NOTE -> events.noted(member, content);
      case FrameKind.SNAPSHOT_ASK -> snapshots.asked(member, content);
      case FrameKind.SNAPSHOT_PIECE -> snapshots.received(member, content);
      default -> throw new IOException("there is no such kind");
    }
  }
}
