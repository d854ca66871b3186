package io.paddock.bench.load;

import io.paddock.bench.wire.FrameTemplate;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Draws operations from an {@link OpMix}, on znodes drawn evenly from the key space.
 *
 * <p>A znode that the load creates has a number no other connection uses, and is deleted only by
 * the connection that created it. A delete drawn when nothing is left to delete creates instead; an
 * ephemeral sequential znode is deleted with the first request after its name is known.
 *
 * <p>Thread: the loop of its connection.
 */
final class MixSource implements RequestSource {
  private final MixFrames frames;
  private final OpKind[] kinds;
  private final int[] ends;
  private final int total;
  private final int connection;
  private final int connections;
  private final EphemeralQueue ephemerals;
  private final int frameBytesMax;
  private long created;
  private long deleted;
  private long random;

  /**
   * The part of one connection.
   *
   * @param pipeline requests that may be outstanding
   * @param created znodes that were made in advance for this connection to delete
   */
  MixSource(MixFrames frames, OpMix mix, Share share, int pipeline, long created) {
    List<OpKind> listed = mix.kinds();
    this.frames = frames;
    this.kinds = listed.toArray(OpKind[]::new);
    this.ends = mix.cumulativeWeights();
    this.total = mix.total();
    this.connection = share.connection();
    this.connections = share.connections();
    this.ephemerals = new EphemeralQueue(pipeline);
    this.frameBytesMax = frames.frameBytesMax();
    this.created = created;
    this.random = 0x9E3779B97F4A7C15L * (connection + 1);
  }

  @Override
  public OpKind append(ByteBuffer out, int xid) {
    if (ephemerals.size() > 0) {
      frames.deleteEphemeral().appendName(out, xid, ephemerals.parent(), ephemerals.name());
      ephemerals.remove();
      return OpKind.DELETE;
    }
    return append(draw(), out, xid);
  }

  private OpKind append(OpKind kind, ByteBuffer out, int xid) {
    return switch (kind) {
      case SET -> onKey(kind, frames.set(), out, xid);
      case GET -> onKey(kind, frames.get(), out, xid);
      case EXISTS -> onKey(kind, frames.exists(), out, xid);
      case GET_CHILDREN -> onParent(kind, frames.getChildren(), out, xid);
      case SYNC -> onParent(kind, frames.sync(), out, xid);
      case MULTI -> multi(out, xid);
      case CREATE -> create(out, xid);
      case DELETE -> deleted == created ? create(out, xid) : delete(out, xid);
      case EPHEMERAL_SEQ -> {
        frames.createEphemeral().appendParent(out, xid, below(frames.created().parents()));
        yield kind;
      }
      case CLOSE -> throw new IllegalStateException("close is no part of a mix");
    };
  }

  private OpKind onKey(OpKind kind, FrameTemplate frame, ByteBuffer out, int xid) {
    int index = below(frames.keys().znodes());
    frame.appendName(out, xid, index % frames.keys().parents(), index);
    return kind;
  }

  private OpKind onParent(OpKind kind, FrameTemplate frame, ByteBuffer out, int xid) {
    frame.appendParent(out, xid, below(frames.keys().parents()));
    return kind;
  }

  private OpKind multi(ByteBuffer out, int xid) {
    FrameTemplate frame = frames.multi();
    int start = frame.append(out, xid);
    for (int i = 0; i < frame.paths(); i++) {
      int index = below(frames.keys().znodes());
      frame.patchName(out, start, i, index % frames.keys().parents(), index);
    }
    return OpKind.MULTI;
  }

  private OpKind create(ByteBuffer out, int xid) {
    appendCreated(frames.create(), created++, out, xid);
    return OpKind.CREATE;
  }

  private OpKind delete(ByteBuffer out, int xid) {
    appendCreated(frames.delete(), deleted++, out, xid);
    return OpKind.DELETE;
  }

  private void appendCreated(FrameTemplate frame, long count, ByteBuffer out, int xid) {
    long name = count * connections + connection;
    frame.appendName(out, xid, (int) (name % frames.created().parents()), name);
  }

  @Override
  public int frameBytesMax() {
    return frameBytesMax;
  }

  @Override
  public void onReply(OpKind kind, int err, ByteBuffer in, int body) {
    if (kind == OpKind.EPHEMERAL_SEQ && err == 0) {
      int path = body + Integer.BYTES;
      ephemerals.add(frames.created().parentAt(in, path), frames.created().nameAt(in, path));
    }
  }

  private OpKind draw() {
    if (kinds.length == 1) {
      return kinds[0];
    }
    int draw = below(total);
    int i = 0;
    while (draw >= ends[i]) {
      i++;
    }
    return kinds[i];
  }

  /** An evenly distributed number from 0 to {@code bound} - 1, by xorshift64*. */
  private int below(int bound) {
    random ^= random >>> 12;
    random ^= random << 25;
    random ^= random >>> 27;
    long high = (random * 0x2545F4914F6CDD1DL) >>> 33;
    return (int) ((high * bound) >>> 31);
  }

  /** Which of how many connections a source belongs to. */
  record Share(int connection, int connections) {}
}
