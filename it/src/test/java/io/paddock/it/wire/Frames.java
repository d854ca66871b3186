package io.paddock.it.wire;

import io.paddock.protocol.codec.JuteWriter;
import io.paddock.protocol.codec.RequestCodec;
import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.AddWatchMode;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Request;
import io.paddock.protocol.message.WatcherType;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Frames for tests, good and bad. */
final class Frames {
  private Frames() {}

  /** One request of each operation that has a body. */
  static List<Request> oneOfEach() {
    Request.SetWatches watches =
        new Request.SetWatches(0, List.of("/a"), List.of("/b"), List.of("/c"));
    return List.of(
        create("/frames", "1"),
        new Request.Create(OpCode.CREATE2, "/frames", Data.EMPTY, Acl.OPEN, 0, 0),
        new Request.Create(OpCode.CREATE_CONTAINER, "/frames", Data.EMPTY, Acl.OPEN, 4, 0),
        new Request.Create(OpCode.CREATE_TTL, "/frames", Data.EMPTY, Acl.OPEN, 5, 1000),
        new Request.Delete("/frames", 7),
        new Request.Exists("/frames", true),
        new Request.GetData("/frames", true),
        new Request.SetData("/frames", Data.of("2"), 7),
        new Request.GetAcl("/frames"),
        new Request.SetAcl("/frames", Acl.OPEN, 7),
        new Request.GetChildren("/frames", true),
        new Request.GetChildren2("/frames", true),
        new Request.Sync("/frames"),
        new Request.Multi(List.of(new Request.Check("/frames", 7), create("/frames/x", "1"))),
        new Request.MultiRead(List.of(new Request.GetData("/frames", true))),
        new Request.Reconfig("server.1=a:1:2", "", null, -1),
        new Request.CheckWatches("/frames", WatcherType.ANY),
        new Request.RemoveWatches("/frames", WatcherType.ANY),
        new Request.DeleteContainer("/frames"),
        watches,
        new Request.SetWatches2(watches, List.of("/d"), List.of("/e")),
        new Request.GetEphemerals("/"),
        new Request.GetAllChildrenNumber("/frames"),
        new Request.AddWatch("/frames", AddWatchMode.PERSISTENT),
        new Request.Sasl(Data.of("token")));
  }

  static Request.Create create(String path, String data) {
    return new Request.Create(OpCode.CREATE, path, Data.of(data), Acl.OPEN, 0, 0);
  }

  /** A whole frame. */
  static byte[] of(int xid, Request request) {
    JuteWriter out = new JuteWriter();
    RequestCodec.writeFrame(out, xid, request);
    return out.toBytes();
  }

  /** The first {@code length} bytes after the length field, with a length field that says so. */
  static byte[] cut(byte[] frame, int length) {
    byte[] cut = Arrays.copyOf(frame, 4 + length);
    return withLength(cut, length);
  }

  /** The same bytes with another length field. */
  static byte[] withLength(byte[] frame, int length) {
    byte[] changed = frame.clone();
    changed[0] = (byte) (length >>> 24);
    changed[1] = (byte) (length >>> 16);
    changed[2] = (byte) (length >>> 8);
    changed[3] = (byte) length;
    return changed;
  }

  /** Bytes from hex digits; blanks are for reading only. */
  static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }
}
