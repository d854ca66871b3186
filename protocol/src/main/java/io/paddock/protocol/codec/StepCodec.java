package io.paddock.protocol.codec;

import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Request;

/** The requests that may stand alone or in a multi or multiRead; the body is the same in both. */
final class StepCodec {
  private StepCodec() {}

  /** Reads the body of a create, delete, setData or check. */
  static Request.Step read(OpCode op, JuteReader in) throws ProtocolException {
    String path = in.readText("path");
    return switch (op) {
      case DELETE -> new Request.Delete(path, in.readInt());
      case SET_DATA -> new Request.SetData(path, in.readData(), in.readInt());
      case CHECK -> new Request.Check(path, in.readInt());
      case CREATE_TTL ->
          new Request.Create(
              op, path, in.readData(), AclCodec.read(in), in.readInt(), in.readLong());
      default -> new Request.Create(op, path, in.readData(), AclCodec.read(in), in.readInt(), 0);
    };
  }

  /** Reads the body of a getData or getChildren. */
  static Request.ReadStep readRead(OpCode op, JuteReader in) throws ProtocolException {
    String path = in.readText("path");
    boolean watch = in.readBoolean();
    return op == OpCode.GET_DATA
        ? new Request.GetData(path, watch)
        : new Request.GetChildren(path, watch);
  }

  static JuteWriter write(JuteWriter out, Request.Step step) {
    if (step instanceof Request.Create create) {
      return writeCreate(out, create);
    }
    if (step instanceof Request.SetData r) {
      return out.writeString(r.path()).writeData(r.data()).writeInt(r.version());
    }
    if (step instanceof Request.Delete r) {
      return out.writeString(r.path()).writeInt(r.version());
    }
    Request.Check r = (Request.Check) step;
    return out.writeString(r.path()).writeInt(r.version());
  }

  private static JuteWriter writeCreate(JuteWriter out, Request.Create r) {
    out.writeString(r.path()).writeData(r.data());
    AclCodec.write(out, r.acl()).writeInt(r.flags());
    return r.op() == OpCode.CREATE_TTL ? out.writeLong(r.ttlMs()) : out;
  }

  static JuteWriter writeRead(JuteWriter out, Request.ReadStep step) {
    if (step instanceof Request.GetData r) {
      return out.writeString(r.path()).writeBoolean(r.watch());
    }
    Request.GetChildren r = (Request.GetChildren) step;
    return out.writeString(r.path()).writeBoolean(r.watch());
  }
}
