package io.paddock.it.fault;

import io.paddock.it.history.Operation.Kind;
import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Request;
import java.util.List;

/**
 * One operation before it has a time: what the history calls it, and what goes over the wire.
 *
 * @param kind what it is
 * @param path of the znode or parent
 * @param value data or beginning of a name
 * @param expected version, -1 for any
 */
record Ask(Kind kind, String path, String value, int expected) {
  private static final int EPHEMERAL_FLAG = 1;
  private static final int SEQUENCE_FLAG = 2;

  static Ask of(Kind kind, String path) {
    return new Ask(kind, path, "", -1);
  }

  /** The requests in order; the reply to the last is the answer. */
  List<Request> requests() {
    return switch (kind) {
      case SET -> List.of(new Request.SetData(path, Data.of(value), expected));
      case READ -> List.of(new Request.GetData(path, false));
      case SYNC_READ -> List.of(new Request.Sync(path), new Request.GetData(path, false));
      case SEQUENCE -> List.of(create(path + "/" + value, SEQUENCE_FLAG));
      case LIST -> List.of(new Request.Sync(path), new Request.GetChildren(path, false));
      case EPHEMERAL -> List.of(create(path, EPHEMERAL_FLAG));
      case OWN -> List.of(new Request.Exists(path, false));
      case EXPIRED -> throw new IllegalStateException("nobody asks for that");
    };
  }

  static Request create(String path, int flags) {
    return new Request.Create(OpCode.CREATE, path, Data.of(""), Acl.OPEN, flags, 0);
  }
}
