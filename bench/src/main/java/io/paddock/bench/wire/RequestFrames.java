package io.paddock.bench.wire;

import io.paddock.protocol.codec.ConnectCodec;
import io.paddock.protocol.codec.JuteWriter;
import io.paddock.protocol.codec.RequestCodec;
import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.ConnectRequest;
import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Request;
import java.util.Collections;
import java.util.Random;

/** Makes the templates for one {@link KeySpace}. Source: spec/wire.md, sections 4, 5 and 7. */
public final class RequestFrames {
  /** The xid of a ping and of its reply. */
  public static final int PING_XID = -2;

  /** The xid of a watch event. */
  public static final int EVENT_XID = -1;

  private static final int ANY_VERSION = -1;
  private static final long VALUE_SEED = 42;
  private static final int PASSWORD_BYTES = 16;

  private final KeySpace keys;
  private final Data value;

  /** Frames for the given znodes; every value has the same random bytes. */
  public RequestFrames(KeySpace keys) {
    this.keys = keys;
    byte[] bytes = new byte[keys.valueSize()];
    new Random(VALUE_SEED).nextBytes(bytes);
    this.value = Data.of(bytes);
  }

  /** getData of a znode. */
  public FrameTemplate getData(boolean watch) {
    String path = keys.znodePath(NameLetter.KEY, 0);
    return template(new Request.GetData(path, watch), path);
  }

  /** exists of a znode. */
  public FrameTemplate exists(boolean watch) {
    String path = keys.znodePath(NameLetter.KEY, 0);
    return template(new Request.Exists(path, watch), path);
  }

  /** getChildren of a parent. */
  public FrameTemplate getChildren() {
    String path = keys.parentPath(0);
    return template(new Request.GetChildren(path, false), path);
  }

  /** sync of a parent. */
  public FrameTemplate sync() {
    String path = keys.parentPath(0);
    return template(new Request.Sync(path), path);
  }

  /** setData of a znode, whatever its version. */
  public FrameTemplate setData() {
    String path = keys.znodePath(NameLetter.KEY, 0);
    return template(new Request.SetData(path, value, ANY_VERSION), path);
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
    return createPath(keys.parentPath(0));
  }

  /** A persistent create of any path, without data. */
  public FrameTemplate createPath(String path) {
    return create(path, Data.of(new byte[0]), CreateMode.PERSISTENT);
  }

  /** delete of a znode, whatever its version. */
  public FrameTemplate delete(NameLetter letter) {
    String path = keys.znodePath(letter, 0);
    return template(new Request.Delete(path, ANY_VERSION), path);
  }

  /** A multi of {@code count} setData, each with a path to patch. */
  public FrameTemplate multiSetData(int count) {
    String path = keys.znodePath(NameLetter.KEY, 0);
    Request.Step step = new Request.SetData(path, value, ANY_VERSION);
    return template(new Request.Multi(Collections.nCopies(count, step)), path);
  }

  /** The end of a session. */
  public FrameTemplate closeSession() {
    return new FrameTemplate(frame(new Request.CloseSession()), keys);
  }

  /** A ping; append it with {@link #PING_XID}. */
  public FrameTemplate ping() {
    return new FrameTemplate(frame(new Request.Ping()), keys);
  }

  /** The handshake that asks for a new session. */
  public static byte[] handshake(int timeoutMs) {
    Data password = Data.of(new byte[PASSWORD_BYTES]);
    JuteWriter out = new JuteWriter();
    ConnectCodec.write(out, new ConnectRequest(0, 0, timeoutMs, 0, password, false));
    return out.toBytes();
  }

  private FrameTemplate create(String path, Data data, CreateMode mode) {
    return template(new Request.Create(OpCode.CREATE, path, data, Acl.OPEN, mode.flags(), 0), path);
  }

  private FrameTemplate template(Request request, String path) {
    byte[] frame = frame(request);
    return new FrameTemplate(frame, keys, PathOffsets.of(frame, path));
  }

  private static byte[] frame(Request request) {
    JuteWriter out = new JuteWriter();
    RequestCodec.writeFrame(out, 0, request);
    return out.toBytes();
  }
}
