package io.paddock.bench.wire;

import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.OpCode;
import java.util.Random;

/** Makes the templates for one {@link KeySpace}. Source: spec/wire.md, sections 4, 5 and 7. */
public final class RequestFrames {
  /** The xid of a ping and of its reply. */
  public static final int PING_XID = -2;

  /** The xid of a watch event. */
  public static final int EVENT_XID = -1;

  private static final int ANY_VERSION = -1;
  private static final long VALUE_SEED = 42;

  private final KeySpace keys;
  private final byte[] value;

  /** Frames for the given znodes; every value has the same random bytes. */
  public RequestFrames(KeySpace keys) {
    this.keys = keys;
    this.value = new byte[keys.valueSize()];
    new Random(VALUE_SEED).nextBytes(value);
  }

  /** getData of a znode. */
  public FrameTemplate getData(boolean watch) {
    return read(OpCode.GET_DATA, keys.znodePath(NameLetter.KEY, 0), watch);
  }

  /** exists of a znode. */
  public FrameTemplate exists(boolean watch) {
    return read(OpCode.EXISTS, keys.znodePath(NameLetter.KEY, 0), watch);
  }

  /** getChildren of a parent. */
  public FrameTemplate getChildren() {
    return read(OpCode.GET_CHILDREN, keys.parentPath(0), false);
  }

  /** sync of a parent. */
  public FrameTemplate sync() {
    FrameWriter out = FrameWriter.request(OpCode.SYNC.code());
    int path = out.position() + Integer.BYTES;
    return new FrameTemplate(out.string(keys.parentPath(0)).toFrame(), keys, path);
  }

  /** setData of a znode, whatever its version. */
  public FrameTemplate setData() {
    FrameWriter out = FrameWriter.request(OpCode.SET_DATA.code());
    int path = out.position() + Integer.BYTES;
    out.string(keys.znodePath(NameLetter.KEY, 0)).buffer(value).int32(ANY_VERSION);
    return new FrameTemplate(out.toFrame(), keys, path);
  }

  /** A persistent create of a znode. */
  public FrameTemplate create(NameLetter letter) {
    return create(keys.znodePath(letter, 0), value, CreateMode.PERSISTENT);
  }

  /** A create of an ephemeral sequential znode under a parent; only the parent can be patched. */
  public FrameTemplate createEphemeralSequential() {
    String path = keys.parentPath(0) + "/" + NameLetter.EPHEMERAL.letter();
    return create(path, value, CreateMode.EPHEMERAL_SEQUENTIAL);
  }

  /** A persistent create of one parent, without data. */
  public FrameTemplate createParent() {
    return createPath(keys.parentPath(0), CreateMode.PERSISTENT);
  }

  /** A create of any path, without data. */
  public FrameTemplate createPath(String path, CreateMode mode) {
    return create(path, new byte[0], mode);
  }

  /** delete of a znode, whatever its version. */
  public FrameTemplate delete(NameLetter letter) {
    FrameWriter out = FrameWriter.request(OpCode.DELETE.code());
    int path = out.position() + Integer.BYTES;
    out.string(keys.znodePath(letter, 0)).int32(ANY_VERSION);
    return new FrameTemplate(out.toFrame(), keys, path);
  }

  /** A multi of {@code count} setData, each with a path to patch. */
  public FrameTemplate multiSetData(int count) {
    FrameWriter out = FrameWriter.request(OpCode.MULTI.code());
    int[] paths = new int[count];
    for (int i = 0; i < count; i++) {
      out.multiHeader(OpCode.SET_DATA.code(), false);
      paths[i] = out.position() + Integer.BYTES;
      out.string(keys.znodePath(NameLetter.KEY, 0)).buffer(value).int32(ANY_VERSION);
    }
    return new FrameTemplate(out.multiHeader(-1, true).toFrame(), keys, paths);
  }

  /** The end of a session. */
  public FrameTemplate closeSession() {
    return new FrameTemplate(FrameWriter.request(OpCode.CLOSE_SESSION.code()).toFrame(), keys);
  }

  /** A ping; append it with {@link #PING_XID}. */
  public FrameTemplate ping() {
    return new FrameTemplate(FrameWriter.request(OpCode.PING.code()).toFrame(), keys);
  }

  /** The handshake that asks for a new session. */
  public static byte[] handshake(int timeoutMs) {
    FrameWriter out = FrameWriter.bare().int32(0).int64(0).int32(timeoutMs).int64(0);
    return out.buffer(new byte[16]).bool(false).toFrame();
  }

  private FrameTemplate create(String path, byte[] data, CreateMode mode) {
    FrameWriter out = FrameWriter.request(OpCode.CREATE.code());
    int offset = out.position() + Integer.BYTES;
    out.string(path).buffer(data).openAcl().int32(mode.flags());
    return new FrameTemplate(out.toFrame(), keys, offset);
  }

  private FrameTemplate read(OpCode op, String path, boolean watch) {
    FrameWriter out = FrameWriter.request(op.code());
    int offset = out.position() + Integer.BYTES;
    return new FrameTemplate(out.string(path).bool(watch).toFrame(), keys, offset);
  }
}
